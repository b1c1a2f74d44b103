"""What a list would change in the school's register of this year, last year's classes having moved up."""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.people import Pupil
from bot.core.roster.changes import Enrolled, Match, RosterChanges, changes
from bot.core.roster.values import Problem, RosterPupil
from bot.core.school import Class, ClassName, SchoolYear

NOWHERE = ClassName(0, "")


@dataclass(frozen=True, slots=True)
class Register:
    """All pupils that the school ever had; `places` of this year and the year before, by pupil."""

    year: SchoolYear
    pupils: tuple[Pupil, ...]
    places: Mapping[int, Class]

    @property
    def mark(self) -> str:
        """Changes with anything in the register."""
        known = [(one, self.places.get(one.id)) for one in self.pupils]
        return f"{zlib.crc32(repr(known).encode()):08x}"

    def is_here(self, pupil_id: int) -> bool:
        return pupil_id in self.places and self.places[pupil_id].year == self.year

    @property
    def empty(self) -> bool:
        return not self.places

    @property
    def begun(self) -> bool:
        """Whether somebody has a place in this year already."""
        return any(one.year == self.year for one in self.places.values())

    def enrolled(self) -> tuple[Enrolled, ...]:
        """Everybody with the class that they would be in now."""
        return tuple(Enrolled(one, self._class_now(one.id)) for one in self.pupils)

    def _class_now(self, pupil_id: int) -> ClassName:
        place = self.places.get(pupil_id)
        if place is None:
            return NOWHERE
        return place.name if place.year == self.year else ClassName(place.name.grade + 1, place.name.letter)


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do; the same pupil may be in several of these.

    `moved`: to another class than they are in, or would have gone up to; `up`: from last year's class to this
    year's; `back`: who had left; `unwritten`: rows without a class or a name.
    """

    new: tuple[RosterPupil, ...] = ()
    left: tuple[Enrolled, ...] = ()
    moved: tuple[Match, ...] = ()
    up: tuple[Match, ...] = ()
    back: tuple[Match, ...] = ()
    corrected: tuple[Match, ...] = ()
    unwritten: tuple[RosterPupil, ...] = ()
    found: RosterChanges = field(default_factory=RosterChanges)

    @property
    def nothing(self) -> bool:
        return not (self.new or self.left or self.moved or self.up or self.back or self.corrected)


def difference(register: Register, read: Sequence[RosterPupil]) -> Difference:
    """Compares a list with the register; nobody leaves a class that the list does not speak of."""
    found = changes(register.enrolled(), read)
    placed = [match for match in (*found.same, *found.moved, *found.corrected) if match.read.class_name]
    placed = list({match.enrolled.pupil.id: match for match in placed}.values())
    away = [match for match in placed if not register.is_here(match.enrolled.pupil.id)]
    return Difference(
        new=tuple(one for one in found.new if _can_be_written(one)),
        left=(*found.left, *_gone_with_their_class(register, read, found)),
        moved=tuple(match for match in found.moved if match.enrolled.class_name != NOWHERE),
        up=tuple(match for match in away if match.enrolled.class_name != NOWHERE),
        back=tuple(match for match in away if match.enrolled.class_name == NOWHERE),
        corrected=found.corrected,
        unwritten=tuple(one for one in read if not _can_be_written(one)),
        found=found,
    )


def class_counts(read: Sequence[RosterPupil]) -> list[tuple[ClassName, int]]:
    """The classes of a list in order, each with its number of pupils; rows that stand twice count once."""
    once = (one for one in read if Problem.DUPLICATE not in one.problems)
    return sorted(Counter(one.class_name for one in once if one.class_name).items())


def _can_be_written(one: RosterPupil) -> bool:
    return one.class_name is not None and bool(one.last or one.first)


def _gone_with_their_class(
    register: Register, read: Sequence[RosterPupil], found: RosterChanges
) -> tuple[Enrolled, ...]:
    """Last year's pupils whose next class is not in a list of more than half the school: they finished."""
    listed = {one.class_name for one in read}
    last_year = {one.name for one in register.places.values() if one.year != register.year}
    if 2 * len(listed) <= len(last_year):
        return ()
    known = {match.enrolled.pupil.id for match in (*found.same, *found.moved, *found.corrected)}
    return tuple(
        one
        for one in register.enrolled()
        if one.class_name not in listed | {NOWHERE}
        and one.pupil.id not in known
        and not register.is_here(one.pupil.id)
    )
