"""A parent's own applications: what can be applied for, where each stands, what is missing, what comes next."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.access import Action, may, require
from bot.core.applications.application import (
    ACTIVE,
    UNDECIDED,
    Application,
    ChangeRequest,
    Event,
    State,
    Step,
)
from bot.core.applications.decision import Decision
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.known import returned_for
from bot.core.applications.registering import (
    applied_for,
    missing_papers,
    service_named,
    standing_in_the_way,
)
from bot.core.applications.sending import Sent, last_sent
from bot.core.applications.subjects import Kind, subject_of
from bot.core.applications.whose import CORRECTABLE, require_own, require_staff
from bot.core.errors import NotFound
from bot.core.office import FORM
from bot.core.parents.consent import has_consent
from bot.core.parents.family import Child, children
from bot.core.people import Pupil, Role
from bot.core.ports import Desk
from bot.core.services.limits import is_open, window_of
from bot.core.services.registry import services_of
from bot.core.services.service import Service

# What the office writes down for itself.
UNTOLD = frozenset({Step.NOTE})


@dataclass(frozen=True, slots=True)
class MyCase:
    """An application as the child's representative sees it.

    `own`: this person applied; of another's only that there is one is said. `held` is the decision in force. Times
    are those at the school.
    """

    application: Application
    pupil: Pupil
    own: bool
    received: datetime
    missing: tuple[str, ...] = ()
    returned: Event | None = None
    request: ChangeRequest | None = None
    held: Decision | None = None
    history: tuple[Event, ...] = ()
    sitting: date | None = None
    pedagogue: str = ""

    @property
    def correctable(self) -> bool:
        return self.own and self.application.state in CORRECTABLE and self.request is None

    @property
    def withdrawable(self) -> bool:
        return self.own and self.application.state in ACTIVE and self.request is None

    @property
    def papers_to_bring(self) -> tuple[str, ...]:
        """Papers that can be added now; what came back is mended as a whole."""
        return self.missing if self.own and self.application.state in UNDECIDED else ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A service, and whether applications for it are taken today; `window` are its days."""

    service: Service
    open: bool
    window: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Applicable:
    """A child for whom this service can be applied for, or the application that there is already."""

    child: Child
    consent: bool
    existing: Application | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A service with the children of the person who asks."""

    offer: Offer
    children: tuple[Applicable, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was sent, and what is to be known about it; `at` is the time at the school."""

    sent: Sent
    pupil: Pupil
    at: datetime
    missing: tuple[str, ...]
    request: ChangeRequest | None
    pedagogue: str


def my_cases(desk: Desk) -> tuple[MyCase, ...]:
    """Applications about the children of this person, the newest first."""
    require(desk.actor, Action.APPLY)
    found = desk.applications.of_pupils(desk.actor.children)
    return tuple(_case(desk, one) for one in sorted(found, key=lambda one: -one.id))


def my_case(desk: Desk, application_id: int) -> MyCase:
    application = desk.applications.get(application_id)
    require(desk.actor, Action.APPLY, pupil_id=application.pupil_id)
    return _case(desk, application)


def my_request(desk: Desk, request_id: int) -> int:
    """The application that a request of this person is about."""
    request = desk.applications.get_request(request_id)
    if request.by != desk.actor.id:
        raise NotFound()
    return request.application_id


def offers(desk: Desk) -> tuple[Offer, ...]:
    """The services of the school's country."""
    require(desk.actor, Action.APPLY)
    return tuple(_offer(desk, one) for one in services_of(desk.schools.get().country))


def choice(desk: Desk, service_key: str) -> Choice:
    """For whom this service can be applied for."""
    require(desk.actor, Action.APPLY)
    service = service_named(service_key)
    if service.country is not desk.schools.get().country:
        raise NotFound()
    mine = tuple(_applicable(desk, service, one) for one in children(desk))
    return Choice(_offer(desk, service), mine)


def receipt(desk: Desk, service: Service, subject: str) -> Receipt | None:
    """What this person sent last about this; nothing where they sent nothing."""
    sent = last_sent(service, desk, subject)
    if sent is None:
        return None
    application = sent.application
    require_own(desk, application)
    requests = desk.applications.open_requests(application.id)
    return Receipt(
        sent,
        desk.pupils.get(application.pupil_id),
        (application.received_at if sent.step is Step.REGISTERED else desk.moment).astimezone(desk.zone),
        missing_papers(service, application.answers),
        requests[0] if requests else None,
        pedagogue_of(desk),
    )


def in_the_way(desk: Desk, service: Service, subject: str) -> MyCase | None:
    """The application because of which this one, as it is filled in, can not be sent."""
    about = subject_of(subject)
    if about.kind not in (Kind.NEW, Kind.ENTERED):
        return None
    if about.kind is Kind.NEW:
        require(desk.actor, Action.APPLY, pupil_id=about.number)
    else:
        require_staff(desk, Action.ENTER_APPLICATION, about.number)
    draft = desk.drafts.on(desk.actor.id, f"{FORM}:{service.key}-{subject}")
    period = service.period(draft.words if draft else {})
    found = standing_in_the_way(desk, service, applied_for(desk), period, about.number)
    return _case(desk, found) if found else None


def pedagogue_of(desk: Desk) -> str:
    """Whom to ask."""
    people = desk.people.with_role(Role.SOCIAL_PEDAGOGUE)
    return desk.schools.get().pedagogue or (people[0].name if people else "")


def not_done_with(desk: Desk) -> tuple[MyCase, ...]:
    """Own applications on which something is still to come, for the person's overview; nothing for others."""
    if not may(desk.actor, Action.APPLY):
        return ()
    return tuple(one for one in my_cases(desk) if one.own and one.application.state in UNDECIDED)


def _case(desk: Desk, application: Application) -> MyCase:
    pupil, received = desk.pupils.get(application.pupil_id), application.received_at.astimezone(desk.zone)
    if application.applicant != desk.actor.id:
        return MyCase(application, pupil, False, received, pedagogue=pedagogue_of(desk))
    service = service_named(application.service)
    requests = desk.applications.open_requests(application.id)
    decisions = desk.decisions.of_application(application.id)
    return MyCase(
        application,
        pupil,
        own=True,
        received=received,
        missing=missing_papers(service, application.answers),
        returned=returned_for(desk, application),
        request=requests[0] if requests else None,
        held=entitled_from(decisions, desk.today),
        history=_history(desk, application),
        sitting=_sitting(desk, application),
        pedagogue=pedagogue_of(desk),
    )


def _history(desk: Desk, application: Application) -> tuple[Event, ...]:
    told = (one for one in desk.applications.history(application.id) if one.step not in UNTOLD)
    return tuple(replace(one, at=one.at.astimezone(desk.zone)) for one in told if one.undone_at is None)


def _sitting(desk: Desk, application: Application) -> date | None:
    """The day of the sitting on whose agenda it stands."""
    item = desk.councils.item_of(application.id) if application.state is State.ON_AGENDA else None
    return desk.councils.sitting(item.sitting_id).held_at.astimezone(desk.zone).date() if item else None


def _offer(desk: Desk, service: Service) -> Offer:
    return Offer(service, is_open(desk, service), window_of(desk, service))


def _applicable(desk: Desk, service: Service, child: Child) -> Applicable:
    pupil_id = child.pupil.id
    existing = None if service.period_question else _existing(desk, service, pupil_id)
    return Applicable(child, has_consent(desk, pupil_id), existing)


def _existing(desk: Desk, service: Service, pupil_id: int) -> Application | None:
    return standing_in_the_way(desk, service, applied_for(desk), "", pupil_id)
