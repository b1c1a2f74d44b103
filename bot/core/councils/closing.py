"""Closing a sitting: its protocol gets a number, its rulings become decisions; and taking the close back."""

from dataclasses import dataclass, replace
from datetime import date

from bot.core.access import Action, require_all
from bot.core.applications.application import Application, Event, State, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Decision, Ruling
from bot.core.applications.handling import CATEGORY, take_back
from bot.core.applications.registering import service_named, standing_in_the_way
from bot.core.applications.telling import Opens, tell_applicant, untell
from bot.core.councils.council import AgendaItem, Sitting, SittingState
from bot.core.councils.proposal import given
from bot.core.councils.sittings import (
    SittingPage,
    agenda_of,
    local,
    note,
    off,
    open_sitting,
    sitting_page,
    touch,
)
from bot.core.councils.voting import Attendance, NobodyPresent, VotesOfMore, attendance, carried
from bot.core.errors import Outdated, Refusal
from bot.core.ports import Desk

DECIDED = frozenset({Step.GRANTED, Step.REFUSED})
TOLD = {Ruling.GRANT: "telling.granted", Ruling.REFUSE: "telling.refused"}


class NotYetHeld(Refusal):
    """The day of the sitting has not come."""

    key = "council.not_yet_held"


class SomethingFollowed(Refusal):
    """An order, a later protocol or a later decision stands on what this sitting decided."""

    key = "council.something_followed"


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing would write, or what it wrote; `not_carried` have no majority of those who were there."""

    page: SittingPage
    attendance: Attendance
    granted: int
    refused: int
    put_off: int
    not_carried: int
    followed: bool

    @property
    def too_early(self) -> bool:
        return self.page.at.date() > self.page.today


def closing(desk: Desk, sitting_id: int) -> Closing:
    page = sitting_page(desk, sitting_id)
    there = attendance(desk, page.sitting)
    voted = [one for one in page.items if one.votes is not None]
    return Closing(
        page=page,
        attendance=there,
        granted=_count(page.items, Ruling.GRANT),
        refused=_count(page.items, Ruling.REFUSE),
        put_off=_count(page.items, None),
        not_carried=sum(not carried(one.votes, len(there.present)) for one in voted if one.votes),
        followed=not page.planned and (not page.newest or _followed(desk, sitting_id)),
    )


def close_sitting(desk: Desk, sitting_id: int, revision: int, tells: Opens) -> None:
    """Gives the protocol its number and writes all decisions at once; a second tap finds it closed."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    if desk.councils.sitting(sitting_id).state is SittingState.HELD:
        return
    sitting = open_sitting(desk, sitting_id)
    if sitting.revision != revision:
        raise Outdated()
    there, items = attendance(desk, sitting), agenda_of(desk, sitting)
    _check(desk, sitting, there, items)
    for item in desk.councils.agenda(sitting_id):
        if item not in items:
            desk.councils.drop_item(item.id)
    for item in items:
        _settle(desk, sitting, item, tells)
    touch(desk, _kept(sitting, there))
    desk.councils.close(sitting_id, desk.moment)
    note(desk, "close_sitting", sitting_id)


def reopen_sitting(desk: Desk, sitting_id: int, revision: int, tells: Opens) -> None:
    """Takes the newest protocol back while nothing stands on it: its number is free, its decisions never happened."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id)
    if sitting.state is SittingState.PLANNED:
        return
    if sitting.revision != revision:
        raise Outdated()
    if not sitting_page(desk, sitting_id).newest or _followed(desk, sitting_id):
        raise SomethingFollowed()
    for decision in desk.decisions.of_sitting(sitting_id):
        _undo(desk, decision, tells)
    for item in desk.councils.agenda(sitting_id):
        if item.ruling is None:
            _put_back(desk, item, tells)
    desk.councils.reopen(sitting_id)
    touch(desk, desk.councils.sitting(sitting_id))
    note(desk, "reopen_sitting", sitting_id)


def _check(desk: Desk, sitting: Sitting, there: Attendance, items: tuple[AgendaItem, ...]) -> None:
    if local(desk, sitting).date() > desk.today:
        raise NotYetHeld(day=f"{local(desk, sitting):%d.%m.%Y}")
    present = len(there.present)
    if not present:
        raise NobodyPresent()
    more = sum(one.votes is not None and one.votes.total > present for one in items)
    if more:
        raise VotesOfMore(number=more, present=present)


def _kept(sitting: Sitting, there: Attendance) -> Sitting:
    """The council as it was at this sitting."""
    return replace(
        sitting,
        present=frozenset(one.id for one in there.present),
        members=frozenset(one.id for one in (*there.present, *there.absent)),
        chaired_by=there.chair.id if there.chair else None,
        minutes_by=there.secretary.id if there.secretary else None,
    )


def _settle(desk: Desk, sitting: Sitting, item: AgendaItem, tells: Opens) -> None:
    """The decision about one child; without a ruling it waits for another sitting."""
    application = desk.applications.get(item.application_id)
    if item.ruling is None:
        off(desk, application, tells)
        return
    day, category = local(desk, sitting).date(), item.category or application.category
    details = given(desk, application, item.details) if item.ruling is Ruling.GRANT else {}
    decide(
        desk,
        application,
        item.ruling,
        item.reason,
        category,
        since=day,
        until=None,
        details=details,
        sitting_id=sitting.id,
    )
    _tell(desk, application, item, day, tells)


def _tell(desk: Desk, application: Application, item: AgendaItem, day: date, tells: Opens) -> None:
    assert item.ruling is not None
    tell_applicant(desk, application, TOLD[item.ruling], tells, since=day, reason=item.reason)


def _followed(desk: Desk, sitting_id: int) -> bool:
    """Whether an order, another decision, a withdrawal or a new application came after what was decided."""
    return any(
        one.order_id is not None
        or desk.decisions.of_application(one.application_id)[-1].id != one.id
        or _moved_on(desk, desk.applications.get(one.application_id))
        for one in desk.decisions.of_sitting(sitting_id)
    )


def _moved_on(desk: Desk, one: Application) -> bool:
    """Withdrawn, or refused and then applied for anew."""
    if one.state is State.REFUSED:
        service = service_named(one.service)
        return standing_in_the_way(desk, service, one.year, one.period, one.pupil_id) is not None
    return one.state is not State.GRANTED


def _undo(desk: Desk, decision: Decision, tells: Opens) -> None:
    """The decision, its step, and the category that came with it."""
    application = desk.applications.get(decision.application_id)
    standing = [one for one in desk.applications.history(application.id) if one.undone_at is None]
    decided = next(one for one in reversed(standing) if one.step in DECIDED)
    take_back(desk, application, decided)
    for corrected in standing:
        if _came_with(corrected, decision):
            take_back(desk, application, corrected)
    untell(desk, application, decided.id, tells)


def _came_with(event: Event, decision: Decision) -> bool:
    return (event.step, event.question, event.at) == (Step.CORRECTED, CATEGORY, decision.at)


def _put_back(desk: Desk, item: AgendaItem, tells: Opens) -> None:
    """An item that was put off stands on the agenda again, unless its application has moved on since."""
    moves = [one for one in desk.applications.history(item.application_id) if one.before is not one.after]
    newest = next(one for one in reversed(moves) if one.undone_at is None)
    if newest.step is not Step.OFF_AGENDA:
        desk.councils.drop_item(item.id)
        return
    desk.applications.undo(newest.id, desk.moment)
    untell(desk, desk.applications.get(item.application_id), newest.id, tells)


def _count(items: tuple[AgendaItem, ...], ruling: Ruling | None) -> int:
    return sum(one.ruling is ruling for one in items)
