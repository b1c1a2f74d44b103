"""Who has handed in: where each class stands, who has not sent yet, and a word to remind them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.access import Action, may_all, require_all
from bot.core.human_hours import next_human_hour
from bot.core.office import Notice
from bot.core.passport.reports import ClassReport, ReportState
from bot.core.people import Person, Role
from bot.core.ports import Desk
from bot.core.school import Calendar, Class

NOT_BEGUN = "not_begun"
STATES = ("approved", "waiting", "returned", "in_work", NOT_BEGUN)
NOT_SENT = ("returned", "in_work", NOT_BEGUN)
TAKEN_BACK = ReportState.TAKEN_BACK.value


@dataclass(frozen=True, slots=True)
class Teacher:
    """Who answers for a class; no message reaches those `blocked`, `reminded` ones have today's word."""

    id: int
    name: str
    language: str
    blocked: bool
    reminded: bool


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class on the board, with its newest report."""

    class_: Class
    report: ClassReport | None
    teachers: tuple[Teacher, ...]

    @property
    def state(self) -> str:
        """One of STATES; a report that its teacher took back is in work."""
        if self.report is None:
            return NOT_BEGUN
        state = self.report.state.value
        return "in_work" if state == TAKEN_BACK else state


@dataclass(frozen=True, slots=True)
class Board:
    """All classes of the year in their order; `may_remind` and `may_invite` are of this person."""

    lines: tuple[ClassLine, ...]
    may_remind: bool
    may_invite: bool
    remind_at: datetime
    now: datetime

    def in_state(self, *states: str) -> tuple[ClassLine, ...]:
        return tuple(line for line in self.lines if line.state in states)

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in STATES}

    @property
    def late(self) -> dict[Teacher, list[Class]]:
        """The teachers who have not sent, each with the classes that are missing."""
        found: dict[Teacher, list[Class]] = {}
        for line in self.in_state(*NOT_SENT):
            for teacher in line.teachers:
                found.setdefault(teacher, []).append(line.class_)
        return found

    @property
    def to_remind(self) -> dict[Teacher, list[Class]]:
        return {one: classes for one, classes in self.late.items() if not one.blocked and not one.reminded}


def board(desk: Desk) -> Board:
    """Where each class stands."""
    require_all(desk.actor, Action.SEE_BOARD)
    return _board(desk)


def _board(desk: Desk) -> Board:
    year, at = desk.schools.get().year, _reminding_at(desk)
    newest, teachers = desk.reports.newest_of_year(year), _teachers(desk, at)
    lines = (
        ClassLine(one, newest.get(one.id), tuple(teachers.get(one.id, ())))
        for one in desk.schools.classes(year)
    )
    return Board(
        lines=tuple(lines),
        may_remind=may_all(desk.actor, Action.REVIEW_REPORTS),
        may_invite=may_all(desk.actor, Action.INVITE_STAFF),
        remind_at=at,
        now=desk.moment,
    )


def remind(desk: Desk, opens: Callable[[int], str]) -> None:
    """A word to each teacher who has not sent: once a day at most, at a human hour, with a way in.

    `opens` makes the address of a class.
    """
    require_all(desk.actor, Action.REVIEW_REPORTS)
    found = board(desk)
    for teacher, classes in found.to_remind.items():
        desk.outbox.put(teacher.id, _reminder(desk, teacher, classes, found.remind_at, opens), desk.moment)
    desk.audit.note(desk.actor.id, "remind", f"teachers:{len(found.to_remind)}", desk.moment)


def withdraw_reminders(desk: Desk, class_id: int) -> None:
    """A reminder that is held for the morning is taken back where its teacher owes nothing any more."""
    found = _board(desk)
    late = {one.id for one in found.late}
    for line in found.lines:
        if line.class_.id == class_id:
            for one in line.teachers:
                if one.id not in late:
                    desk.outbox.withdraw(_mark(_day(desk, found.remind_at), one.id))


def _reminder(
    desk: Desk, teacher: Teacher, classes: Sequence[Class], at: datetime, opens: Callable[[int], str]
) -> Notice:
    buttons = tuple((one.name.quoted, opens(one.id)) for one in classes)
    return Notice(
        "board.reminder",
        {"classes": ", ".join(one.name.quoted for one in classes), "year": str(desk.schools.get().year)},
        buttons,
        unique=_mark(_day(desk, at), teacher.id),
        not_before=at,
    )


def _teachers(desk: Desk, at: datetime) -> dict[int, list[Teacher]]:
    """The class teachers by class."""
    blocked, marks = desk.people.blocked(), desk.outbox.marks(_mark(_day(desk, at)))
    found: dict[int, list[Teacher]] = {}
    for grant in desk.people.grants():
        if grant.role is Role.CLASS_TEACHER and grant.class_id is not None:
            found.setdefault(grant.class_id, []).append(_teacher(desk, grant.person, blocked, marks, at))
    return found


def _teacher(
    desk: Desk, person: Person, blocked: Iterable[int], marks: Iterable[str], at: datetime
) -> Teacher:
    reminded = _mark(_day(desk, at), person.id) in marks
    return Teacher(person.id, person.name, person.language, person.id in blocked, reminded)


def _reminding_at(desk: Desk) -> datetime:
    school = desk.schools.get()
    return next_human_hour(desk.moment, desk.zone, Calendar(desk.schools.days_off(), school.week_days))


def _day(desk: Desk, at: datetime) -> date:
    return at.astimezone(desk.zone).date()


def _mark(day: date, person_id: int | None = None) -> str:
    """The mark of a day's reminders: what is held for the morning belongs to that morning's day."""
    return f"remind:{day}:{'' if person_id is None else person_id}"
