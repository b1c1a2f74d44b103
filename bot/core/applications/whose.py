"""Who may fill in the form of an application: the child's representative with consent, or staff for somebody else."""

from collections.abc import Callable, Mapping

from bot.core.access import Action, NotAllowed, require, require_all
from bot.core.applications.application import OPEN_TO_OFFICE, UNDECIDED, Application, State
from bot.core.applications.registering import (
    AlreadyApplied,
    applied_for,
    missing_papers,
    standing_in_the_way,
)
from bot.core.applications.subjects import Kind, subject_of
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.parents.consent import require_consent
from bot.core.ports import Desk
from bot.core.services.limits import is_open
from bot.core.services.service import Service

# What was sent can still be corrected.
CORRECTABLE = OPEN_TO_OFFICE | {State.GRANTED}


class NotOpenNow(Refusal):
    """The days on which applications are taken are over, or still to come."""

    key = "applying.not_open_now"


class RequestWaits(Refusal):
    """One request at a time: the former one can be taken back."""

    key = "applying.request_waits"


def allows(service: Service, desk: Desk, subject: str) -> None:
    """Refuses whoever may not fill in the form about this, and what can not be filled in now."""
    about = subject_of(subject)
    ALLOWED[about.kind](desk, service, about.number)


def pupil_about(desk: Desk, subject: str) -> int:
    """The child that a form is about."""
    about = subject_of(subject)
    if about.kind in (Kind.NEW, Kind.ENTERED):
        return about.number
    return desk.applications.get(about.number).pupil_id


def require_staff(desk: Desk, action: Action, pupil_id: int) -> None:
    """Asks the access table about the class that the pupil is in; who left is for those who reach the whole school."""
    class_id = desk.pupils.class_of(pupil_id, desk.schools.get().year)
    if class_id is None:
        require_all(desk.actor, action)
    else:
        require(desk.actor, action, class_id=class_id)


def require_own(desk: Desk, application: Application) -> None:
    """The applicant, as long as they are the child's representative; for somebody without Telegram, who helps them."""
    if application.applicant is None:
        _require_helper(desk, application)
    elif application.applicant == desk.actor.id:
        require(desk.actor, Action.APPLY, pupil_id=application.pupil_id)
    else:
        raise NotAllowed()


def _require_helper(desk: Desk, application: Application) -> None:
    """What is in an application is for who took it in, and for the pedagogue."""
    if application.entered_by == desk.actor.id:
        require_staff(desk, Action.ENTER_APPLICATION, application.pupil_id)
    else:
        require_all(desk.actor, Action.HANDLE_APPLICATIONS)


def _new(desk: Desk, service: Service, pupil_id: int) -> None:
    require(desk.actor, Action.APPLY, pupil_id=pupil_id)
    require_consent(desk, pupil_id)
    if not is_open(desk, service):
        raise NotOpenNow()
    _is_the_first(desk, service, pupil_id)


def _entered(desk: Desk, service: Service, pupil_id: int) -> None:
    """Staff are not bound to the days: a paper may have lain in the school's box since the last of them."""
    require_staff(desk, Action.ENTER_APPLICATION, pupil_id)
    _is_the_first(desk, service, pupil_id)


def _is_the_first(desk: Desk, service: Service, pupil_id: int) -> None:
    """Where several periods can be applied for, only the answers tell whether it is."""
    if service.country is not desk.schools.get().country:
        raise NotFound()
    year = applied_for(desk)
    found = None if service.period_question else standing_in_the_way(desk, service, year, "", pupil_id)
    if found is not None:
        raise AlreadyApplied(number=found.number)


def _mended(desk: Desk, service: Service, application_id: int) -> None:
    application = _of_service(desk, service, application_id)
    if application.state is State.RETURNED:
        return
    if application.state not in CORRECTABLE:
        raise Outdated()
    if desk.applications.open_requests(application_id):
        raise RequestWaits()


def _added_to(desk: Desk, service: Service, application_id: int) -> None:
    application = _of_service(desk, service, application_id)
    if application.state not in UNDECIDED or not missing_papers(service, application.answers):
        raise Outdated()


def _of_service(desk: Desk, service: Service, application_id: int) -> Application:
    application = desk.applications.get(application_id)
    if application.service != service.key:
        raise NotFound()
    require_own(desk, application)
    if application.applicant is not None:
        require_consent(desk, application.pupil_id)
    return application


ALLOWED: Mapping[Kind, Callable[[Desk, Service, int], None]] = {
    Kind.NEW: _new,
    Kind.ENTERED: _entered,
    Kind.MEND: _mended,
    Kind.PAPERS: _added_to,
}
