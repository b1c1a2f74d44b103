"""What a roster would change in the register: who is new, left, moved or was corrected."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core.identity import names
from bot.core.people import Pupil
from bot.core.roster.values import Problem, RosterPupil, RosterWarning
from bot.core.school import ClassName

BIG_ENOUGH_TO_TELL = 50
SHARE_OF_ANOTHER_SCHOOL = 0.2


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A pupil as the register has them, with the class."""

    pupil: Pupil
    class_name: ClassName


@dataclass(frozen=True, slots=True)
class Match:
    """The same pupil in the register and in the file."""

    enrolled: Enrolled
    read: RosterPupil

    @property
    def moved(self) -> bool:
        return self.read.class_name is not None and self.read.class_name != self.enrolled.class_name

    @property
    def pupil(self) -> Pupil:
        """The pupil as the register should have them: what the file tells wins, what it leaves out stays."""
        old, new = self.enrolled.pupil, self.read.pupil(self.enrolled.pupil.id)
        return replace(
            old,
            name=new.name if new.name.last and new.name.first else old.name,
            birth_date=new.birth_date or old.birth_date,
            sex=new.sex or old.sex,
            iin=new.iin or old.iin,
            nationality=new.nationality or old.nationality,
            address=new.address or old.address,
            phone=new.phone or old.phone,
            adults=new.adults or old.adults,
            household_size=new.household_size or old.household_size,
        )

    @property
    def corrected(self) -> bool:
        return self.pupil != self.enrolled.pupil


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """All that would be written; a pupil who moved may be corrected too. Pupils noted twice are left out."""

    new: tuple[RosterPupil, ...] = ()
    left: tuple[Enrolled, ...] = ()
    moved: tuple[Match, ...] = ()
    same: tuple[Match, ...] = ()
    corrected: tuple[Match, ...] = ()
    warnings: tuple[RosterWarning, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.new or self.left or self.moved or self.corrected)


def changes(current: Sequence[Enrolled], read: Sequence[RosterPupil]) -> RosterChanges:
    """The difference that an import would make; nobody leaves a class that the file does not speak of."""
    read = [pupil for pupil in read if Problem.DUPLICATE not in pupil.problems]
    matches = _matches(current, read)
    matched = {id(match.read) for match in matches}
    staying = {match.enrolled.pupil.id for match in matches}
    classes = {pupil.class_name for pupil in read}
    return RosterChanges(
        new=tuple(pupil for pupil in read if id(pupil) not in matched),
        left=tuple(one for one in current if one.class_name in classes and one.pupil.id not in staying),
        moved=tuple(match for match in matches if match.moved),
        same=tuple(match for match in matches if not match.moved and not match.corrected),
        corrected=tuple(match for match in matches if match.corrected),
        warnings=_warnings(current, read, matches),
    )


Thing = TypeVar("Thing")
Key = Callable[[Pupil, ClassName | None], Hashable]


def _matches(current: Sequence[Enrolled], read: Sequence[RosterPupil]) -> list[Match]:
    """By number, else name and birth date, else a name that is alone in the class; surer keys go first."""
    free, waiting = list(current), list(read)
    found: list[Match] = []
    for key in KEYS:
        here = _by_key((key(one.pupil, one.class_name), one) for one in free)
        there = _by_key((key(one.pupil(0), one.class_name), one) for one in waiting)
        pairs = [Match(here[value], there[value]) for value in there if value in here]
        found += [match for match in pairs if not _contradict(match)]
        taken = {id(one) for match in found for one in (match.enrolled, match.read)}
        free = [one for one in free if id(one) not in taken]
        waiting = [one for one in waiting if id(one) not in taken]
    order = {id(pupil): place for place, pupil in enumerate(read)}
    return sorted(found, key=lambda match: order[id(match.read)])


def _by_number(pupil: Pupil, _: ClassName | None) -> Hashable:
    return pupil.iin or None


def _by_birth(pupil: Pupil, _: ClassName | None) -> Hashable:
    return (names.identity(pupil.name), pupil.birth_date) if pupil.birth_date else None


def _by_short_birth(pupil: Pupil, _: ClassName | None) -> Hashable:
    return (
        (names.identity(replace(pupil.name, patronymic="")), pupil.birth_date) if pupil.birth_date else None
    )


def _by_class(pupil: Pupil, class_name: ClassName | None) -> Hashable:
    return (names.identity(pupil.name), class_name) if class_name and pupil.name.first else None


def _by_short_class(pupil: Pupil, class_name: ClassName | None) -> Hashable:
    short = names.identity(replace(pupil.name, patronymic=""))
    return (short, class_name) if class_name and pupil.name.first else None


KEYS: tuple[Key, ...] = (_by_number, _by_birth, _by_short_birth, _by_class, _by_short_class)


def _by_key(pairs: Iterable[tuple[Hashable, Thing]]) -> dict[Hashable, Thing]:
    """Those whose key nobody shares."""
    known = [(key, one) for key, one in pairs if key is not None]
    count = Counter(key for key, _ in known)
    return {key: one for key, one in known if count[key] == 1}


def _contradict(match: Match) -> bool:
    """Two numbers, or two birth dates with no number to decide, are two people."""
    old, new = match.enrolled.pupil, match.read
    if old.iin and new.sure_iin:
        return old.iin != new.sure_iin
    return bool(old.birth_date and new.birth_date) and old.birth_date != new.birth_date


def _warnings(
    current: Sequence[Enrolled], read: Sequence[RosterPupil], matches: Sequence[Match]
) -> tuple[RosterWarning, ...]:
    """The same class names with hardly one known pupil: probably the list of another school."""
    classes = {one.class_name for one in current} & {pupil.class_name for pupil in read}
    if len(current) < BIG_ENOUGH_TO_TELL or not classes or not read:
        return ()
    in_common_classes = [pupil for pupil in read if pupil.class_name in classes]
    known = len(matches) / len(in_common_classes)
    return (RosterWarning.ANOTHER_SCHOOL,) if known < SHARE_OF_ANOTHER_SCHOOL else ()
