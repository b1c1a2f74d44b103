"""Tries that agree with nobody in the list: the pedagogue sees what was typed, and can answer with a neutral hint."""

from dataclasses import dataclass

from bot.core.access import Action, may_all, require_all
from bot.core.errors import Outdated
from bot.core.office import Notice
from bot.core.parents.asking import human_hour
from bot.core.parents.representative import Claim, ClaimState
from bot.core.people import Person
from bot.core.ports import Desk
from bot.core.school import Class


@dataclass(frozen=True, slots=True)
class TriesOf:
    """What one person typed by the link of a class, the oldest first."""

    person: Person
    class_: Class
    tries: tuple[Claim, ...]


def tries_without_match(desk: Desk) -> tuple[TriesOf, ...]:
    """By person, until somebody has looked after them."""
    require_all(desk.actor, Action.MEET_PARENTS)
    found: dict[int, list[Claim]] = {}
    for one in _without_match(desk):
        found.setdefault(one.person_id, []).append(one)
    return tuple(
        TriesOf(desk.people.get(person_id), desk.schools.class_(claims[-1].class_id), tuple(claims))
        for person_id, claims in found.items()
    )


def number_of_tries(desk: Desk) -> int:
    return len(_without_match(desk)) if may_all(desk.actor, Action.MEET_PARENTS) else 0


def note_tries_seen(desk: Desk) -> None:
    require_all(desk.actor, Action.MEET_PARENTS)
    desk.audit.note(desk.actor.id, "see_tries", "claims", desk.moment)


def tries_of(desk: Desk, person_id: int) -> TriesOf | None:
    return next((one for one in tries_without_match(desk) if one.person.id == person_id), None)


def look_after(desk: Desk, person_id: int, last_id: int, hint: bool) -> None:
    """Takes the tries off the list as far as they were seen; with a hint the person is asked to check what they wrote.

    The hint names no child, and is the same for whoever gets it.
    """
    there = tries_of(desk, person_id)
    if there is None or there.tries[-1].id != last_id:
        raise Outdated()
    for one in there.tries:
        desk.representatives.answer_claim(one.id, ClaimState.DENIED, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "hint" if hint else "clear_tries", f"person:{person_id}", desk.moment)
    if hint:
        notice = Notice("parents.hint", unique=f"hint:{last_id}", not_before=human_hour(desk))
        desk.outbox.put(person_id, notice, desk.moment)


def _without_match(desk: Desk) -> tuple[Claim, ...]:
    return tuple(one for one in desk.representatives.open_claims() if one.pupil_id is None)
