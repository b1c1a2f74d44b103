"""What a parent asks for after sending: to correct or to withdraw; the office says yes or, with a reason, no."""

from dataclasses import dataclass

from bot.core.access import Action, require_all
from bot.core.applications.application import (
    ACTIVE,
    Application,
    ChangeRequest,
    RequestKind,
    RequestState,
    State,
    Step,
)
from bot.core.applications.correcting import Change, difference, write_correction
from bot.core.applications.deciding import decide
from bot.core.applications.decision import Ruling
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.handling import reason_in, take_step
from bot.core.applications.registering import service_named
from bot.core.applications.sending import ask
from bot.core.applications.telling import Opens, tell_applicant, withdraw_news
from bot.core.applications.whose import RequestWaits, require_own
from bot.core.councils.sittings import take_off
from bot.core.errors import Outdated
from bot.core.office import Doors
from bot.core.ports import Desk

WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with its application, and for a correction what it would change."""

    request: ChangeRequest
    application: Application
    changes: tuple[Change, ...]


def open_requests(desk: Desk) -> tuple[RequestView, ...]:
    """What waits for the office's answer, the oldest first."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    return tuple(_view(desk, one) for one in desk.applications.open_requests())


def request_view(desk: Desk, request_id: int) -> RequestView:
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    return _view(desk, desk.applications.get_request(request_id))


def accept_request(desk: Desk, request_id: int, opens: Opens) -> None:
    """Does what was asked for, and tells the applicant."""
    request, application = _waiting(desk, request_id)
    _answer(desk, request, RequestState.ACCEPTED, "")
    if request.kind is RequestKind.CORRECT:
        write_correction(desk, service_named(application.service), application, request.answers)
        tell_applicant(desk, application, "telling.corrected", opens)
    else:
        _withdraw(desk, application, request.reason)
        tell_applicant(desk, application, "telling.withdrawn", opens)


def refuse_request(desk: Desk, request_id: int, reason: str, opens: Opens) -> None:
    """Everything stays as it was; the applicant is told why."""
    request, application = _waiting(desk, request_id)
    because = reason_in(reason)
    _answer(desk, request, RequestState.REFUSED, because)
    take_step(desk, application, Step.REQUEST_REFUSED, question=request.kind.value, words=because)
    tell_applicant(desk, application, "telling.request_refused", opens, reason=because)


def ask_withdrawal(desk: Desk, application_id: int, reason: str, doors: Doors) -> None:
    """The applicant wants it no more; a second tap finds that this was said."""
    application = desk.applications.get(application_id)
    require_own(desk, application)
    if application.state not in ACTIVE:
        raise Outdated()
    waiting = desk.applications.open_requests(application_id)
    if any(one.kind is RequestKind.CORRECT for one in waiting):
        raise RequestWaits()
    if not waiting:
        ask(desk, application, RequestKind.WITHDRAW, {}, reason_in(reason), doors)
    _leave_question(desk)


def ask_why(desk: Desk, application_id: int) -> None:
    """What the applicant types next is why they withdraw."""
    application = desk.applications.get(application_id)
    require_own(desk, application)
    if application.state not in ACTIVE or desk.applications.open_requests(application_id):
        raise Outdated()
    desk.drafts.open(desk.actor.id, WITHDRAWAL, {"application": str(application_id)}, desk.moment)


def take_back_request(desk: Desk, request_id: int) -> None:
    """The applicant does not ask for it any more; a second tap finds that done."""
    request = desk.applications.get_request(request_id)
    application = desk.applications.get(request.application_id)
    require_own(desk, application)
    if request.state is RequestState.TAKEN_BACK:
        return
    if request.state is not RequestState.OPEN:
        raise Outdated()
    _answer(desk, request, RequestState.TAKEN_BACK, "")
    take_step(desk, application, Step.REQUEST_TAKEN_BACK, question=request.kind.value)
    withdraw_news(desk, application.id, f"telling.office.asks_{request.kind}")


def _view(desk: Desk, request: ChangeRequest) -> RequestView:
    application = desk.applications.get(request.application_id)
    correction = request.kind is RequestKind.CORRECT
    changes = difference(application.answers, request.answers) if correction else ()
    return RequestView(request, application, changes)


def _waiting(desk: Desk, request_id: int) -> tuple[ChangeRequest, Application]:
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    request = desk.applications.get_request(request_id)
    if request.state is not RequestState.OPEN:
        raise Outdated()
    return request, desk.applications.get(request.application_id)


def _answer(desk: Desk, request: ChangeRequest, state: RequestState, answer: str) -> None:
    desk.applications.answer_request(request.id, state, answer, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, f"request_{state}", f"request:{request.id}", desk.moment)


def _withdraw(desk: Desk, application: Application, reason: str) -> None:
    """What was granted ends with a decision from today on; what stands on an agenda is taken off it."""
    if application.state is State.GRANTED:
        _end(desk, application, reason)
    if item := desk.councils.item_of(application.id):
        take_off(desk, item.sitting_id, [application.id])
    take_step(desk, application, Step.WITHDRAWN, words=reason)


def _end(desk: Desk, application: Application, reason: str) -> None:
    held = entitled_from(desk.decisions.of_application(application.id), desk.today)
    if held is not None:
        since = max(desk.today, held.since)
        decide(desk, application, Ruling.END, reason, held.category, since, None, {})


def _leave_question(desk: Desk) -> None:
    draft = desk.drafts.of(desk.actor.id)
    if draft is not None and draft.question == WITHDRAWAL:
        desk.drafts.close(desk.actor.id)
