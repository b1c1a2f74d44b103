"""Taking an application into the register: its number, the day of the answer, and that there is only one."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.applications.application import ACTIVE, Application, Event, Source, State, Step
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.telling import office_calendar
from bot.core.errors import NotFound, Refusal
from bot.core.forms.form import LATER, Answers
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, SchoolYear
from bot.core.services.registry import SERVICES
from bot.core.services.service import Service


class AlreadyApplied(Refusal):
    """One application for a child, service and period at a time; the sentence names the one that there is."""

    key = "applying.already_applied"


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil with the class of the present year, None where they left."""

    pupil: Pupil
    class_: Class | None


def applied_for(desk: Desk) -> SchoolYear:
    """The year that an application of today belongs to: August prepares the next one, the set-up may not yet."""
    return SchoolYear.of(desk.today)


def service_named(key: str) -> Service:
    """The service with this key; one that is declared no more leads nowhere."""
    service = SERVICES.get(key)
    if service is None:
        raise NotFound()
    return service


def register(
    desk: Desk,
    service: Service,
    pupil_id: int,
    answers: Answers,
    source: Source,
    applicant: int | None,
    received_at: datetime | None = None,
) -> Application:
    """Gives the application its number and its term; refuses a second one that is active."""
    year, period = applied_for(desk), service.period(answers)
    in_the_way = standing_in_the_way(desk, service, year, period, pupil_id)
    if in_the_way is not None:
        raise AlreadyApplied(number=in_the_way.number)
    received = received_at or desk.moment
    language = desk.people.get(applicant).language if applicant else desk.actor.language
    new = Application(
        id=0,
        service=service.key,
        year=year,
        period=period,
        number=0,
        pupil_id=pupil_id,
        applicant=applicant,
        entered_by=desk.actor.id,
        source=source,
        state=first_state(service, answers),
        category=answers.get("category", ""),
        received_at=received,
        due_on=due_for(desk, received, service),
        language=language,
        answers=dict(answers),
    )
    return _registered(desk, desk.applications.register(new))


def _registered(desk: Desk, made: Application) -> Application:
    begun = Event(0, made.id, Step.REGISTERED, made.state, made.state, desk.moment, desk.actor.id)
    desk.applications.note(begun)
    desk.audit.note(desk.actor.id, "register_application", f"application:{made.id}", desk.moment)
    return made


def due_for(desk: Desk, received: datetime, service: Service) -> date:
    """The last day for the answer: the service's working days after the day at the school on which it came in."""
    return office_calendar(desk).after(received.astimezone(desk.zone).date(), service.term_days)


def first_state(service: Service, answers: Answers) -> State:
    return State.PAPERS_MISSING if missing_papers(service, answers) else State.NEW


def missing_papers(service: Service, answers: Answers) -> tuple[str, ...]:
    """The papers that were promised for later, in the service's order."""
    return tuple(one.key for one in service.proofs if answers.get(one.key) == LATER)


def standing_in_the_way(
    desk: Desk, service: Service, year: SchoolYear, period: str, pupil_id: int
) -> Application | None:
    """The active application of the child for the same thing; one whose help has ended is active no more."""
    for one in desk.applications.of_pupils([pupil_id]):
        if (one.service, one.year, one.period) == (service.key, year, period) and _active(desk, one):
            return one
    return None


def _active(desk: Desk, one: Application) -> bool:
    if one.state is not State.GRANTED:
        return one.state in ACTIVE
    decisions = desk.decisions.of_application(one.id)
    return not decisions or entitled_from(decisions, desk.today) is not None


def pupil_line(desk: Desk, pupil_id: int) -> PupilLine:
    """Who an application is about, with the class."""
    class_id = desk.pupils.class_of(pupil_id, desk.schools.get().year)
    return PupilLine(desk.pupils.get(pupil_id), desk.schools.class_(class_id) if class_id else None)
