"""Several applications chosen on a list, to be decided about or put on a sitting together."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.core.access import Action, require_all
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import current, mark_on
from bot.core.applications.proposing import MARK_LENGTH, propose
from bot.core.applications.queue import Line, Pile, queue
from bot.core.applications.telling import Opens
from bot.core.councils.sittings import put_on_agenda
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.ports import Desk

QUESTION = "case_choice"
# What can be done to several at once: the school decides, or the council's next sitting hears them.
TOGETHER = frozenset({Pile.SCHOOL, Pile.SITTING})


class NothingChosen(Refusal):
    key = "cases.refusal.nothing_chosen"


@dataclass(frozen=True, slots=True)
class Choice:
    """Of which list some are chosen; `mark` tells this choosing from the next."""

    mark: str
    pile: Pile
    service: str
    lines: tuple[Line, ...]
    chosen: frozenset[int]


def begin_choice(desk: Desk, pile: Pile, service: str) -> None:
    """Nothing is chosen at first."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    if pile not in TOGETHER or not service:
        raise NotFound()
    words = {"mark": desk.token()[:MARK_LENGTH], "pile": pile.value, "service": service, "chosen": ""}
    desk.drafts.open(desk.actor.id, QUESTION, words, desk.moment)
    desk.audit.note(desk.actor.id, "see_applications", f"{pile}:{service}", desk.moment)


def choice(desk: Desk) -> Choice | None:
    """What is being chosen; who left the list meanwhile is not chosen any more."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != QUESTION:
        return None
    words = draft.words
    pile = Pile(words["pile"])
    lines = queue(desk, words["service"]).on(pile)
    there = {one.application.id for one in lines}
    chosen = frozenset(int(one) for one in words["chosen"].split()) & there
    return Choice(words["mark"], pile, words["service"], lines, chosen)


def choose(desk: Desk, mark: str, application_id: int, yes: bool) -> None:
    """Says of one that it is chosen, or not."""
    found = _current(desk, mark)
    if application_id not in {one.application.id for one in found.lines}:
        raise Outdated()
    others = found.chosen - {application_id}
    _keep(desk, found, others | {application_id} if yes else others)


def choose_all(desk: Desk, mark: str, yes: bool) -> None:
    found = _current(desk, mark)
    _keep(desk, found, [one.application.id for one in found.lines] if yes else [])


def propose_chosen(desk: Desk, mark: str, ruling: Ruling) -> None:
    """Goes on to the preview of one decision about all that are chosen."""
    chosen = _chosen(desk, mark)
    propose(desk, ruling, [(one, mark_on(desk, one)) for one in chosen])


def put_one(desk: Desk, application_id: int, mark: int, sitting_id: int, opens: Opens) -> None:
    """Puts one application on the agenda of a sitting, as its screen shows it."""
    application = current(desk, application_id, mark)
    put_on_agenda(desk, sitting_id, [application.id], opens)


def put_chosen(desk: Desk, mark: str, sitting_id: int, opens: Opens) -> None:
    """Puts all that are chosen on the agenda of a sitting."""
    put_on_agenda(desk, sitting_id, _chosen(desk, mark), opens)
    desk.drafts.close(desk.actor.id)


def _chosen(desk: Desk, mark: str) -> list[int]:
    """In the order of the list."""
    found = _current(desk, mark)
    if not found.chosen:
        raise NothingChosen()
    return [one.application.id for one in found.lines if one.application.id in found.chosen]


def _current(desk: Desk, mark: str) -> Choice:
    found = choice(desk)
    if found is None or found.mark != mark:
        raise Outdated()
    return found


def _keep(desk: Desk, found: Choice, chosen: Collection[int]) -> None:
    words = {
        "mark": found.mark,
        "pile": found.pile.value,
        "service": found.service,
        "chosen": " ".join(str(one) for one in sorted(chosen)),
    }
    desk.drafts.open(desk.actor.id, QUESTION, words, desk.moment)
