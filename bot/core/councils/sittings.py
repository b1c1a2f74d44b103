"""Sittings of the trustee council and the applications on their agenda (domain.md §7.4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.access import Action, require_all
from bot.core.applications.application import Application, State, Step
from bot.core.applications.handling import take_step
from bot.core.applications.registering import pupil_line
from bot.core.applications.telling import Opens, office_calendar, tell_applicant
from bot.core.councils.council import AgendaItem, CouncilMember, Sitting, SittingState
from bot.core.councils.members import in_office_on, in_order
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, SchoolYear
from bot.core.services.registry import SERVICES


class NotReady(Refusal):
    """Only an application whose papers are complete and that nobody has decided about can be heard."""

    key = "council.not_ready"


@dataclass(frozen=True, slots=True)
class Entry:
    """An application on the agenda, with the child that it is about."""

    item: AgendaItem
    application: Application
    pupil: Pupil
    class_: Class | None


@dataclass(frozen=True, slots=True)
class SittingLine:
    """A sitting in the list, its day and time at the school."""

    sitting: Sitting
    at: datetime
    children: int


@dataclass(frozen=True, slots=True)
class SittingPage:
    """A sitting with its council and agenda; `newest` is the one whose close can be taken back.

    `waiting` applications could be put on the agenda; `works` says whether its day is a working day.
    """

    sitting: Sitting
    at: datetime
    members: tuple[CouncilMember, ...]
    items: tuple[AgendaItem, ...]
    waiting: int
    next_number: int
    newest: bool
    works: bool
    today: date

    @property
    def planned(self) -> bool:
        return self.sitting.state is SittingState.PLANNED

    @property
    def undecided(self) -> tuple[AgendaItem, ...]:
        return tuple(one for one in self.items if one.ruling is None)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda with its children."""

    sitting: Sitting
    at: datetime
    entries: tuple[Entry, ...]

    @property
    def open(self) -> bool:
        return self.sitting.state is SittingState.PLANNED


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application that could be put on an agenda."""

    application: Application
    pupil: Pupil
    class_: Class | None


def sittings(desk: Desk) -> tuple[SittingLine, ...]:
    """Those to come, the next one first, then those that were held, the newest first."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    found = [one for year in years(desk) for one in desk.councils.sittings(year)]
    planned = sorted(in_state(found, SittingState.PLANNED), key=lambda one: one.held_at)
    held = sorted(in_state(found, SittingState.HELD), key=lambda one: (one.year, one.number), reverse=True)
    return tuple(SittingLine(one, local(desk, one), len(agenda_of(desk, one))) for one in (*planned, *held))


def planned_sittings(desk: Desk) -> tuple[SittingLine, ...]:
    return tuple(one for one in sittings(desk) if one.sitting.state is SittingState.PLANNED)


def sitting_page(desk: Desk, sitting_id: int) -> SittingPage:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id)
    at, numbers = local(desk, sitting), _numbers(desk, sitting.year)
    return SittingPage(
        sitting=sitting,
        at=at,
        members=members_of(desk, sitting),
        items=agenda_of(desk, sitting),
        waiting=len(_waiting(desk)),
        next_number=max(numbers, default=0) + 1,
        newest=sitting.number is not None and sitting.number == max(numbers),
        works=office_calendar(desk).works(at.date()),
        today=desk.today,
    )


def agenda(desk: Desk, sitting_id: int) -> Agenda:
    """Names of children: who asks for them has noted the look."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id)
    return Agenda(sitting, local(desk, sitting), entries_of(desk, agenda_of(desk, sitting)))


def entry_of(view: Agenda, item_id: int) -> Entry:
    """The child with this item; NotFound where it is on the agenda no more."""
    for one in view.entries:
        if one.item.id == item_id:
            return one
    raise NotFound()


def waiting_counts(desk: Desk) -> Mapping[str, int]:
    """How many applications of each service wait for the council."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    return Counter(one.service for one in _waiting(desk))


def waiting_list(desk: Desk, service: str) -> tuple[Waiting, ...]:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    found = ((one, pupil_line(desk, one.pupil_id)) for one in _waiting(desk) if one.service == service)
    return tuple(Waiting(one, line.pupil, line.class_) for one, line in found)


def look_at(desk: Desk, sitting_id: int) -> None:
    """The names of the children on this agenda are seen."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    note(desk, "see_sitting", sitting_id)


def members_of(desk: Desk, sitting: Sitting) -> tuple[CouncilMember, ...]:
    """Who belonged to the council: kept with a sitting that was closed."""
    if sitting.state is SittingState.HELD:
        return in_order(one for one in desk.councils.all_members() if one.id in sitting.members)
    return in_office_on(desk, local(desk, sitting).date())


def put_on_agenda(
    desk: Desk, sitting_id: int, application_ids: Collection[int], tells: Opens | None = None
) -> None:
    """Puts these applications on the agenda; those that stand on it already stay, one that is not ready is refused.

    `tells` leads the applicants to their application, who are told the day.
    """
    sitting = open_sitting(desk, sitting_id)
    standing = {one.application_id for one in agenda_of(desk, sitting)}
    new = [one for one in desk.applications.some(application_ids) if one.id not in standing]
    if any(one.state is not State.READY for one in new):
        raise NotReady()
    for application in new:
        item = desk.councils.put_item(sitting_id, application.id)
        desk.councils.change_item(AgendaItem(item.id, sitting_id, application.id, item.place))
        put(desk, sitting, application, tells)
        desk.audit.note(desk.actor.id, "put_on_agenda", f"application:{application.id}", desk.moment)
    if new:
        touch(desk, sitting)


def put_waiting(desk: Desk, sitting_id: int, service: str, tells: Opens) -> None:
    """All that wait for the council, or those of one service."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    chosen = [one.id for one in _waiting(desk) if service in ("", one.service)]
    put_on_agenda(desk, sitting_id, chosen, tells)


def take_off(
    desk: Desk, sitting_id: int, application_ids: Collection[int], tells: Opens | None = None
) -> None:
    """Takes these applications off the agenda; they wait for another sitting."""
    sitting = open_sitting(desk, sitting_id)
    gone = [one for one in agenda_of(desk, sitting) if one.application_id in set(application_ids)]
    for application in applications_of(desk, gone):
        off(desk, application, tells)
        desk.audit.note(desk.actor.id, "take_off_agenda", f"application:{application.id}", desk.moment)
    for item in gone:
        desk.councils.drop_item(item.id)
    if gone:
        touch(desk, sitting)


def open_sitting(desk: Desk, sitting_id: int) -> Sitting:
    """The sitting, while it can be written to."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting = desk.councils.sitting(sitting_id)
    if sitting.state is not SittingState.PLANNED:
        raise Outdated()
    return sitting


def agenda_of(desk: Desk, sitting: Sitting) -> tuple[AgendaItem, ...]:
    """The agenda; of a sitting to come without those that were withdrawn since they were put on it."""
    items = desk.councils.agenda(sitting.id)
    if sitting.state is not SittingState.PLANNED:
        return items
    standing = {one.id for one in applications_of(desk, items) if one.state is State.ON_AGENDA}
    return tuple(one for one in items if one.application_id in standing)


def touch(desk: Desk, sitting: Sitting) -> None:
    """Keeps the sitting; what was drawn from it before can not close it any more."""
    desk.councils.change_sitting(replace(sitting, revision=sitting.revision + 1))


def entries_of(desk: Desk, items: Iterable[AgendaItem]) -> tuple[Entry, ...]:
    wanted = tuple(items)
    found = {one.id: one for one in desk.applications.some([item.application_id for item in wanted])}
    entries = []
    for item in wanted:
        application = found[item.application_id]
        line = pupil_line(desk, application.pupil_id)
        entries.append(Entry(item, application, line.pupil, line.class_))
    return tuple(entries)


def local(desk: Desk, sitting: Sitting) -> datetime:
    return sitting.held_at.astimezone(desk.zone)


def year_of(desk: Desk, at: datetime) -> SchoolYear:
    return SchoolYear.of(at.astimezone(desk.zone).date())


def years(desk: Desk) -> tuple[SchoolYear, ...]:
    """The school's year, the calendar's, and the one after it, which August sittings may prepare."""
    today = SchoolYear.of(desk.today)
    return tuple(sorted({desk.schools.get().year, today, today.after}))


def note(desk: Desk, action: str, sitting_id: int) -> None:
    desk.audit.note(desk.actor.id, action, f"sitting:{sitting_id}", desk.moment)


def in_state(found: Iterable[Sitting], state: SittingState) -> list[Sitting]:
    return [one for one in found if one.state is state]


def _numbers(desk: Desk, year: SchoolYear) -> list[int]:
    return [one.number for one in desk.councils.sittings(year) if one.number is not None]


def _waiting(desk: Desk) -> list[Application]:
    """Complete applications whose category the council decides, those that came first before the others."""
    ready = desk.applications.in_states([State.READY])
    for_council = [one for one in ready if _for_council(one)]
    return sorted(for_council, key=lambda one: (one.received_at, one.id))


def _for_council(application: Application) -> bool:
    service = SERVICES.get(application.service)
    return service is not None and service.decided_by_council(application.category)


def applications_of(desk: Desk, items: Iterable[AgendaItem]) -> tuple[Application, ...]:
    return desk.applications.some([one.application_id for one in items])


def put(desk: Desk, sitting: Sitting, application: Application, tells: Opens | None) -> None:
    day = local(desk, sitting).date()
    take_step(desk, application, Step.ON_AGENDA, words=f"{day:%d.%m.%Y}")
    if tells is not None:
        tell_applicant(desk, application, "telling.on_agenda", tells, day=day)


def off(desk: Desk, application: Application, tells: Opens | None) -> None:
    take_step(desk, application, Step.OFF_AGENDA)
    if tells is not None:
        tell_applicant(desk, application, "telling.off_agenda", tells)
