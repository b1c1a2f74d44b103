"""Everything of one application for the screens of the office: answers, papers, history, requests, the clock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.access import Action, may_all, require, require_all
from bot.core.applications.application import (
    Application,
    Attachment,
    ChangeRequest,
    Event,
    RequestKind,
    State,
    Step,
)
from bot.core.applications.correcting import Change, difference
from bot.core.applications.decision import Decision
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.form import application_form
from bot.core.applications.handling import can_be_undone, mark_of, papers_in
from bot.core.applications.known import known
from bot.core.applications.queue import left_school, to_be_ended
from bot.core.applications.registering import pupil_line, service_named
from bot.core.applications.subjects import Kind, Subject
from bot.core.applications.telling import office_calendar, reachable
from bot.core.applications.terms import days_left, term_of
from bot.core.councils.council import Sitting
from bot.core.errors import NotFound
from bot.core.forms.form import LATER, SHOWN, Proof, files_of
from bot.core.forms.interview import Interview
from bot.core.people import Pupil, Relation
from bot.core.ports import Desk
from bot.core.school import Class
from bot.core.services.service import Service


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the case: what was answered to it, its files, and whether the original was seen at the school."""

    question: Proof
    kept: str
    files: tuple[Attachment, ...]
    shown: bool

    @property
    def missing(self) -> bool:
        return self.kept == LATER


@dataclass(frozen=True, slots=True)
class Past:
    """A line of the history with the name of who did it; by the school's clock."""

    event: Event
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the parent; `changes` are what a correction would change."""

    request: ChangeRequest
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call about the child; `in_chat` says that messages reach them."""

    name: str
    relation: Relation | None
    phone: str
    in_chat: bool


@dataclass(frozen=True, slots=True)
class Case:
    """An application as the office sees it.

    `whole` is false for a class teacher, who sees where it stands and nothing of what is in it; `handles` for those
    who only look on. `held` is what the child is entitled to now or will be. `ends` says that a pupil who left should
    have it ended. `reached` is whether the applicant hears of news in the chat, in the language `reader`.
    """

    application: Application
    service: Service
    pupil: Pupil
    class_: Class | None
    left_on: date | None
    ends: bool
    days_left: int
    term: str
    received: datetime
    whole: bool
    handles: bool
    mark: int
    reached: bool
    reader: str
    interview: Interview
    papers: tuple[Paper, ...] = ()
    history: tuple[Past, ...] = ()
    requests: tuple[Asked, ...] = ()
    decisions: tuple[Decision, ...] = ()
    held: Decision | None = None
    sitting: Sitting | None = None
    contacts: tuple[Contact, ...] = ()
    undoable: Event | None = None

    @property
    def council(self) -> bool:
        """Whether the trustee council decides about it."""
        return self.service.decided_by_council(self.application.category)

    @property
    def notes(self) -> tuple[Past, ...]:
        """What the office wrote for itself, the newest first."""
        return tuple(one for one in reversed(self.history) if one.event.step is Step.NOTE)

    @property
    def returned(self) -> Event | None:
        """Why it came back, while it waits for the parent."""
        events = (one.event for one in reversed(self.history) if one.event.step is Step.RETURNED)
        return next(events, None) if self.application.state is State.RETURNED else None


def look_at(desk: Desk, application_id: int) -> None:
    """Opens a case: who saw whose is noted; a short question that was open is asked no more."""
    require_case(desk, desk.applications.get(application_id))
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "see_application", f"application:{application_id}", desk.moment)


def case(desk: Desk, application_id: int) -> Case:
    """The case, as far as this person may see it."""
    application = desk.applications.get(application_id)
    require_case(desk, application)
    whole = may_all(desk.actor, Action.SEE_APPLICATIONS)
    if not whole:
        return _where_it_stands(desk, replace(application, answers={}), whole)
    return _with_contents(desk, _where_it_stands(desk, application, whole))


def require_case(desk: Desk, application: Application) -> None:
    """Staff reach a case through the class of the child; of a pupil who left, only those who see the whole school."""
    line = pupil_line(desk, application.pupil_id)
    if line.class_ is None:
        require_all(desk.actor, Action.SEE_APPLICATIONS)
    else:
        require(desk.actor, Action.SEE_APPLICATIONS, class_id=line.class_.id)


def file_of(desk: Desk, application_id: int, attachment_id: int) -> Attachment:
    """A paper that was sent with this very application."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    application = desk.applications.get(application_id)
    sent = {one for kept in application.answers.values() for one in files_of(kept)}
    if attachment_id not in sent:
        raise NotFound()
    return desk.attachments.get(attachment_id)


def note_file_seen(desk: Desk, application_id: int, attachment_id: int) -> None:
    """Keeps that this person had the file handed out."""
    file_of(desk, application_id, attachment_id)
    desk.audit.note(desk.actor.id, "see_sent_paper", f"attachment:{attachment_id}", desk.moment)


def _where_it_stands(desk: Desk, application: Application, whole: bool) -> Case:
    service, line = service_named(application.service), pupil_line(desk, application.pupil_id)
    days = days_left(office_calendar(desk), desk.today, application.due_on)
    left_on = left_school(desk, application.pupil_id) if line.class_ is None else None
    applicant = desk.people.get(application.applicant) if application.applicant else None
    return Case(
        application=application,
        service=service,
        pupil=line.pupil,
        class_=line.class_,
        left_on=left_on,
        ends=left_on is not None and to_be_ended(desk, application),
        days_left=days,
        term=term_of(application, days),
        received=application.received_at.astimezone(desk.zone),
        whole=whole,
        handles=may_all(desk.actor, Action.HANDLE_APPLICATIONS),
        mark=mark_of(desk.applications.history(application.id)),
        reached=reachable(desk, application),
        reader=applicant.language if applicant else application.language,
        interview=_interview(desk, service, application),
    )


def _with_contents(desk: Desk, stands: Case) -> Case:
    application = stands.application
    history = desk.applications.history(application.id)
    decisions = desk.decisions.of_application(application.id)
    item = desk.councils.item_of(application.id) if application.state is State.ON_AGENDA else None
    return replace(
        stands,
        papers=tuple(_papers(desk, stands, history)),
        history=tuple(_past(desk, one) for one in history),
        requests=tuple(_asked(application, one) for one in desk.applications.open_requests(application.id)),
        decisions=decisions,
        held=entitled_from(decisions, desk.today),
        sitting=desk.councils.sitting(item.sitting_id) if item else None,
        contacts=tuple(_contacts(desk, application)),
        undoable=can_be_undone(application, history) if stands.handles else None,
    )


def _interview(desk: Desk, service: Service, application: Application) -> Interview:
    """The form as it was filled in, to be read."""
    subject = str(Subject(Kind.MEND, application.id))
    form, facts = application_form(service), known(service, desk, subject)
    return Interview(form, application.answers, desk.today, subject=subject, known=facts)


def _papers(desk: Desk, stands: Case, history: Iterable[Event]) -> Iterable[Paper]:
    seen = {
        key
        for one in history
        if one.step is Step.ORIGINAL_SHOWN and one.undone_at is None
        for key in papers_in(one)
    }
    answers = stands.application.answers
    for one in stands.service.proofs:
        if kept := answers.get(one.key):
            files = desk.attachments.some(files_of(kept))
            yield Paper(one, kept, files, kept == SHOWN or one.key in seen)


def _past(desk: Desk, event: Event) -> Past:
    who = desk.people.get(event.by).name if event.by else ""
    return Past(event, who, event.at.astimezone(desk.zone))


def _asked(application: Application, request: ChangeRequest) -> Asked:
    correction = request.kind is RequestKind.CORRECT
    return Asked(request, difference(application.answers, request.answers) if correction else ())


def _contacts(desk: Desk, application: Application) -> Iterable[Contact]:
    """Who applied comes first, then who represents the child in the chat, then the adults of the roster."""
    answers = application.answers
    if answers.get("applicant") or answers.get("phone"):
        name, phone = answers.get("applicant", ""), answers.get("phone", "")
        yield Contact(name, None, phone, reachable(desk, application))
    for one in desk.representatives.of_pupil(application.pupil_id):
        if one.person_id != application.applicant:
            yield Contact(desk.people.get(one.person_id).name, one.relation, "", in_chat=True)
    for adult in desk.pupils.get(application.pupil_id).adults:
        yield Contact(adult.name, adult.relation, adult.phone, in_chat=False)
