"""Presence, quorum and votes of a sitting, and what is written about each child (order No 355: an open vote)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.core.access import Action, require_all
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import reason_in
from bot.core.applications.registering import service_named
from bot.core.councils.council import AgendaItem, CouncilMember, Post, Sitting, Votes
from bot.core.councils.sittings import agenda_of, members_of, note, open_sitting, touch
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.ports import Desk

# More than this share of the council has to be there, and of those there has to be in favour. No source that we
# found confirms the share (domain.md §7.4, §12): this is our reading, docs/decisions/0016.
QUORUM = Fraction(1, 2)
RULINGS = frozenset({Ruling.GRANT, Ruling.REFUSE})


class NobodyPresent(Refusal):
    key = "council.nobody_present"


class TooManyVotes(Refusal):
    """More votes than people who were there."""

    key = "council.too_many_votes"


class VotesOfMore(Refusal):
    """Votes were written for more people than would be there: they are to be changed first."""

    key = "council.votes_of_more"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there, who is not; `chair` leads the sitting: the chair, else a deputy who is there."""

    present: tuple[CouncilMember, ...]
    absent: tuple[CouncilMember, ...]

    @property
    def total(self) -> int:
        return len(self.present) + len(self.absent)

    @property
    def quorum(self) -> bool:
        return has_quorum(len(self.present), self.total)

    @property
    def chair(self) -> CouncilMember | None:
        return self._first(Post.CHAIR) or self._first(Post.DEPUTY)

    @property
    def secretary(self) -> CouncilMember | None:
        return self._first(Post.SECRETARY)

    def _first(self, post: Post) -> CouncilMember | None:
        return next((one for one in self.present if one.post is post), None)


def has_quorum(present: int, members: int) -> bool:
    return present > members * QUORUM


def carried(votes: Votes, present: int) -> bool:
    """Whether those in favour decide by themselves."""
    return votes.in_favour > present * QUORUM


def attendance(desk: Desk, sitting: Sitting) -> Attendance:
    """Of a sitting that was closed as it was then."""
    members = members_of(desk, sitting)
    present = tuple(one for one in members if one.id in sitting.present)
    return Attendance(present, tuple(one for one in members if one.id not in sitting.present))


def attendance_at(desk: Desk, sitting_id: int) -> Attendance:
    """For the screens of a sitting."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    return attendance(desk, desk.councils.sitting(sitting_id))


def mark_present(desk: Desk, sitting_id: int, member_id: int, present: bool) -> None:
    """Absolute: however often and in whatever order it is tapped, what was tapped last counts."""
    sitting = open_sitting(desk, sitting_id)
    members = {one.id for one in members_of(desk, sitting)}
    if member_id not in members:
        raise NotFound()
    there = sitting.present | {member_id} if present else sitting.present - {member_id}
    _set_present(desk, sitting, there & members)


def mark_all_present(desk: Desk, sitting_id: int) -> None:
    sitting = open_sitting(desk, sitting_id)
    _set_present(desk, sitting, frozenset(one.id for one in members_of(desk, sitting)))


def unanimous(present: int) -> Votes:
    return Votes(in_favour=present)


def votes_with(present: int, against: int, abstained: int) -> Votes:
    """Everybody else who is there was in favour."""
    if min(against, abstained) < 0 or against + abstained > present:
        raise TooManyVotes(present=present)
    return Votes(present - against - abstained, against, abstained)


def check_votes(votes: Votes, present: int) -> Votes:
    if min(votes.in_favour, votes.against, votes.abstained) < 0 or votes.total > present:
        raise TooManyVotes(present=present)
    return votes


def rule(
    desk: Desk,
    sitting_id: int,
    item_ids: Collection[int],
    ruling: Ruling,
    reason: str,
    votes: Votes | None = None,
    category: str = "",
    details: Mapping[str, str] | None = None,
) -> None:
    """Writes the same ruling about these children: all who are there in favour where no other votes are given.

    Without a category each keeps its own; details that are not named come from the limits when the sitting is closed.
    """
    sitting = open_sitting(desk, sitting_id)
    chosen = chosen_items(desk, sitting, item_ids)
    present = len(attendance(desk, sitting).present)
    if not present:
        raise NobodyPresent()
    if ruling not in RULINGS:
        raise NotFound()
    said = reason_in(reason) if ruling is Ruling.REFUSE or reason else ""
    cast = check_votes(votes or unanimous(present), present)
    for item in chosen:
        _check_kind(desk, item, category, details or {})
        desk.councils.change_item(
            replace(
                item, ruling=ruling, reason=said, votes=cast, category=category, details=dict(details or {})
            )
        )
    touch(desk, sitting)
    note(desk, f"rule:{ruling}:{len(chosen)}", sitting_id)


def clear_ruling(desk: Desk, sitting_id: int, item_id: int, revision: int) -> None:
    """Nothing is decided about this child: closed like this, the application is put off."""
    sitting = open_sitting(desk, sitting_id)
    (item,) = chosen_items(desk, sitting, [item_id])
    if item.ruling is not None:
        if sitting.revision != revision:
            raise Outdated()
        desk.councils.change_item(AgendaItem(item.id, sitting_id, item.application_id, item.place))
        touch(desk, sitting)
        note(desk, "clear_ruling", sitting_id)


def chosen_items(desk: Desk, sitting: Sitting, item_ids: Iterable[int]) -> tuple[AgendaItem, ...]:
    """These items of the agenda, in its order; NotFound where one of them stands on it no more."""
    wanted = frozenset(item_ids)
    found = tuple(one for one in agenda_of(desk, sitting) if one.id in wanted)
    if not found or len(found) < len(wanted):
        raise NotFound()
    return found


def _check_kind(desk: Desk, item: AgendaItem, category: str, details: Mapping[str, str]) -> None:
    """A category and details that the service of the application knows."""
    service = service_named(desk.applications.get(item.application_id).service)
    if (category and category not in service.categories) or not set(details) <= set(service.details):
        raise NotFound()


def _set_present(desk: Desk, sitting: Sitting, there: frozenset[int]) -> None:
    """Votes of all who were there follow them; votes that were counted can not be more than are there."""
    if there == sitting.present:
        return
    before, after = len(sitting.present), len(there)
    items = [one for one in agenda_of(desk, sitting) if one.votes is not None]
    whole = [one for one in items if one.votes == unanimous(before)]
    more = [one for one in items if one not in whole and one.votes is not None and one.votes.total > after]
    if more:
        raise VotesOfMore(number=len(more), present=after)
    for item in whole:
        desk.councils.change_item(replace(item, votes=unanimous(after)))
    touch(desk, replace(sitting, present=there))
