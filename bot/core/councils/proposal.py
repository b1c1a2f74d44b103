"""What is about to be written about one child or several: chosen, voted, given its reason, looked at, then written."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.access import Action, require_all
from bot.core.applications.application import Application
from bot.core.applications.decision import Ruling
from bot.core.councils.council import Sitting, Votes
from bot.core.councils.sittings import Entry, agenda_of, entries_of
from bot.core.councils.voting import attendance, unanimous
from bot.core.ports import Desk
from bot.core.services.registry import SERVICES
from bot.core.services.service import Service

RULING, REASON, VOTES, DETAIL = "ruling", "ruling_reason", "ruling_votes", "ruling_detail"
QUESTIONS = (RULING, REASON, VOTES, DETAIL)
# Reasons that can be tapped; why something is granted need not be said.
READY = ("not_entitled", "no_proof", "no_places", "helped_already")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The items that were chosen and what is proposed for them, as far as it was said.

    A `ready` reason is written in the language of each applicant; `reason` is what the person sees of it.
    """

    items: frozenset[int] = frozenset()
    ruling: Ruling | None = None
    reason: str = ""
    ready: str = ""
    category: str = ""
    votes: Votes | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The proposal with the children it is about; `service` where all of them applied for the same.

    `details` are what each of them will be given, `votes` those that count; `mark` is what a yes refers to.
    """

    sitting: Sitting
    proposal: Proposal
    entries: tuple[Entry, ...]
    all_entries: tuple[Entry, ...]
    present: int
    service: Service | None
    details: Mapping[str, str]
    mark: str

    @property
    def votes(self) -> Votes:
        return self.proposal.votes or unanimous(self.present)

    @property
    def needs_reason(self) -> bool:
        return self.proposal.ruling is Ruling.REFUSE and not self.proposal.reason

    @property
    def undecided(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.all_entries if one.item.ruling is None)


def proposal_view(desk: Desk, sitting_id: int) -> ProposalView:
    """Names of children: who asks for them has noted the look."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    sitting, proposal = desk.councils.sitting(sitting_id), proposal_of(desk, sitting_id)
    entries = entries_of(desk, agenda_of(desk, sitting))
    chosen = tuple(one for one in entries if one.item.id in proposal.items)
    services = {one.application.service for one in chosen}
    service = SERVICES.get(services.pop()) if len(services) == 1 else None
    return ProposalView(
        sitting=sitting,
        proposal=proposal,
        entries=chosen,
        all_entries=entries,
        present=len(attendance(desk, sitting).present),
        service=service,
        details=given(desk, chosen[0].application, proposal.details) if service else {},
        mark=mark_of(proposal, sitting),
    )


def given(desk: Desk, application: Application, details: Mapping[str, str]) -> dict[str, str]:
    """What a grant of this application holds: the values of the limits table, written over by these details."""
    service = SERVICES.get(application.service)
    limits = desk.limits.of(application.service, application.year)
    named = {key: details.get(key) or limits.get(key, "") for key in (service.details if service else ())}
    return {key: value for key, value in named.items() if value}


def proposal_of(desk: Desk, sitting_id: int) -> Proposal:
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question.split(":")[0] not in QUESTIONS:
        return Proposal()
    words = draft.words
    return _read(words) if words["sitting"] == str(sitting_id) else Proposal()


def packed(one: Proposal) -> dict[str, str]:
    votes = one.votes
    return {
        "items": " ".join(str(item) for item in sorted(one.items)),
        "ruling": one.ruling or "",
        "reason": one.reason,
        "ready": one.ready,
        "category": one.category,
        "votes": f"{votes.in_favour} {votes.against} {votes.abstained}" if votes else "",
        "details": json.dumps(dict(one.details), ensure_ascii=False, sort_keys=True),
    }


def _read(words: Mapping[str, str]) -> Proposal:
    votes = [int(one) for one in words["votes"].split()]
    return Proposal(
        items=frozenset(int(one) for one in words["items"].split()),
        ruling=Ruling(words["ruling"]) if words["ruling"] else None,
        reason=words["reason"],
        ready=words["ready"],
        category=words["category"],
        votes=Votes(*votes) if votes else None,
        details=json.loads(words["details"]),
    )


def mark_of(proposal: Proposal, sitting: Sitting) -> str:
    """Changes with the proposal and with anything in the sitting."""
    told = json.dumps([packed(proposal), sitting.id, sitting.revision], sort_keys=True)
    return f"{zlib.crc32(told.encode()):08x}"
