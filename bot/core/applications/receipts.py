"""Receipts for what was bought with the aid of resolution No 64: who brought them, and a word to those who did not."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.access import Action, require_all
from bot.core.applications.application import Application, Event, State, Step
from bot.core.applications.handling import take_step
from bot.core.applications.orders import read_year, years_of_orders
from bot.core.applications.registering import pupil_line, service_named
from bot.core.applications.telling import Opens, human_hour, reachable, tell_applicant
from bot.core.errors import NotFound
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, SchoolYear
from bot.core.services.registry import services_of

REMINDER = "telling.receipts"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A child whose family got money: the day on which the receipts came, whether a word can reach the parent."""

    application: Application
    pupil: Pupil
    class_: Class | None
    brought_on: date | None
    reachable: bool
    reminded: bool


@dataclass(frozen=True, slots=True)
class Receipts:
    """Everybody who was granted the service; those who still owe receipts come first."""

    service: str
    year: SchoolYear
    lines: tuple[ReceiptLine, ...]

    @property
    def owing(self) -> tuple[ReceiptLine, ...]:
        return tuple(one for one in self.lines if one.brought_on is None)

    @property
    def to_remind(self) -> tuple[ReceiptLine, ...]:
        return tuple(one for one in self.owing if one.reachable and not one.reminded)

    @property
    def to_call(self) -> tuple[ReceiptLine, ...]:
        """Nobody in the chat: told by phone."""
        return tuple(one for one in self.owing if not one.reachable)


def owing_services(desk: Desk) -> tuple[tuple[str, int], ...]:
    """Services that ask for receipts, with each year in which somebody was granted them, the newest first."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    services = [one.key for one in services_of(desk.schools.get().country) if one.receipts_back]
    found = ((service, year) for year in reversed(years_of_orders(desk)) for service in services)
    return tuple((service, year.first) for service, year in found if _granted(desk, service, year))


def place_of_receipts(desk: Desk, application_id: int) -> tuple[str, int]:
    """The list on which the application stands: its service and year."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    application = desk.applications.get(application_id)
    return application.service, application.year.first


def receipts(desk: Desk, service: str, year: int) -> Receipts:
    """Names of children: who asks for them has noted the look."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    if not service_named(service).receipts_back:
        raise NotFound()
    of_year = read_year(desk, year)
    marks = desk.outbox.marks(_mark(_day(desk, _reminding_at(desk))))
    lines = sorted((_line(desk, one, marks) for one in _granted(desk, service, of_year)), key=_place)
    return Receipts(service, of_year, tuple(lines))


def look_at_receipts(desk: Desk, service: str) -> None:
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    service_named(service)
    desk.audit.note(desk.actor.id, "see_receipts", f"service:{service}", desk.moment)


def tick_receipts(desk: Desk, application_id: int, brought: bool) -> None:
    """Absolute: brought today, or not brought after all."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    application = desk.applications.get(application_id)
    if not service_named(application.service).receipts_back:
        raise NotFound()
    there = brought_event(desk, application_id)
    if brought is (there is not None):
        return
    if there is None:
        take_step(desk, application, Step.RECEIPTS)
        _withdraw_reminders(desk, application_id)
    else:
        desk.applications.undo(there.id, desk.moment)
    action = "receipts_brought" if brought else "receipts_not_brought"
    desk.audit.note(desk.actor.id, action, f"application:{application_id}", desk.moment)


def remind_receipts(desk: Desk, service: str, year: int, tells: Opens) -> None:
    """A word to each applicant who still owes receipts, once a day at most, at a human hour."""
    found, at = receipts(desk, service, year), _reminding_at(desk)
    for one in found.to_remind:
        mark = _mark(_day(desk, at), one.application.id)
        tell_applicant(desk, one.application, REMINDER, tells, unique=mark)
    desk.audit.note(desk.actor.id, "remind_receipts", f"applications:{len(found.to_remind)}", desk.moment)


def brought_event(desk: Desk, application_id: int) -> Event | None:
    """That the receipts were brought, where they were."""
    history = desk.applications.history(application_id)
    return next((one for one in history if one.step is Step.RECEIPTS and one.undone_at is None), None)


def _granted(desk: Desk, service: str, year: SchoolYear) -> list[Application]:
    return [one for one in desk.applications.of_year(year, service) if one.state is State.GRANTED]


def _line(desk: Desk, one: Application, marks: frozenset[str]) -> ReceiptLine:
    found, event, at = pupil_line(desk, one.pupil_id), brought_event(desk, one.id), _reminding_at(desk)
    return ReceiptLine(
        application=one,
        pupil=found.pupil,
        class_=found.class_,
        brought_on=event.at.astimezone(desk.zone).date() if event else None,
        reachable=reachable(desk, one),
        reminded=_mark(_day(desk, at), one.id) in marks,
    )


def _place(one: ReceiptLine) -> tuple[bool, ClassName, str]:
    name = one.class_.name if one.class_ else ClassName(0, "")
    return (one.brought_on is not None, name, one.pupil.name.place)


def _withdraw_reminders(desk: Desk, application_id: int) -> None:
    for mark in desk.outbox.marks("receipts:"):
        if mark.endswith(f":{application_id}"):
            desk.outbox.withdraw(mark)


def _reminding_at(desk: Desk) -> datetime:
    return human_hour(desk, desk.moment)


def _day(desk: Desk, at: datetime) -> date:
    return at.astimezone(desk.zone).date()


def _mark(day: date, application_id: int | None = None) -> str:
    return f"receipts:{day}:{'' if application_id is None else application_id}"
