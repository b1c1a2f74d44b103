"""The three questions on the way to a sitting: its day, its time, its place; tapped or typed, new or moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.access import Action, require_all
from bot.core.applications.telling import Opens, office_calendar
from bot.core.councils.council import Sitting
from bot.core.councils.planning import Doors, plan, planned_at, reschedule
from bot.core.councils.sittings import local, open_sitting
from bot.core.days import FARTHEST, read_day, read_time
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.identity.letters import plain
from bot.core.labels import leave_questions
from bot.core.ports import Desk

DAY, TIME, PLACE = "sitting_day", "sitting_time", "sitting_place"
QUESTIONS = frozenset({DAY, TIME, PLACE})
# Places with words of their own; any other is kept as it was typed.
PLACES = ("school", "online")
LONGEST_PLACE = 60
DAYS_OFFERED = 6


class PlaceNotUnderstood(Refusal):
    key = "council.place_not_understood"


@dataclass(frozen=True, slots=True)
class Appointment:
    """What was said so far of a sitting that is planned or moved; `sitting` is the one that is moved.

    `works` says whether the chosen day is a working day.
    """

    sitting: Sitting | None
    now: datetime | None
    day: date | None
    at: datetime | None
    offered: tuple[date, ...]
    works: bool

    @property
    def sitting_id(self) -> int:
        return self.sitting.id if self.sitting else 0


def appointment(desk: Desk, sitting_id: int) -> Appointment:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id) if sitting_id else None
    words = _words(desk, sitting_id)
    at = datetime.fromisoformat(words["at"]) if "at" in words else None
    day = at.date() if at else date.fromisoformat(words["day"]) if "day" in words else None
    return Appointment(
        sitting=sitting,
        now=local(desk, sitting) if sitting else None,
        day=day,
        at=at,
        offered=_offered(desk),
        works=day is None or office_calendar(desk).works(day),
    )


def ask_day(desk: Desk, sitting_id: int) -> None:
    """What the person types next is the day; 0 stands for a new sitting."""
    _ask(desk, DAY, sitting_id)


def choose_day(desk: Desk, sitting_id: int, day: date) -> None:
    if abs(day - desk.today) > FARTHEST:
        raise NotFound()
    _ask(desk, TIME, sitting_id, day=day.isoformat())


def take_day(desk: Desk, typed: str) -> None:
    choose_day(desk, asked_for(_asked(desk, DAY)), read_day(typed, desk.today))


def choose_time(desk: Desk, sitting_id: int, at: datetime) -> None:
    """`at` is the time at the school, without a zone."""
    if abs(at.date() - desk.today) > FARTHEST:
        raise NotFound()
    _ask(desk, PLACE, sitting_id, at=at.isoformat())


def take_time(desk: Desk, typed: str) -> None:
    words = _asked(desk, TIME)
    day, moment = date.fromisoformat(words["day"]), read_time(typed)
    choose_time(desk, asked_for(words), datetime.combine(day, moment))


def choose_place(desk: Desk, sitting_id: int, at: datetime, place: str, opens: Doors, tells: Opens) -> None:
    """Writes the sitting, once for each time that its place was asked; a second tap finds it written."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    moment = at.replace(tzinfo=desk.zone)
    if _is_written(desk, sitting_id, moment, place):
        return
    words = _asked(desk, PLACE)
    if (asked_for(words), words["at"]) != (sitting_id, at.isoformat()):
        raise Outdated()
    if sitting_id:
        reschedule(desk, sitting_id, moment, place, opens, tells)
    else:
        plan(desk, moment, place, opens)
    desk.drafts.close(desk.actor.id)


def take_place(desk: Desk, typed: str, opens: Doors, tells: Opens) -> None:
    words, place = _asked(desk, PLACE), plain(typed)
    if not any(sign.isalnum() for sign in place) or len(place) > LONGEST_PLACE:
        raise PlaceNotUnderstood()
    choose_place(desk, asked_for(words), datetime.fromisoformat(words["at"]), place, opens, tells)


def leave_appointment(desk: Desk) -> None:
    """Turns to a sitting or the list: what is typed next is no day, time or place any more."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    leave_questions(desk, QUESTIONS)


def asked_for(words: Mapping[str, str]) -> int:
    """The sitting that the open question is about, 0 for a new one."""
    return int(words["sitting"])


def found_at(desk: Desk, at: datetime) -> int:
    """The sitting that is planned for this time at the school, 0 where there is none."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    return planned_at(desk, at.replace(tzinfo=desk.zone)) or 0


def _is_written(desk: Desk, sitting_id: int, at: datetime, place: str) -> bool:
    if not sitting_id:
        return planned_at(desk, at) is not None
    sitting = desk.councils.sitting(sitting_id)
    return (sitting.held_at, sitting.place) == (at, place)


def _ask(desk: Desk, question: str, sitting_id: int, **words: str) -> None:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    if sitting_id:
        open_sitting(desk, sitting_id)
    desk.drafts.open(desk.actor.id, question, {"sitting": str(sitting_id), **words}, desk.moment)


def _asked(desk: Desk, question: str) -> Mapping[str, str]:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != question:
        raise Outdated()
    return draft.words


def _words(desk: Desk, sitting_id: int) -> Mapping[str, str]:
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question not in QUESTIONS or asked_for(draft.words) != sitting_id:
        return {}
    return draft.words


def _offered(desk: Desk) -> tuple[date, ...]:
    """The working days that come next, today among them."""
    found: list[date] = []
    calendar, day = office_calendar(desk), desk.today
    while len(found) < DAYS_OFFERED:
        if calendar.works(day):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def read_place(written: str) -> str:
    """A place that an address may name."""
    if written not in PLACES:
        raise NotFound()
    return written


def read_day_mark(written: str) -> date:
    """The day in an address: `20260915`."""
    try:
        return datetime.strptime(written, "%Y%m%d").date()
    except ValueError:
        raise NotFound from None


def read_time_mark(written: str) -> datetime:
    """The day and time in an address: `202609151500`."""
    try:
        return datetime.strptime(written, "%Y%m%d%H%M")
    except ValueError:
        raise NotFound from None
