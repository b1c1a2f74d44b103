"""Links for parents, what they claimed, and who is the confirmed representative of whom."""

from datetime import datetime

from sqlalchemy import RowMapping, select, update

from bot.core.parents.representative import Claim, ClaimState, ClassLink, Representative
from bot.core.people import Relation
from bot.storage.sealed import SealedRows
from bot.storage.tables import claim, class_link, representative

HELD = select(representative).where(representative.c.until.is_(None)).order_by(representative.c.id)


class SqlRepresentatives(SealedRows):
    def link(self, class_id: int) -> ClassLink | None:
        return self._reach.value(("class_link", class_id), (class_link,), lambda: self._load_link(class_id))

    def _load_link(self, class_id: int) -> ClassLink | None:
        row = self._first(select(class_link).filter_by(class_id=class_id, ended_at=None))
        return self._read_link(row) if row else None

    def link_by_token(self, token: str) -> ClassLink | None:
        """The link of this token, None after it was renewed."""
        row = self._first(select(class_link).filter_by(token_trace=self._vault.trace(token), ended_at=None))
        return self._read_link(row) if row else None

    def renew_link(self, class_id: int, token: str, by: int, at: datetime) -> ClassLink:
        """The link of the class from now on; the one before opens nothing any more."""
        current = (class_link.c.class_id == class_id) & class_link.c.ended_at.is_(None)
        self._connection.execute(update(class_link).where(current).values(ended_at=at))
        values = {"class_id": class_id, "token_trace": self._vault.trace(token), "by": by, "made_at": at}
        return ClassLink(self._insert(class_link, values, token=token), class_id, token, at)

    def _read_link(self, row: RowMapping) -> ClassLink:
        return ClassLink(row["id"], row["class_id"], self._opened(class_link, row, "token"), row["made_at"])

    def claim(self, new: Claim) -> int:
        values = {
            "person_id": new.person_id,
            "class_id": new.class_id,
            "relation": new.relation.value,
            "pupil_id": new.pupil_id,
            "at": new.at,
            "state": new.state.value,
            "answered_by": new.answered_by,
            "answered_at": new.answered_at,
        }
        return self._insert(claim, values, written=new.written, decision_number=new.decision_number)

    def get_claim(self, claim_id: int) -> Claim:
        return self._read_claim(self._one(claim, claim_id))

    def claims_of(self, person_id: int, since: datetime) -> tuple[Claim, ...]:
        """What the person claimed at this moment or later, the oldest first."""
        wanted = select(claim).where(claim.c.person_id == person_id, claim.c.at >= since)
        return tuple(map(self._read_claim, self._all(wanted.order_by(claim.c.id))))

    def open_claims(self) -> tuple[Claim, ...]:
        return self._reach.value(("open_claims",), (claim,), self._load_open_claims)

    def _load_open_claims(self) -> tuple[Claim, ...]:
        wanted = select(claim).filter_by(state=ClaimState.OPEN.value).order_by(claim.c.id)
        return tuple(map(self._read_claim, self._all(wanted)))

    def answer_claim(self, claim_id: int, state: ClaimState, by: int, at: datetime) -> None:
        self._change(claim, claim_id, {"state": state.value, "answered_by": by, "answered_at": at})

    def _read_claim(self, row: RowMapping) -> Claim:
        return Claim(
            id=row["id"],
            person_id=row["person_id"],
            class_id=row["class_id"],
            written=self._opened(claim, row, "written"),
            relation=Relation(row["relation"]),
            decision_number=self._opened(claim, row, "decision_number"),
            pupil_id=row["pupil_id"],
            at=row["at"],
            state=ClaimState(row["state"]),
            answered_by=row["answered_by"],
            answered_at=row["answered_at"],
        )

    def add(self, new: Representative) -> int:
        """The number of the tie; one that is held already stays as it is."""
        held = self._first(HELD.filter_by(person_id=new.person_id, pupil_id=new.pupil_id))
        if held is not None:
            number: int = held["id"]
            return number
        values = {
            "person_id": new.person_id,
            "pupil_id": new.pupil_id,
            "relation": new.relation.value,
            "since": new.since,
            "until": new.until,
        }
        return self._insert(representative, values, decision_number=new.decision_number)

    def get(self, representative_id: int) -> Representative:
        """A tie that is held or was."""
        return self._read(self._one(representative, representative_id))

    def of_person(self, person_id: int) -> tuple[Representative, ...]:
        """The ties that the person holds."""
        return self._reach.value(
            ("represented_by", person_id), (representative,), lambda: self._load(person_id=person_id)
        )

    def of_pupil(self, pupil_id: int) -> tuple[Representative, ...]:
        return self._reach.value(
            ("representatives_of", pupil_id), (representative,), lambda: self._load(pupil_id=pupil_id)
        )

    def _load(self, **tie: int) -> tuple[Representative, ...]:
        return tuple(map(self._read, self._all(HELD.filter_by(**tie))))

    def end(self, representative_id: int, at: datetime) -> None:
        self._mark(representative, representative_id, until=at)

    def _read(self, row: RowMapping) -> Representative:
        return Representative(
            id=row["id"],
            person_id=row["person_id"],
            pupil_id=row["pupil_id"],
            relation=Relation(row["relation"]),
            decision_number=self._opened(representative, row, "decision_number"),
            since=row["since"],
            until=row["until"],
        )
