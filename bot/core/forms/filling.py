"""Filling a form in the chat: each step reads the person's draft, moves on, and writes the draft."""

from bot.core.access import may, require
from bot.core.errors import NotFound, Outdated
from bot.core.forms.form import Form, NotUnderstood
from bot.core.forms.interview import Interview
from bot.core.forms.registry import FORMS
from bot.core.office import FORM, Draft
from bot.core.ports import Desk

MARK_LENGTH = 6
EDITING = "edit"


def under_way(desk: Desk, form_key: str) -> Interview | None:
    """The person's interview about this form, if one was begun."""
    form = _form(desk, form_key)
    draft = desk.drafts.on(desk.actor.id, _subject(form))
    return _interview(desk, draft) if draft else None


def all_under_way(desk: Desk) -> tuple[Interview, ...]:
    """What the person could go on with, the newest first; only forms that they may still fill."""
    drafts = desk.drafts.forms(desk.actor.id)
    begun = [_interview(desk, draft) for draft in drafts if _form_key(draft) in FORMS]
    return tuple(one for one in begun if may(desk.actor, one.form.action))


def begin(desk: Desk, form_key: str) -> None:
    """Opens the form; one that was begun before is gone on with."""
    form = _form(desk, form_key)
    draft = desk.drafts.on(desk.actor.id, _subject(form))
    mark = desk.token()[:MARK_LENGTH]
    _keep(desk, _interview(desk, draft) if draft else Interview(form, {}, desk.today, mark))


def answer(desk: Desk, form_key: str, mark: str, key: str, written: str) -> None:
    _keep(desk, _current(desk, form_key, mark).answer(key, written))


def answer_typed(desk: Desk, written: str) -> None:
    """A typed message answers the question on the screen; on the review there is none."""
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or not draft.subject:
        raise Outdated()
    _form(desk, _form_key(draft))
    interview = _interview(desk, draft)
    if interview.place is None:
        raise NotUnderstood(typed=written[:60])
    _keep(desk, interview.answer(interview.place.key, written))


def go_back(desk: Desk, form_key: str, mark: str, key: str, editing: bool) -> None:
    _keep(desk, _current(desk, form_key, mark).at(key, editing))


def go_forward(desk: Desk, form_key: str, mark: str) -> None:
    _keep(desk, _current(desk, form_key, mark).forward())


def finish(desk: Desk, form_key: str, mark: str, revision: str) -> None:
    """Saves what was reviewed: answers that changed since the review was drawn are looked at again."""
    interview = _current(desk, form_key, mark)
    if not interview.complete or interview.revision != revision:
        raise Outdated()
    interview.form.save(desk, interview.given)
    desk.drafts.close(desk.actor.id, _subject(interview.form))


def finished(desk: Desk, form_key: str) -> bool:
    """Whether it was saved and nothing is begun anew: so the second of two quick taps finds it."""
    return under_way(desk, form_key) is None and FORMS[form_key].is_saved(desk)


def drop(desk: Desk, form_key: str, mark: str) -> None:
    interview = _current(desk, form_key, mark)
    desk.drafts.close(desk.actor.id, _subject(interview.form))


def _current(desk: Desk, form_key: str, mark: str) -> Interview:
    interview = under_way(desk, form_key)
    if interview is None or interview.mark != mark:
        raise Outdated()
    return interview


def _form(desk: Desk, key: str) -> Form:
    form = FORMS.get(key)
    if form is None:
        raise NotFound()
    require(desk.actor, form.action)
    return form


def _keep(desk: Desk, interview: Interview) -> None:
    place = (interview.pointed, EDITING if interview.editing else "")
    question = ":".join((FORM, interview.form.key, interview.mark, *place))
    desk.drafts.open(desk.actor.id, question, interview.answers, desk.moment)


def _interview(desk: Desk, draft: Draft) -> Interview:
    _, form_key, mark, pointed, editing = draft.question.split(":")
    return Interview(FORMS[form_key], draft.words, desk.today, mark, pointed, editing == EDITING)


def _subject(form: Form) -> str:
    return f"{FORM}:{form.key}"


def _form_key(draft: Draft) -> str:
    return draft.question.split(":")[1]
