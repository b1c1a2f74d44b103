"""Planning a sitting: its day, time and place, moved, cancelled, recalled to the pedagogue the working day before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core.access import Action, require_all
from bot.core.applications.application import State, Step
from bot.core.applications.handling import take_step
from bot.core.applications.telling import Opens, office_calendar
from bot.core.councils.council import Sitting, SittingState
from bot.core.councils.sittings import (
    agenda_of,
    applications_of,
    in_state,
    local,
    note,
    off,
    open_sitting,
    put,
    touch,
    year_of,
)
from bot.core.errors import Outdated, Refusal
from bot.core.office import Notice
from bot.core.people import Role
from bot.core.ports import Desk

REMINDED_AT = time(9)
# From the number of a sitting to the packed address of its screen.
Doors = Callable[[int], str]


class TimeTaken(Refusal):
    key = "council.time_taken"


def plan(desk: Desk, at: datetime, place: str, opens: Doors) -> None:
    """A new sitting; one that is planned for this very moment is not planned twice."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    if planned_at(desk, at) is not None:
        return
    new = Sitting(0, year_of(desk, at), at, place, SittingState.PLANNED)
    made = replace(new, id=desk.councils.plan(new))
    _remind(desk, made, opens)
    note(desk, "plan_sitting", made.id)


def planned_at(desk: Desk, at: datetime) -> int | None:
    """The sitting that is planned for this moment."""
    found = in_state(desk.councils.sittings(year_of(desk, at)), SittingState.PLANNED)
    return next((one.id for one in found if one.held_at == at), None)


def reschedule(desk: Desk, sitting_id: int, at: datetime, place: str, opens: Doors, tells: Opens) -> None:
    """Another day, time or place; who waits for the sitting hears of the new day."""
    sitting = open_sitting(desk, sitting_id)
    if (sitting.held_at, sitting.place) == (at, place):
        return
    if planned_at(desk, at) not in (None, sitting_id):
        raise TimeTaken()
    _forget_reminder(desk, sitting)
    moved = replace(sitting, held_at=at, place=place, year=year_of(desk, at))
    touch(desk, moved)
    _remind(desk, moved, opens)
    if local(desk, sitting).date() != local(desk, moved).date():
        for application in applications_of(desk, agenda_of(desk, sitting)):
            take_step(desk, application, Step.OFF_AGENDA)
            put(desk, moved, application, tells)
    note(desk, "move_sitting", sitting_id)


def cancel(desk: Desk, sitting_id: int, revision: int, tells: Opens) -> None:
    """The applications on its agenda wait for another sitting."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id)
    if sitting.state is SittingState.CANCELLED:
        return
    if open_sitting(desk, sitting_id).revision != revision:
        raise Outdated()
    for application in applications_of(desk, agenda_of(desk, sitting)):
        off(desk, application, tells)
    _forget_reminder(desk, sitting)
    touch(desk, replace(sitting, state=SittingState.CANCELLED))
    note(desk, "cancel_sitting", sitting_id)


def restore(desk: Desk, sitting_id: int, revision: int, opens: Doors, tells: Opens) -> None:
    """Takes the cancelling back; what was put on another agenda or decided since is not on this one any more."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id)
    if sitting.state is SittingState.PLANNED:
        return
    if sitting.state is not SittingState.CANCELLED or sitting.revision != revision:
        raise Outdated()
    if planned_at(desk, sitting.held_at) is not None:
        raise TimeTaken()
    again = replace(sitting, state=SittingState.PLANNED)
    touch(desk, again)
    for item in desk.councils.agenda(sitting_id):
        application = desk.applications.get(item.application_id)
        if application.state is State.READY:
            put(desk, again, application, tells)
        else:
            desk.councils.drop_item(item.id)
    _remind(desk, again, opens)
    note(desk, "restore_sitting", sitting_id)


def _remind(desk: Desk, sitting: Sitting, opens: Doors) -> None:
    """A word to the pedagogues on the working day before; none where that morning is over."""
    at = _reminded_at(desk, sitting)
    if at <= desk.moment:
        return
    when = local(desk, sitting)
    words = {"day": f"{when:%d.%m.%Y}", "time": f"{when:%H:%M}"}
    button = ("council.reminder.open", opens(sitting.id))
    for person in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        mark = f"{_reminders(desk, sitting)}{person.id}"
        desk.outbox.put(person.id, Notice("council.reminder", words, (button,), mark, at), desk.moment)


def _reminded_at(desk: Desk, sitting: Sitting) -> datetime:
    calendar, day = office_calendar(desk), local(desk, sitting).date() - timedelta(days=1)
    while not calendar.works(day):
        day -= timedelta(days=1)
    return datetime.combine(day, REMINDED_AT, desk.zone)


def _forget_reminder(desk: Desk, sitting: Sitting) -> None:
    for mark in desk.outbox.marks(_reminders(desk, sitting)):
        desk.outbox.withdraw(mark)


def _reminders(desk: Desk, sitting: Sitting) -> str:
    return f"sitting:{sitting.id}:{local(desk, sitting):%Y-%m-%dT%H%M}:"
