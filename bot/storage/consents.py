"""Consents to the use of personal data, and the papers that were sent as files."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import RowMapping, func, select

from bot.core.applications.application import Attachment
from bot.core.parents.representative import Consent
from bot.storage.sealed import SealedRows
from bot.storage.tables import attachment, consent


class SqlConsents(SealedRows):
    def give(self, new: Consent) -> int:
        """The number of the consent; the same text given twice is one consent."""
        held = self.held(new.person_id, new.pupil_id)
        if held is not None and (held.version, held.language) == (new.version, new.language):
            return held.id
        values = {
            "person_id": new.person_id,
            "pupil_id": new.pupil_id,
            "version": new.version,
            "language": new.language,
            "given_at": new.given_at,
            "withdrawn_at": new.withdrawn_at,
            "stopped_at": new.stopped_at,
        }
        return self._insert(consent, values, text=new.text)

    def get(self, consent_id: int) -> Consent:
        return self._read(self._one(consent, consent_id))

    def of_person(self, person_id: int) -> tuple[Consent, ...]:
        """All consents of the person, the withdrawn ones too, the oldest first."""
        return self._reach.value(
            ("consents_of", person_id), (consent,), lambda: self._load({"person_id": person_id})
        )

    def held(self, person_id: int, pupil_id: int) -> Consent | None:
        """The newest one that was not withdrawn."""
        held = [one for one in self.of_person(person_id) if one.pupil_id == pupil_id and one.held]
        return held[-1] if held else None

    def withdraw(self, consent_id: int, at: datetime) -> None:
        """With it all consents of the person for this pupil: no older text holds on."""
        for row_id in self._same_tie(consent_id):
            self._mark(consent, row_id, withdrawn_at=at)

    def stop(self, consent_id: int, at: datetime) -> None:
        """Processing has stopped, under the older texts for this pupil too that were withdrawn with it."""
        for row_id in self._same_tie(consent_id):
            if not self.get(row_id).held:
                self._mark(consent, row_id, stopped_at=at)

    def to_stop(self) -> tuple[Consent, ...]:
        """Withdrawn ones that the pedagogue has not seen to: of a person and pupil the newest, once."""
        newest = select(func.max(consent.c.id)).where(
            consent.c.withdrawn_at.is_not(None), consent.c.stopped_at.is_(None)
        )
        newest = newest.group_by(consent.c.person_id, consent.c.pupil_id)
        wanted = (
            select(consent).where(consent.c.id.in_(newest)).order_by(consent.c.withdrawn_at, consent.c.id)
        )
        return self._reach.value(
            ("consents_to_stop",), (consent,), lambda: tuple(map(self._read, self._all(wanted)))
        )

    def _same_tie(self, consent_id: int) -> tuple[int, ...]:
        named = self.get(consent_id)
        tie = {"person_id": named.person_id, "pupil_id": named.pupil_id}
        return tuple(one.id for one in self._load(tie))

    def _load(self, tie: dict[str, int]) -> tuple[Consent, ...]:
        return tuple(map(self._read, self._all(select(consent).filter_by(**tie).order_by(consent.c.id))))

    def _read(self, row: RowMapping) -> Consent:
        return Consent(
            id=row["id"],
            person_id=row["person_id"],
            pupil_id=row["pupil_id"],
            version=row["version"],
            language=row["language"],
            text=self._opened(consent, row, "text"),
            given_at=row["given_at"],
            withdrawn_at=row["withdrawn_at"],
            stopped_at=row["stopped_at"],
        )


class SqlAttachments(SealedRows):
    def add(self, new: Attachment) -> int:
        values = {
            "person_id": new.person_id,
            "pupil_id": new.pupil_id,
            "place": new.place,
            "kind": new.kind,
            "size": new.size,
            "pages": new.pages,
            "at": new.at,
        }
        return self._insert(attachment, values)

    def get(self, attachment_id: int) -> Attachment:
        return _read_attachment(self._one(attachment, attachment_id))

    def some(self, attachment_ids: Collection[int]) -> tuple[Attachment, ...]:
        """Those of these that there are, in the order in which they came."""
        wanted = select(attachment).where(attachment.c.id.in_(attachment_ids)).order_by(attachment.c.id)
        return tuple(map(_read_attachment, self._all(wanted)))


def _read_attachment(row: RowMapping) -> Attachment:
    return Attachment(
        id=row["id"],
        person_id=row["person_id"],
        pupil_id=row["pupil_id"],
        place=row["place"],
        kind=row["kind"],
        size=row["size"],
        pages=row["pages"],
        at=row["at"],
    )
