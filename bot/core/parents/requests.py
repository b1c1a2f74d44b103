"""Requests of parents to be let in: who knows the class says yes or no, once, and can take it back for a while."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.access import Action, may, may_all, require
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.office import Notice
from bot.core.parents.asking import MOST_REPRESENTATIVES, forget_request, human_hour
from bot.core.parents.family import Tie, class_of_pupil, meets_parents_of, ties_of
from bot.core.parents.representative import Claim, ClaimState, Representative
from bot.core.people import Person, Pupil
from bot.core.ports import Desk
from bot.core.school import Class

# An answer is taken back within this time; later the tie is ended, which asks twice.
UNDO = timedelta(hours=1)
Opens = Callable[[int], str]


class OwnRequest(Refusal):
    """Nobody confirms themselves."""

    key = "parents.own_request"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody claimed about a pupil of the school, and who represents the pupil already."""

    claim: Claim
    person: Person
    pupil: Pupil
    class_: Class | None
    ties: tuple[Tie, ...]
    can_undo: bool

    @property
    def is_third(self) -> bool:
        others = [one for one in self.ties if one.person.id != self.person.id]
        return len(others) >= MOST_REPRESENTATIVES


def requests(desk: Desk) -> tuple[Request, ...]:
    """Those that wait for an answer of this person, the oldest first; of a person and pupil the newest."""
    require(desk.actor, Action.MEET_PARENTS)
    found = {
        (one.person_id, one.pupil_id): one
        for one in desk.representatives.open_claims()
        if _is_mine(desk, one)
    }
    return tuple(_request(desk, one) for one in found.values())


def waiting_requests(desk: Desk) -> int:
    """How many wait, for the menu."""
    if not may(desk.actor, Action.MEET_PARENTS):
        return 0
    mine = (one for one in desk.representatives.open_claims() if _is_mine(desk, one))
    return len({(one.person_id, one.pupil_id) for one in mine})


def note_request_seen(desk: Desk, claim_id: int) -> None:
    request(desk, claim_id)
    desk.audit.note(desk.actor.id, "see_request", f"claim:{claim_id}", desk.moment)


def note_requests_seen(desk: Desk) -> None:
    require(desk.actor, Action.MEET_PARENTS)
    desk.audit.note(desk.actor.id, "see_requests", "claims", desk.moment)


def request(desk: Desk, claim_id: int) -> Request:
    """Also one that was answered."""
    claim = desk.representatives.get_claim(claim_id)
    if claim.pupil_id is None:
        raise NotFound()
    meets_parents_of(desk, claim.pupil_id)
    return _request(desk, claim)


def answer_request(desk: Desk, claim_id: int, yes: bool, opens: Opens) -> None:
    """Yes makes the person a representative and tells them; a no is not told: it would say that there is the child."""
    asked = request(desk, claim_id)
    if asked.claim.state is not ClaimState.OPEN:
        raise Outdated()
    if asked.person.id == desk.actor.id:
        raise OwnRequest()
    state = ClaimState.CONFIRMED if yes else ClaimState.DENIED
    for one in _same(desk, asked.claim):
        desk.representatives.answer_claim(one.id, state, desk.actor.id, desk.moment)
        forget_request(desk, one)
    desk.audit.note(desk.actor.id, f"claim_{state}", f"claim:{claim_id}", desk.moment)
    if yes:
        _confirm(desk, asked, opens)


def undo_answer(desk: Desk, claim_id: int) -> None:
    """The request waits again as if nobody had answered it."""
    asked = request(desk, claim_id)
    if not asked.can_undo:
        raise Outdated()
    if asked.claim.state is ClaimState.CONFIRMED:
        _take_back(desk, asked)
    desk.representatives.answer_claim(claim_id, ClaimState.OPEN, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "undo_claim", f"claim:{claim_id}", desk.moment)


def requests_of_class(found: Iterable[Request], class_id: int) -> tuple[Request, ...]:
    return tuple(one for one in found if one.class_ and one.class_.id == class_id)


def _request(desk: Desk, claim: Claim) -> Request:
    pupil_id = claim.pupil_id or 0
    return Request(
        claim,
        desk.people.get(claim.person_id),
        desk.pupils.get(pupil_id),
        class_of_pupil(desk, pupil_id),
        ties_of(desk, pupil_id),
        _can_undo(desk, claim),
    )


def _can_undo(desk: Desk, claim: Claim) -> bool:
    fresh = claim.answered_at is not None and desk.moment - claim.answered_at < UNDO
    return fresh and claim.state is not ClaimState.OPEN and claim.answered_by == desk.actor.id


def _is_mine(desk: Desk, claim: Claim) -> bool:
    if claim.pupil_id is None or claim.person_id == desk.actor.id:
        return False
    class_id = desk.pupils.class_of(claim.pupil_id, desk.schools.get().year)
    return (
        may(desk.actor, Action.MEET_PARENTS, class_id)
        if class_id
        else may_all(desk.actor, Action.MEET_PARENTS)
    )


def _same(desk: Desk, claim: Claim) -> tuple[Claim, ...]:
    """The claim and what else the person said about the same pupil, tried twice while nobody had answered."""
    about = (claim.person_id, claim.pupil_id)
    return tuple(one for one in desk.representatives.open_claims() if (one.person_id, one.pupil_id) == about)


def _confirm(desk: Desk, asked: Request, opens: Opens) -> None:
    claim = asked.claim
    new = Representative(
        0, asked.person.id, asked.pupil.id, claim.relation, claim.decision_number, desk.moment
    )
    desk.representatives.add(new)
    words = {"child": asked.pupil.name.short, "class_name": asked.class_.name.quoted if asked.class_ else "–"}
    buttons = (("parents.open_child", opens(asked.pupil.id)),)
    mark = f"{_told(claim)}{desk.moment:%Y%m%d%H%M%S}"
    notice = Notice("parents.confirmed", words, buttons, mark, human_hour(desk))
    desk.outbox.put(asked.person.id, notice, desk.moment)


def _take_back(desk: Desk, asked: Request) -> None:
    """Who was told is told so; who was not told yet never hears of it."""
    for tie in asked.ties:
        if tie.person.id == asked.person.id:
            desk.representatives.end(tie.representative.id, desk.moment)
    for mark in desk.outbox.marks(_told(asked.claim)):
        desk.outbox.withdraw(mark)
    if desk.outbox.marks(_told(asked.claim)):
        words = {"child": asked.pupil.name.short}
        notice = Notice("parents.tie_ended", words, not_before=human_hour(desk))
        desk.outbox.put(asked.person.id, notice, desk.moment)


def _told(claim: Claim) -> str:
    return f"confirmed:{claim.id}:"
