"""How the pedagogue confirms households: one tap each, each tap can be taken back."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.core.access import Action, require_all
from bot.core.errors import Outdated
from bot.core.families import Proposal, propose
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import ClassName


@dataclass(frozen=True, slots=True)
class Member:
    """A pupil with the class, as the screens of families name them."""

    pupil: Pupil
    class_name: ClassName


@dataclass(frozen=True, slots=True)
class FamiliesView:
    """Households of the year: how many are confirmed, and which are proposed."""

    members: Mapping[int, Member]
    confirmed: int
    proposals: tuple[Proposal, ...]

    @property
    def sure(self) -> tuple[Proposal, ...]:
        return tuple(one for one in self.proposals if one.sure)

    @property
    def mark(self) -> str:
        """Changes with the sure proposals: a button that confirms them all belongs to one state of them."""
        return f"{zlib.crc32(repr([one.pupils for one in self.sure]).encode()):08x}"

    def of(self, proposal: Proposal) -> tuple[Member, ...]:
        return tuple(self.members[pupil_id] for pupil_id in proposal.pupils)


def families_view(desk: Desk) -> FamiliesView:
    """The households as they stand now."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    year = desk.schools.get().year
    names = {one.id: one.name for one in desk.schools.classes(year)}
    members = {
        pupil.id: Member(pupil, names[class_id])
        for class_id, pupils in desk.pupils.of_year(year).items()
        for pupil in pupils
    }
    pupils = [one.pupil for one in members.values()]
    confirmed = len({one.family for one in pupils if one.family})
    return FamiliesView(members, confirmed, propose(pupils, desk.families.parted()))


def note_families_seen(desk: Desk) -> None:
    """Keeps that this person looked at the proposed households."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    desk.audit.note(desk.actor.id, "see_families", "families", desk.moment)


def confirm(desk: Desk, pupil_ids: Sequence[int]) -> None:
    """These pupils are one household; Outdated where some of them were parted since."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    families = {desk.pupils.get(pupil_id).family for pupil_id in pupil_ids}
    if len(families) == 1 and None not in families:
        return
    if desk.families.parted().intersection(combinations(sorted(pupil_ids), 2)):
        raise Outdated()
    made = desk.families.join(pupil_ids, desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "confirm_family", f"family:{made}", desk.moment)


def confirm_sure(desk: Desk, mark: str) -> None:
    """All proposals about which everything agrees are households; Outdated where they changed since."""
    view = families_view(desk)
    if view.mark != mark:
        raise Outdated()
    batch = None
    for proposal in view.sure:
        made = desk.families.join(proposal.pupils, desk.actor.id, desk.moment, batch)
        batch = batch or made
        desk.audit.note(desk.actor.id, "confirm_family", f"family:{made}", desk.moment)


def undo_confirmed(desk: Desk, batch: int) -> None:
    """Takes back a confirmation, or all that were confirmed at once."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    desk.families.undo(batch)
    desk.audit.note(desk.actor.id, "undo_family", f"family:{batch}", desk.moment)


def deny(desk: Desk, pupil_ids: Sequence[int]) -> None:
    """These pupils are not one household; Outdated where that was confirmed since."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    families = [desk.pupils.get(pupil_id).family for pupil_id in pupil_ids]
    if None not in families and len(set(families)) == 1:
        raise Outdated()
    homes = dict(zip(pupil_ids, families, strict=True))
    for first, second in combinations(pupil_ids, 2):
        if homes[first] is None or homes[first] != homes[second]:
            desk.families.part((first, second), desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "part_pupils", _subject(pupil_ids), desk.moment)


def undo_denied(desk: Desk, pupil_ids: Sequence[int]) -> None:
    require_all(desk.actor, Action.JOIN_FAMILIES)
    desk.families.unpart(combinations(pupil_ids, 2))
    desk.audit.note(desk.actor.id, "undo_part", _subject(pupil_ids), desk.moment)


def leave_out(desk: Desk, pupil_id: int, others: Sequence[int]) -> None:
    """This pupil is not of the household of the others, who stay proposed."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    home = desk.pupils.get(pupil_id).family
    if home is not None and any(desk.pupils.get(other).family == home for other in others):
        raise Outdated()
    for other in others:
        desk.families.part((pupil_id, other), desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "part_pupils", _subject((pupil_id, *others)), desk.moment)


def undo_left_out(desk: Desk, pupil_id: int, others: Sequence[int]) -> None:
    require_all(desk.actor, Action.JOIN_FAMILIES)
    desk.families.unpart((pupil_id, other) for other in others)
    desk.audit.note(desk.actor.id, "undo_part", _subject((pupil_id, *others)), desk.moment)


def move_out(desk: Desk, pupil_id: int, family: int) -> None:
    """A pupil does not belong to the household that was confirmed."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    if desk.pupils.get(pupil_id).family != family:
        raise Outdated()
    desk.families.separate(pupil_id)
    for other in desk.pupils.of_family(family):
        desk.families.part((pupil_id, other.id), desk.actor.id, desk.moment)
    desk.audit.note(desk.actor.id, "move_out", f"pupil:{pupil_id}", desk.moment)


def move_back(desk: Desk, pupil_id: int, family: int) -> None:
    """Takes that back."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    if desk.pupils.get(pupil_id).family not in (None, family):
        raise Outdated()
    desk.families.unpart((pupil_id, other.id) for other in desk.pupils.of_family(family))
    desk.families.put_back(pupil_id, family)
    desk.audit.note(desk.actor.id, "move_back", f"pupil:{pupil_id}", desk.moment)


def newest_batch(desk: Desk) -> int:
    """What this person confirmed last, to be taken back."""
    require_all(desk.actor, Action.JOIN_FAMILIES)
    return desk.families.newest_batch(desk.actor.id)


def _subject(pupil_ids: Sequence[int]) -> str:
    return "pupils:" + "-".join(map(str, pupil_ids))
