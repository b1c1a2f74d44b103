"""Putting a ruling together: who is chosen, what is proposed, its reason, votes, category and details; then written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.access import Action, require_all
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import reason_in
from bot.core.councils.council import AgendaItem, Sitting, Votes
from bot.core.councils.proposal import (
    DETAIL,
    QUESTIONS,
    READY,
    REASON,
    RULING,
    VOTES,
    Proposal,
    mark_of,
    packed,
    proposal_of,
    proposal_view,
)
from bot.core.councils.sittings import agenda_of, entries_of, look_at, open_sitting
from bot.core.councils.voting import (
    RULINGS,
    NobodyPresent,
    attendance,
    check_votes,
    chosen_items,
    rule,
    votes_with,
)
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.ports import Desk
from bot.core.services.limits import read_limit

# From a ready reason and a language to its words.
Say = Callable[[str, str], str]


class NobodyChosen(Refusal):
    key = "council.nobody_chosen"


class VotesNotUnderstood(Refusal):
    key = "council.votes_not_understood"


def look_at_votes(desk: Desk, sitting_id: int) -> None:
    """Turns to the choice: the names are seen, who was chosen stays so, and what was proposed is dropped."""
    look_at(desk, sitting_id)
    proposal = proposal_of(desk, sitting_id)
    if proposal.ruling is not None:
        _keep(desk, sitting_id, Proposal(proposal.items))


def turn_to_proposal(desk: Desk, sitting_id: int) -> None:
    """Leaves the question for a part of it: what is typed next is no answer to that."""
    proposal = _begun(desk, sitting_id)
    _keep(desk, sitting_id, proposal, _next_question(proposal))


def choose(desk: Desk, sitting_id: int, item_id: int, chosen: bool) -> None:
    """Absolute, so that quick taps all count."""
    sitting = open_sitting(desk, sitting_id)
    chosen_items(desk, sitting, [item_id])
    before = proposal_of(desk, sitting_id).items
    _keep(desk, sitting_id, Proposal(before | {item_id} if chosen else before - {item_id}))


def choose_undecided(desk: Desk, sitting_id: int) -> None:
    """All about whom nothing is written yet."""
    items = agenda_of(desk, open_sitting(desk, sitting_id))
    _keep(desk, sitting_id, Proposal(frozenset(one.id for one in items if one.ruling is None)))


def choose_nobody(desk: Desk, sitting_id: int) -> None:
    open_sitting(desk, sitting_id)
    _keep(desk, sitting_id, Proposal())


def propose(desk: Desk, sitting_id: int, ruling: Ruling) -> None:
    """The ruling for those who were chosen."""
    sitting, proposal = open_sitting(desk, sitting_id), proposal_of(desk, sitting_id)
    if not proposal.items:
        raise NobodyChosen()
    chosen_items(desk, sitting, proposal.items)
    _begin(desk, sitting, Proposal(proposal.items, ruling))


def propose_for(desk: Desk, sitting_id: int, item_id: int, ruling: Ruling) -> None:
    """The ruling for one child, beginning with what was written about it before."""
    sitting = open_sitting(desk, sitting_id)
    (item,) = chosen_items(desk, sitting, [item_id])
    _begin(desk, sitting, _written(item) if item.ruling is ruling else Proposal(frozenset({item_id}), ruling))


def ask(desk: Desk, sitting_id: int, question: str) -> None:
    """What the person types next is the reason, the votes, or a detail (`ruling_detail:<key>`) of the proposal."""
    if question.split(":")[0] not in QUESTIONS:
        raise NotFound()
    _keep(desk, sitting_id, _begun(desk, sitting_id), question)


def give_reason(desk: Desk, sitting_id: int, reason: str, ready: str = "") -> None:
    if ready and ready not in READY:
        raise NotFound()
    _keep(desk, sitting_id, replace(_begun(desk, sitting_id), reason=reason_in(reason), ready=ready))


def give_votes(desk: Desk, sitting_id: int, against: int, abstained: int) -> None:
    """Everybody else who is there is in favour."""
    sitting, proposal = open_sitting(desk, sitting_id), _begun(desk, sitting_id)
    votes = votes_with(len(attendance(desk, sitting).present), against, abstained)
    _keep(desk, sitting_id, replace(proposal, votes=votes if against or abstained else None), VOTES)


def give_category(desk: Desk, sitting_id: int, category: str) -> None:
    """None: each child keeps the category of its application."""
    view, proposal = proposal_view(desk, sitting_id), _begun(desk, sitting_id)
    if category and (view.service is None or category not in view.service.categories):
        raise NotFound()
    _keep(desk, sitting_id, replace(proposal, category=category))


def take_reason(desk: Desk, typed: str) -> None:
    give_reason(desk, asked_sitting(_asked(desk, REASON)), typed)


def take_votes(desk: Desk, typed: str) -> None:
    """`5 1 1`, `5/1/1`: in favour, against, abstained."""
    sitting_id = asked_sitting(_asked(desk, VOTES))
    numbers = [int(one) for one in re.findall(r"\d{1,4}", typed)]
    if not 1 <= len(numbers) <= 3:
        raise VotesNotUnderstood(typed=typed[:40])
    present = len(attendance(desk, open_sitting(desk, sitting_id)).present)
    votes = check_votes(Votes(*numbers), present)
    _keep(desk, sitting_id, replace(_begun(desk, sitting_id), votes=votes))


def take_detail(desk: Desk, typed: str) -> None:
    words = _asked(desk, DETAIL)
    sitting_id, key = asked_sitting(words), words["asks"].partition(":")[2]
    view, proposal = proposal_view(desk, sitting_id), _begun(desk, sitting_id)
    if view.service is None or key not in view.service.details:
        raise Outdated()
    value = read_limit(view.service, key, typed, view.sitting.year)
    _keep(desk, sitting_id, replace(proposal, details={**proposal.details, key: value}))


def asked_sitting(words: Mapping[str, str]) -> int:
    """The sitting that the open question is about."""
    return int(words["sitting"])


def write_proposal(desk: Desk, sitting_id: int, mark: str, say: Say) -> None:
    """Writes what was looked at, and nothing else."""
    sitting, one = open_sitting(desk, sitting_id), _begun(desk, sitting_id)
    if mark != mark_of(one, sitting) or one.ruling is None:
        raise Outdated()
    for reason, items in _by_reason(desk, sitting, one, say).items():
        rule(desk, sitting_id, items, one.ruling, reason, one.votes, one.category, one.details)
    desk.drafts.close(desk.actor.id)


def _by_reason(desk: Desk, sitting: Sitting, proposal: Proposal, say: Say) -> dict[str, list[int]]:
    """The items by the words of their reason: a ready one speaks the language of the applicant."""
    found: dict[str, list[int]] = {}
    for entry in entries_of(desk, chosen_items(desk, sitting, proposal.items)):
        said = say(proposal.ready, entry.application.language) if proposal.ready else proposal.reason
        found.setdefault(said, []).append(entry.item.id)
    return found


def _written(item: AgendaItem) -> Proposal:
    votes = item.votes if item.votes and (item.votes.against or item.votes.abstained) else None
    return Proposal(
        items=frozenset({item.id}),
        ruling=item.ruling,
        reason=item.reason,
        category=item.category,
        votes=votes,
        details=item.details,
    )


def _begin(desk: Desk, sitting: Sitting, proposal: Proposal) -> None:
    if proposal.ruling not in RULINGS:
        raise NotFound()
    if not attendance(desk, sitting).present:
        raise NobodyPresent()
    _keep(desk, sitting.id, proposal, _next_question(proposal))


def _next_question(proposal: Proposal) -> str:
    """A refusal asks for its reason before anything else."""
    return REASON if proposal.ruling is Ruling.REFUSE and not proposal.reason else RULING


def _begun(desk: Desk, sitting_id: int) -> Proposal:
    """The proposal, once a ruling is proposed."""
    open_sitting(desk, sitting_id)
    proposal = proposal_of(desk, sitting_id)
    if proposal.ruling is None:
        raise Outdated()
    return proposal


def _asked(desk: Desk, question: str) -> Mapping[str, str]:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question.split(":")[0] != question:
        raise Outdated()
    return {**draft.words, "asks": draft.question}


def _keep(desk: Desk, sitting_id: int, proposal: Proposal, question: str = RULING) -> None:
    desk.drafts.open(desk.actor.id, question, {"sitting": str(sitting_id), **packed(proposal)}, desk.moment)
