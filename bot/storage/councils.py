"""The trustee council: its members, its sittings and their agendas."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import RowMapping, func, select, update

from bot.core.applications.decision import Ruling
from bot.core.councils.council import AgendaItem, Capacity, CouncilMember, Post, Sitting, SittingState, Votes
from bot.core.errors import Outdated
from bot.core.school import SchoolYear
from bot.storage.sealed import SealedRows, packed, unpacked
from bot.storage.tables import agenda_item, council_member, sitting

STANDING = (
    select(agenda_item)
    .where(agenda_item.c.dropped.is_(False))
    .order_by(agenda_item.c.place, agenda_item.c.id)
)
STILL_PLANNED = STANDING.join(sitting, sitting.c.id == agenda_item.c.sitting_id).where(
    sitting.c.state == SittingState.PLANNED.value
)


class SqlCouncils(SealedRows):
    def members(self) -> tuple[CouncilMember, ...]:
        """Those whose term was not ended."""
        return tuple(one for one in self.all_members() if one.until is None)

    def member(self, member_id: int) -> CouncilMember:
        return _read_member(self._one(council_member, member_id))

    def all_members(self) -> tuple[CouncilMember, ...]:
        """The former ones too, whom old protocols name."""
        wanted = select(council_member).order_by(council_member.c.id)
        return self._reach.value(
            ("council",), (council_member,), lambda: tuple(map(_read_member, self._all(wanted)))
        )

    def add_member(self, new: CouncilMember) -> int:
        return self._insert(council_member, _member_values(new))

    def change_member(self, changed: CouncilMember) -> None:
        self._change(council_member, changed.id, _member_values(changed))

    def plan(self, new: Sitting) -> int:
        return self._insert(sitting, _sitting_values(new))

    def sitting(self, sitting_id: int) -> Sitting:
        return self._reach.value(
            ("sitting", sitting_id), (sitting,), lambda: _read_sitting(self._one(sitting, sitting_id))
        )

    def sittings(self, year: SchoolYear) -> tuple[Sitting, ...]:
        """In the order of their days."""
        wanted = select(sitting).filter_by(year=year.first).order_by(sitting.c.held_at, sitting.c.id)
        return self._reach.value(
            ("sittings", year.first), (sitting,), lambda: tuple(map(_read_sitting, self._all(wanted)))
        )

    def change_sitting(self, changed: Sitting) -> None:
        """Everything but the number and the close, which `close` and `reopen` see to."""
        self._change(sitting, changed.id, _sitting_values(changed))

    def close(self, sitting_id: int, at: datetime) -> Sitting:
        """Gives the protocol the next number of the year; the sitting is held from now on."""
        planned = _read_sitting(self._one(sitting, sitting_id))
        if planned.state is not SittingState.PLANNED:
            raise Outdated()
        held = replace(
            planned, number=self._last_number(planned.year) + 1, state=SittingState.HELD, closed_at=at
        )
        self._change(sitting, sitting_id, {"number": held.number, "state": held.state.value, "closed_at": at})
        return held

    def reopen(self, sitting_id: int) -> None:
        """Takes the newest protocol number back: only the last sitting that was closed can be reopened."""
        held = _read_sitting(self._one(sitting, sitting_id))
        if held.number is None or held.number != self._last_number(held.year):
            raise Outdated()
        self._change(
            sitting, sitting_id, {"number": None, "state": SittingState.PLANNED.value, "closed_at": None}
        )

    def _last_number(self, year: SchoolYear) -> int:
        last = select(func.coalesce(func.max(sitting.c.number), 0)).filter_by(year=year.first)
        number: int = self._connection.execute(last).scalar_one()
        return number

    def agenda(self, sitting_id: int) -> tuple[AgendaItem, ...]:
        wanted = STANDING.where(agenda_item.c.sitting_id == sitting_id)
        return self._reach.value(
            ("agenda", sitting_id), (agenda_item,), lambda: tuple(map(self._read, self._all(wanted)))
        )

    def item_of(self, application_id: int) -> AgendaItem | None:
        """Where the application stands on the agenda of a sitting that is not closed."""
        row = self._first(STILL_PLANNED.where(agenda_item.c.application_id == application_id))
        return self._read(row) if row else None

    def put_item(self, sitting_id: int, application_id: int) -> AgendaItem:
        """At the end of the agenda; where it stands there already, it stays."""
        items = self.agenda(sitting_id)
        standing = next((one for one in items if one.application_id == application_id), None)
        if standing is not None:
            return standing
        new = AgendaItem(0, sitting_id, application_id, len(items) + 1)
        place = {"sitting_id": sitting_id, "application_id": application_id, "dropped": False}
        return replace(new, id=self._insert(agenda_item, {**place, **_item_values(new)}))

    def change_item(self, changed: AgendaItem) -> None:
        words = {"reason": changed.reason, "details": packed(changed.details)}
        self._change(agenda_item, changed.id, _item_values(changed), **words)

    def drop_item(self, item_id: int) -> None:
        """The items after it move up."""
        row = self._one(agenda_item, item_id)
        if row["dropped"]:
            return
        self._change(agenda_item, item_id, {"dropped": True})
        later = (agenda_item.c.sitting_id == row["sitting_id"]) & (agenda_item.c.place > row["place"])
        self._connection.execute(update(agenda_item).where(later).values(place=agenda_item.c.place - 1))

    def _read(self, row: RowMapping) -> AgendaItem:
        return AgendaItem(
            id=row["id"],
            sitting_id=row["sitting_id"],
            application_id=row["application_id"],
            place=row["place"],
            ruling=Ruling(row["ruling"]) if row["ruling"] else None,
            category=row["category"],
            reason=self._opened(agenda_item, row, "reason"),
            votes=_read_votes(row),
            details=unpacked(self._opened(agenda_item, row, "details")),
        )


def _read_votes(row: RowMapping) -> Votes | None:
    if row["in_favour"] is None:
        return None
    return Votes(row["in_favour"], row["against"], row["abstained"])


def _item_values(item: AgendaItem) -> dict[str, object]:
    votes = item.votes
    return {
        "place": item.place,
        "ruling": item.ruling.value if item.ruling else None,
        "category": item.category,
        "in_favour": votes.in_favour if votes else None,
        "against": votes.against if votes else None,
        "abstained": votes.abstained if votes else None,
    }


def _member_values(member: CouncilMember) -> dict[str, object]:
    return {
        "name": member.name,
        "post": member.post.value,
        "capacity": member.capacity.value,
        "since": member.since,
        "until": member.until,
    }


def _read_member(row: RowMapping) -> CouncilMember:
    return CouncilMember(
        row["id"], row["name"], Post(row["post"]), Capacity(row["capacity"]), row["since"], row["until"]
    )


def _sitting_values(value: Sitting) -> dict[str, object]:
    return {
        "year": value.year.first,
        "held_at": value.held_at,
        "place": value.place,
        "state": value.state.value,
        "present": sorted(value.present),
        "revision": value.revision,
        "members": sorted(value.members),
        "chaired_by": value.chaired_by,
        "minutes_by": value.minutes_by,
    }


def _read_sitting(row: RowMapping) -> Sitting:
    return Sitting(
        id=row["id"],
        year=SchoolYear(row["year"]),
        held_at=row["held_at"],
        place=row["place"],
        state=SittingState(row["state"]),
        number=row["number"],
        present=frozenset(row["present"]),
        closed_at=row["closed_at"],
        revision=row["revision"],
        members=frozenset(row["members"]),
        chaired_by=row["chaired_by"],
        minutes_by=row["minutes_by"],
    )
