"""What becomes of a form that is sent: a new application, a mended one, papers brought later, or a request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.access import Action, may_all
from bot.core.applications.application import (
    Application,
    ChangeRequest,
    RequestKind,
    RequestState,
    Source,
    State,
    Step,
)
from bot.core.applications.correcting import NothingChanged, difference, rewrite, write_correction
from bot.core.applications.handling import take_step
from bot.core.applications.known import CHANGE_REASON, RELATION
from bot.core.applications.registering import applied_for, due_for, missing_papers, register
from bot.core.applications.subjects import Kind, Subject, subject_of
from bot.core.applications.telling import tell_office
from bot.core.errors import Refusal
from bot.core.forms.form import LATER, Answers
from bot.core.office import Doors
from bot.core.ports import Desk
from bot.core.services.service import Service

# What a person writes into the history by sending a form about an application.
OWN_STEPS = {
    Kind.MEND: frozenset({Step.MENDED, Step.REQUESTED, Step.CORRECTED}),
    Kind.PAPERS: frozenset({Step.PAPER_ADDED}),
}


class NothingAdded(Refusal):
    """All papers are to be brought later still."""

    key = "applying.nothing_added"


@dataclass(frozen=True, slots=True)
class Sent:
    """An application and what was last done to it by sending a form."""

    application: Application
    step: Step


def send(service: Service, desk: Desk, subject: str, answers: Answers, doors: Doors) -> None:
    """Saves a form; who may was asked when it was opened."""
    about = subject_of(subject)
    SENDING[about.kind](desk, service, about, answers, doors)


def is_sent(service: Service, desk: Desk, subject: str) -> bool:
    return last_sent(service, desk, subject) is not None


def last_sent(service: Service, desk: Desk, subject: str) -> Sent | None:
    """What this person sent last about this."""
    about = subject_of(subject)
    if about.kind in OWN_STEPS:
        return _last_step(desk, about)
    mine = (one for one in desk.applications.of_pupils([about.number]) if _is_mine(desk, one, about))
    found = [one for one in mine if one.service == service.key and one.year == applied_for(desk)]
    return Sent(max(found, key=lambda one: one.id), Step.REGISTERED) if found else None


def reference_about(desk: Desk, application_id: int, kind: Kind) -> str:
    """The form about this application; who may fill it in is asked when it is opened."""
    return f"{desk.applications.get(application_id).service}-{Subject(kind, application_id)}"


def _is_mine(desk: Desk, one: Application, about: Subject) -> bool:
    if about.kind is Kind.NEW:
        return one.applicant == desk.actor.id
    return one.applicant is None and one.entered_by == desk.actor.id


def _last_step(desk: Desk, about: Subject) -> Sent | None:
    history = desk.applications.history(about.number)
    own = (one for one in reversed(history) if one.by == desk.actor.id and one.step in OWN_STEPS[about.kind])
    found = next(own, None)
    return Sent(desk.applications.get(about.number), found.step) if found else None


def _send_new(desk: Desk, service: Service, about: Subject, answers: Answers, doors: Doors) -> None:
    made = register(desk, service, about.number, answers, Source.CHAT, desk.actor.id)
    tell_office(desk, made, "telling.office.arrived", doors)


def _enter(desk: Desk, service: Service, about: Subject, answers: Answers, doors: Doors) -> None:
    """For somebody without Telegram, or what came from outside; the term runs from the day it came in."""
    kept = {**answers, RELATION: about.relation.value} if about.relation else dict(answers)
    received = _received(desk, kept.pop("received_on"))
    made = register(desk, service, about.number, kept, about.source, None, received)
    tell_office(desk, made, "telling.office.entered", doors)


def _received(desk: Desk, written: str) -> datetime:
    """The day that was written, at the time at which it is entered."""
    local = desk.moment.astimezone(desk.zone)
    day, month, year = map(int, written.split("."))
    came = date(year, month, day)
    return desk.moment if came == local.date() else datetime.combine(came, local.time(), desk.zone)


def _send_about(desk: Desk, service: Service, about: Subject, answers: Answers, doors: Doors) -> None:
    """Mends what came back; what stands in the register is only changed by the office."""
    application = desk.applications.get(about.number)
    if application.state is State.RETURNED:
        _mend(desk, service, application, answers, doors)
    elif application.applicant is None and may_all(desk.actor, Action.HANDLE_APPLICATIONS):
        write_correction(desk, service, application, answers)
    else:
        _ask_for_correction(desk, application, answers, doors)


def _mend(desk: Desk, service: Service, application: Application, answers: Answers, doors: Doors) -> None:
    """The term begins anew with what was mended (docs/decisions/0015)."""
    rewrite(desk, service, application, answers)
    take_step(desk, application, Step.MENDED)
    if missing_papers(service, answers):
        take_step(desk, application, Step.PAPERS_MISSING, words=" ".join(missing_papers(service, answers)))
    desk.applications.set_due(application.id, due_for(desk, desk.moment, service))
    for request in desk.applications.open_requests(application.id):
        desk.applications.answer_request(request.id, RequestState.TAKEN_BACK, "", desk.actor.id, desk.moment)
    _audit(desk, "mend_application", application)
    tell_office(desk, application, "telling.office.mended", doors)


def _ask_for_correction(desk: Desk, application: Application, answers: Answers, doors: Doors) -> None:
    wished = {key: answer for key, answer in answers.items() if key != CHANGE_REASON}
    if not difference(application.answers, wished):
        raise NothingChanged()
    reason = answers.get(CHANGE_REASON, "")
    ask(desk, application, RequestKind.CORRECT, wished, reason, doors)


def ask(
    desk: Desk, application: Application, kind: RequestKind, answers: Answers, reason: str, doors: Doors
) -> None:
    """Lays a request before the office."""
    new = ChangeRequest(0, application.id, kind, dict(answers), reason, desk.actor.id, desk.moment)
    desk.applications.request(new)
    take_step(desk, application, Step.REQUESTED, question=kind.value, words=reason)
    _audit(desk, f"ask_{kind}", application)
    tell_office(desk, application, f"telling.office.asks_{kind}", doors)


def _add_papers(desk: Desk, service: Service, about: Subject, answers: Answers, doors: Doors) -> None:
    application = desk.applications.get(about.number)
    brought = {key: answer for key, answer in answers.items() if answer and answer != LATER}
    if not brought:
        raise NothingAdded()
    desk.applications.revise(application.id, {**application.answers, **brought}, desk.actor.id, desk.moment)
    for key in brought:
        take_step(desk, application, Step.PAPER_ADDED, question=key)
    _audit(desk, "add_papers", application)
    tell_office(desk, application, "telling.office.papers", doors)


def _audit(desk: Desk, action: str, application: Application) -> None:
    desk.audit.note(desk.actor.id, action, f"application:{application.id}", desk.moment)


SENDING: Mapping[Kind, Callable[[Desk, Service, Subject, Answers, Doors], None]] = {
    Kind.NEW: _send_new,
    Kind.ENTERED: _enter,
    Kind.MEND: _send_about,
    Kind.PAPERS: _add_papers,
}
