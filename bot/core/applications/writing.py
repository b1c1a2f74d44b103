"""What the office writes by hand about an application: why it goes back, a note, why a request is refused."""

from collections.abc import Mapping
from enum import StrEnum

from bot.core.access import Action, require_all
from bot.core.applications.application import RequestState, Step, allowed
from bot.core.applications.handling import current, note, return_to_parent
from bot.core.applications.requests import refuse_request
from bot.core.applications.telling import Opens
from bot.core.errors import NotFound, Outdated
from bot.core.ports import Desk

QUESTION = "case_words"


class Kind(StrEnum):
    """What the next typed message is."""

    RETURN = "return"
    NOTE = "note"
    REFUSAL = "refusal"


def ask_return(desk: Desk, application_id: int, mark: int, question: str) -> None:
    """The next typed message is why the application goes back for this answer, or as a whole."""
    application = current(desk, application_id, mark)
    if not allowed(application.state, Step.RETURNED):
        raise Outdated()
    if question and question not in application.answers:
        raise NotFound()
    _ask(desk, Kind.RETURN, application_id, mark=str(mark), question=question)


def ask_note(desk: Desk, application_id: int) -> None:
    """The next typed message is a note that only the office reads."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    _ask(desk, Kind.NOTE, desk.applications.get(application_id).id)


def ask_refusal(desk: Desk, request_id: int) -> None:
    """The next typed message is why this request is refused."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    request = desk.applications.get_request(request_id)
    if request.state is not RequestState.OPEN:
        raise Outdated()
    _ask(desk, Kind.REFUSAL, request.application_id, request=str(request_id))


def asked(desk: Desk) -> Mapping[str, str]:
    """What is asked for now: its kind, the application and what else was said on the way to it."""
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != QUESTION:
        raise Outdated()
    return draft.words


def write(desk: Desk, typed: str, about: str, opens: Opens) -> None:
    """Takes what was typed as what is asked for; `about` and `opens` as a return needs them."""
    words = asked(desk)
    application_id = int(words["application"])
    if words["kind"] == Kind.RETURN:
        return_to_parent(desk, application_id, int(words["mark"]), words["question"], typed, about, opens)
    elif words["kind"] == Kind.NOTE:
        note(desk, application_id, typed)
    else:
        refuse_request(desk, int(words["request"]), typed, opens)
    desk.drafts.close(desk.actor.id)


def _ask(desk: Desk, kind: Kind, application_id: int, **words: str) -> None:
    said = {"kind": kind.value, "application": str(application_id), **words}
    desk.drafts.open(desk.actor.id, QUESTION, said, desk.moment)
