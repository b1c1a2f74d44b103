"""Filling a form in the chat: each step reads the person's draft, moves on, and writes the draft."""

from dataclasses import replace

from bot.core.access import require
from bot.core.applications.application import Attachment
from bot.core.errors import Outdated, Refusal
from bot.core.forms.form import Answers, Form, NotUnderstood, Proof, files_of
from bot.core.forms.interview import Interview, Page
from bot.core.forms.registry import form_of
from bot.core.office import FORM, Doors, Draft
from bot.core.ports import Desk
from bot.core.sent_files import MOST_FILES, AlreadyThere, NewFile, TooManyFiles, WordsExpected

MARK_LENGTH = 6
EDITING = "edit"


def under_way(desk: Desk, reference: str) -> Interview | None:
    """The person's interview about this, if one was begun."""
    form, subject = _open(desk, reference)
    draft = desk.drafts.on(desk.actor.id, _draft_subject(reference))
    return _interview(desk, form, subject, draft) if draft else None


def not_begun(desk: Desk, reference: str) -> Interview:
    """The form as it would be begun: what its first page says."""
    return _begun(desk, *_open(desk, reference))


def interview_about(desk: Desk, form: Form, subject: str, answers: Answers) -> Interview:
    """These answers to a form, to be looked at: nobody is asked whether they may fill it in."""
    known, former = form.known(desk, subject), form.start(desk, subject)
    name = form.names(desk, subject)
    return Interview(form, answers, desk.today, subject=subject, known=known, former=former, name=name)


def all_under_way(desk: Desk) -> tuple[Interview, ...]:
    """What the person could go on with, the newest first; only what they may still fill in."""
    drafts = desk.drafts.forms(desk.actor.id)
    begun = (_still_open(desk, draft) for draft in drafts)
    return tuple(one for one in begun if one is not None)


def begin(desk: Desk, reference: str, key: str = "") -> None:
    """Opens the form, at a question where one is named; one that was begun before is gone on with."""
    form, subject = _open(desk, reference)
    draft = desk.drafts.on(desk.actor.id, _draft_subject(reference))
    interview = _interview(desk, form, subject, draft) if draft else _begun(desk, form, subject)
    if interview.page is Page.GATE:
        raise Outdated()
    asked = any(one.key == key for one in interview.questions)
    _keep(desk, interview.at(key, editing=True) if asked else interview)


def answer(desk: Desk, reference: str, mark: str, key: str, written: str) -> None:
    _keep(desk, _current(desk, reference, mark).answer(key, written))


def answer_typed(desk: Desk, written: str) -> None:
    """A typed message answers the question on the screen; on any other page there is none."""
    interview = asked_now(desk)
    if interview.place is None:
        raise NotUnderstood(typed=written[:60])
    _keep(desk, interview.answer(interview.place.key, written))


def asked_now(desk: Desk) -> Interview:
    """The interview that the next message goes to."""
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or not draft.subject:
        raise Outdated()
    form, subject = _open(desk, reference_in(draft))
    return _interview(desk, form, subject, draft)


def add_file(desk: Desk, reference: str, mark: str, key: str, new: NewFile) -> None:
    """One more file of a paper; the same file twice is one."""
    interview = _current(desk, reference, mark)
    question = interview.question(key)
    if not isinstance(question, Proof):
        raise WordsExpected()
    numbers = files_of(interview.answer_to(question))
    if len(numbers) >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    if new.place in {one.place for one in desk.attachments.some(numbers)}:
        raise AlreadyThere()
    _keep(desk, interview.with_file(key, _attach(desk, interview, new)))


def take_back_file(desk: Desk, reference: str, mark: str, key: str, attachment_id: int) -> None:
    """Without the last file that was sent to a paper."""
    _keep(desk, _current(desk, reference, mark).without_file(key, attachment_id))


def take_known(desk: Desk, reference: str, mark: str, revision: str) -> None:
    """Everything that was shown as known is right."""
    interview = _current(desk, reference, mark)
    if interview.known_revision != revision:
        raise Outdated()
    _keep(desk, interview.with_known())


def go_back(desk: Desk, reference: str, mark: str, key: str, editing: bool) -> None:
    _keep(desk, _current(desk, reference, mark).at(key, editing))


def go_forward(desk: Desk, reference: str, mark: str) -> None:
    _keep(desk, _current(desk, reference, mark).forward())


def finish(desk: Desk, reference: str, mark: str, revision: str, doors: Doors) -> None:
    """Saves what was reviewed: answers that changed since the review was drawn are looked at again."""
    interview = _current(desk, reference, mark)
    if not interview.complete or interview.revision != revision:
        raise Outdated()
    interview.form.save(desk, interview.subject, interview.given, doors)
    desk.drafts.close(desk.actor.id, _draft_subject(reference))


def finished(desk: Desk, reference: str) -> bool:
    """Whether it was saved and nothing is begun anew: so the second of two quick taps finds it.

    What was saved may not be allowed a second time: only the right to the form is asked.
    """
    form, subject = form_of(reference)
    require(desk.actor, form.action)
    begun = desk.drafts.on(desk.actor.id, _draft_subject(reference))
    return begun is None and form.is_saved(desk, subject)


def drop(desk: Desk, reference: str, mark: str) -> None:
    _current(desk, reference, mark)
    desk.drafts.close(desk.actor.id, _draft_subject(reference))


def reference_in(draft: Draft) -> str:
    """What the form of a draft is about."""
    return draft.question.split(":")[1]


def _open(desk: Desk, reference: str) -> tuple[Form, str]:
    form, subject = form_of(reference)
    require(desk.actor, form.action)
    form.allows(desk, subject)
    return form, subject


def _still_open(desk: Desk, draft: Draft) -> Interview | None:
    try:
        return _interview(desk, *_open(desk, reference_in(draft)), draft)
    except Refusal:
        return None


def _current(desk: Desk, reference: str, mark: str) -> Interview:
    interview = under_way(desk, reference)
    if interview is None or interview.mark != mark:
        raise Outdated()
    return interview


def _attach(desk: Desk, interview: Interview, new: NewFile) -> int:
    pupil_id = interview.form.pupil(desk, interview.subject)
    who = desk.actor.id
    number = desk.attachments.add(
        Attachment(0, who, pupil_id, new.place, new.kind, new.size, new.pages, desk.moment)
    )
    desk.audit.note(who, "send_file", f"attachment:{number}", desk.moment)
    return number


def _keep(desk: Desk, interview: Interview) -> None:
    place = (interview.pointed, EDITING if interview.editing else "")
    question = ":".join((FORM, interview.reference, interview.mark, *place))
    desk.drafts.open(desk.actor.id, question, interview.answers, desk.moment)


def _begun(desk: Desk, form: Form, subject: str) -> Interview:
    empty = interview_about(desk, form, subject, {})
    return replace(empty, answers=empty.former, mark=desk.token()[:MARK_LENGTH])


def _interview(desk: Desk, form: Form, subject: str, draft: Draft) -> Interview:
    _, _, mark, pointed, editing = draft.question.split(":")
    there = interview_about(desk, form, subject, draft.words)
    return replace(there, mark=mark, pointed=pointed, editing=editing == EDITING)


def _draft_subject(reference: str) -> str:
    return f"{FORM}:{reference}"
