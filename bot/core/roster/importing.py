"""How a list becomes the register: it is read, shown, and written by one yes, in one piece."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.core.access import Action, require_all
from bot.core.errors import Outdated, Refusal
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.roster.changes import Match
from bot.core.roster.difference import Difference, Register, class_counts, difference
from bot.core.roster.packing import Pending, packed, unpacked
from bot.core.roster.values import Problem, Roster, RosterPupil, RosterWarning
from bot.core.school import Class, ClassName, SchoolYear

QUESTION, WHICH_CLASS = "roster", "roster_class"


class ClassNotUnderstood(Refusal):
    key = "roster_import.class_not_understood"


class NoClassNamed(Refusal):
    key = "roster_import.no_class_named"


@dataclass(frozen=True, slots=True)
class RosterPage:
    """What the school has so far."""

    year: SchoolYear
    classes: int
    pupils: int


@dataclass(frozen=True, slots=True)
class ImportView:
    """A list that waits for its yes, compared with the register in the state that `mark` names."""

    id: int
    file_name: str
    pupils: tuple[RosterPupil, ...]
    warnings: tuple[RosterWarning, ...]
    classes: list[tuple[ClassName, int]]
    change: Difference
    first: bool
    mark: str

    @property
    def doubtful(self) -> tuple[RosterPupil, ...]:
        """The rows that a person should look at."""
        return tuple(one for one in self.pupils if one.problems)

    @property
    def without_class(self) -> int:
        return sum(one.class_name is None for one in self.pupils)


def roster_page(desk: Desk) -> RosterPage:
    year = desk.schools.get().year
    return RosterPage(year, len(desk.schools.classes(year)), len(desk.pupils.places(year)))


def school_year(desk: Desk) -> SchoolYear:
    return desk.schools.get().year


def looks_like_list(text: str) -> bool:
    """A class in the first line and something below it."""
    first, *others = text.strip().splitlines() or [""]
    return ClassName.read(first) is not None and bool(others)


def ask_for_roster(desk: Desk, class_name: str = "") -> None:
    """The next file or typed list is the roster, of this class where one was named."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    desk.drafts.open(desk.actor.id, QUESTION, {"class": class_name}, desk.moment)


def keep_roster(desk: Desk, file_name: str, year: SchoolYear, roster: Roster) -> None:
    """Keeps what was understood until the pedagogue says yes; a list that came before it is put away."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    _put_away(desk)
    new_id = desk.imports.put(desk.actor.id, file_name, packed(year, roster), desk.moment)
    if any(one.class_name is None for one in roster.pupils):
        desk.drafts.open(desk.actor.id, WHICH_CLASS, {"import": str(new_id)}, desk.moment)
    else:
        desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "read_roster", f"import:{new_id}", desk.moment)


def name_class(desk: Desk, import_id: int, written: str) -> None:
    """Says which class the rows without one are of."""
    pending = _pending(desk, import_id)
    name = ClassName.read(written)
    if name is None:
        raise ClassNotUnderstood()
    pupils = tuple(_in_class(one, name) for one in pending.roster.pupils)
    keep_roster(desk, pending.file_name, pending.year, replace(pending.roster, pupils=pupils))


def newest_import(desk: Desk) -> ImportView | None:
    """The list of this person that waits for its yes."""
    import_id = desk.imports.newest(desk.actor.id)
    if import_id is None or _pending(desk, import_id).year != desk.schools.get().year:
        return None
    return import_view(desk, import_id)


def import_view(desk: Desk, import_id: int) -> ImportView:
    pending = _pending(desk, import_id)
    register = register_of(desk, pending.year)
    change = difference(register, pending.roster.pupils)
    read = pending.roster
    warnings = (*read.warnings, *change.found.warnings)
    return ImportView(
        import_id,
        pending.file_name,
        read.pupils,
        warnings,
        class_counts(read.pupils),
        change,
        register.empty,
        register.mark,
    )


def drop_roster(desk: Desk, import_id: int) -> None:
    """No: nothing is written, and the bot waits for another list."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    if desk.imports.newest(desk.actor.id) == import_id:
        desk.imports.close(import_id, desk.moment)
    ask_for_roster(desk)


def write_roster(desk: Desk, import_id: int, mark: str) -> None:
    """Yes: all of it, or nothing. Outdated where another list came, or the register is not what was shown."""
    pending = _pending(desk, import_id)
    register = register_of(desk, pending.year)
    if register.mark != mark or pending.year != desk.schools.get().year:
        raise Outdated()
    write_change(desk, register, difference(register, pending.roster.pupils))
    desk.imports.close(import_id, desk.moment)
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "write_roster", f"import:{import_id}", desk.moment)


def write_change(desk: Desk, register: Register, change: Difference) -> None:
    """Brings the register to what the list says."""
    _end_places(desk, register, change)
    desk.pupils.change_all([match.pupil for match in change.corrected])
    _give_places(desk, register, change)


def _end_places(desk: Desk, register: Register, change: Difference) -> None:
    """Who left or moves within the year leaves a class today; last year's class is left at the year's end."""
    leaving = [one.pupil.id for one in change.left]
    moving = [one.enrolled.pupil.id for one in change.moved if register.is_here(one.enrolled.pupil.id)]
    here = [one for one in (*leaving, *moving) if register.is_here(one)]
    desk.pupils.leave_all(_with_class(register, here), last_day(desk, register.year))
    gone = [one for one in leaving if not register.is_here(one)]
    desk.pupils.leave_all(_with_class(register, gone), register.year.before.end)


def last_day(desk: Desk, year: SchoolYear) -> date:
    """Today, as long as it is a day of the year that ends the place before the year does."""
    return min(desk.today, date(year.end.year, 8, 31))


def _with_class(register: Register, pupil_ids: Iterable[int]) -> list[tuple[int, int]]:
    return [(one, register.places[one].id) for one in pupil_ids]


def _give_places(desk: Desk, register: Register, change: Difference) -> None:
    """New pupils, those who moved, went up or came back, each in the class of the list."""
    classes = _Classes(desk, register.year)
    numbers = desk.pupils.add_all([one.pupil(0) for one in change.new])
    places = [(number, classes.of(one)) for number, one in zip(numbers, change.new, strict=True)]
    matches: dict[int, Match] = {}
    for match in (*change.moved, *change.up, *change.back):
        matches[match.enrolled.pupil.id] = match
    places += [(pupil_id, classes.of(match.read)) for pupil_id, match in matches.items()]
    first_day = date(register.year.first, 9, 1)
    desk.pupils.enrol_all(places, max(first_day, desk.today) if register.begun else first_day)


class _Classes:
    """The classes of a year; those that a list names and the school has not are made."""

    def __init__(self, desk: Desk, year: SchoolYear) -> None:
        self._desk, self._year = desk, year
        self._known = {one.name: one for one in desk.schools.classes(year)}

    def of(self, one: RosterPupil) -> int:
        assert one.class_name is not None
        if one.class_name not in self._known:
            self._known[one.class_name] = self._desk.schools.ensure_class(self._year, one.class_name)
        return self._known[one.class_name].id


def register_of(desk: Desk, year: SchoolYear) -> Register:
    """Everybody the school knows, with their places of this year and the one before."""
    classes = {one.id: one for its in (year.before, year) for one in desk.schools.classes(its)}
    places: dict[int, Class] = {}
    for its in (year.before, year):
        places.update({pupil: classes[place] for pupil, place in desk.pupils.places(its).items()})
    return Register(year, _in_order(desk.pupils.every()), places)


def _in_order(pupils: Iterable[Pupil]) -> tuple[Pupil, ...]:
    return tuple(sorted(pupils, key=lambda one: one.id))


def _pending(desk: Desk, import_id: int) -> Pending:
    """The list, as long as it is this person's newest and still waits."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    if desk.imports.newest(desk.actor.id) != import_id:
        raise Outdated()
    kept = desk.imports.get(import_id)
    assert kept is not None
    return unpacked(*kept)


def _put_away(desk: Desk) -> None:
    former = desk.imports.newest(desk.actor.id)
    if former is not None:
        desk.imports.close(former, desk.moment)


def _in_class(one: RosterPupil, name: ClassName) -> RosterPupil:
    if one.class_name is not None:
        return one
    problems = tuple(problem for problem in one.problems if problem is not Problem.CLASS_UNCLEAR)
    return replace(one, class_name=name, problems=problems)
