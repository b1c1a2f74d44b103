"""What lies on the desk beside the records: drafts, audit, issued papers, Word forms, files that wait for a yes."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.office import Album, Draft, Issued, subject_of
from bot.core.school import SchoolYear
from bot.storage.rows import insert_row, next_number
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.tables import answered_album, audit, draft, issued_paper, roster_import, template
from bot.storage.vault import Vault

DRAFTS_OF = select(draft).where(draft.c.person_id == bindparam("person_id")).order_by(draft.c.turn.desc())
LAST_TURN = select(func.coalesce(func.max(draft.c.turn), 0)).where(
    draft.c.person_id == bindparam("person_id")
)


class SqlDrafts:
    """A person has one short question at most; forms stay until they are closed. What was opened last is asked."""

    def __init__(self, connection: Connection, vault: Vault, reach: Reach = NO_SHELF) -> None:
        self._connection = connection
        self._vault = vault
        self._reach = reach

    def of(self, person_id: int) -> Draft | None:
        return self._reach.value(("draft", person_id), (draft,), lambda: self._load(person_id))

    def _load(self, person_id: int) -> Draft | None:
        row = self._connection.execute(DRAFTS_OF, {"person_id": person_id}).mappings().first()
        return self._read(row) if row else None

    def on(self, person_id: int, subject: str) -> Draft | None:
        wanted = DRAFTS_OF.where(draft.c.subject == subject)
        row = self._connection.execute(wanted, {"person_id": person_id}).mappings().first()
        return self._read(row) if row else None

    def forms(self, person_id: int) -> tuple[Draft, ...]:
        """The newest first."""
        wanted = DRAFTS_OF.where(draft.c.subject != "")
        return tuple(
            self._read(row) for row in self._connection.execute(wanted, {"person_id": person_id}).mappings()
        )

    def open(self, person_id: int, question: str, words: Mapping[str, str], at: datetime) -> None:
        """Asks this question from now on; an earlier short question is dropped by it."""
        asked = self.of(person_id)
        if asked is not None and asked.question == question and asked.words == dict(words):
            return
        subject = subject_of(question)
        turn = self._connection.execute(LAST_TURN, {"person_id": person_id}).scalar_one() + 1
        self.close(person_id)
        seal = self._vault.seal_bytes(json.dumps(dict(words)).encode(), f"draft.words:{person_id}")
        values = {"question": question, "words_seal": seal, "turn": turn}
        row = upsert(draft).values(person_id=person_id, subject=subject, opened_at=at, **values)
        self._connection.execute(
            row.on_conflict_do_update(index_elements=["person_id", "subject"], set_=values)
        )

    def close(self, person_id: int, subject: str = "") -> None:
        """Drops the short question, or the form that is named."""
        self._connection.execute(delete(draft).filter_by(person_id=person_id, subject=subject))

    def _read(self, row: RowMapping) -> Draft:
        person_id: int = row["person_id"]
        words = json.loads(self._vault.open_bytes(row["words_seal"], f"draft.words:{person_id}"))
        return Draft(person_id, row["question"], words, row["opened_at"])


class SqlAlbums:
    """One row an account: an album that came before is over."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def of(self, telegram_id: int) -> Album | None:
        wanted = select(answered_album).filter_by(telegram_id=telegram_id)
        row = self._connection.execute(wanted).mappings().first()
        if row is None:
            return None
        notices = json.loads(self._vault.open_bytes(row["notices_seal"], _album_label(telegram_id)))
        return Album(row["media_group"], row["screen"], tuple(notices))

    def keep(self, telegram_id: int, album: Album) -> None:
        seal = self._vault.seal_bytes(json.dumps(album.notices).encode(), _album_label(telegram_id))
        values = {"media_group": album.group, "screen": album.screen, "notices_seal": seal}
        row = upsert(answered_album).values(telegram_id=telegram_id, **values)
        self._connection.execute(row.on_conflict_do_update(index_elements=["telegram_id"], set_=values))


def _album_label(telegram_id: int) -> str:
    return f"answered_album.notices:{telegram_id}"


class SqlAudit:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, person_id: int | None, action: str, subject: str, at: datetime) -> None:
        self._connection.execute(
            insert(audit).values(person_id=person_id, action=action, subject=subject, at=at)
        )


class SqlPapers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, paper: str, year: SchoolYear, detail: str, by: int, at: datetime) -> Issued:
        """Takes the next number of the year: the single writer makes the row of numbers gapless."""
        last = select(func.coalesce(func.max(issued_paper.c.number), 0)).where(
            issued_paper.c.year == year.first
        )
        number: int = self._connection.execute(last).scalar_one() + 1
        values = {"year": year.first, "number": number, "paper": paper, "detail": detail, "by": by, "at": at}
        return Issued(insert_row(self._connection, insert(issued_paper).values(**values)), number, paper, at)

    def last_issued(self, by: int, paper: str, detail: str) -> Issued | None:
        wanted = select(issued_paper).filter_by(by=by, paper=paper, detail=detail)
        row = self._connection.execute(wanted.order_by(issued_paper.c.id.desc()).limit(1)).mappings().first()
        return Issued(row["id"], row["number"], row["paper"], row["at"], row["sent_at"]) if row else None

    def issued_about(self, subject: str) -> tuple[Issued, ...]:
        """All papers about a record (`order:5`), whoever took them, the oldest first."""
        wanted = select(issued_paper).where(issued_paper.c.detail.startswith(f"{subject} ", autoescape=True))
        rows = self._connection.execute(wanted.order_by(issued_paper.c.id)).mappings()
        return tuple(
            Issued(row["id"], row["number"], row["paper"], row["at"], row["sent_at"]) for row in rows
        )

    def set_sent(self, issued_id: int, at: datetime) -> None:
        self._connection.execute(
            update(issued_paper).where(issued_paper.c.id == issued_id).values(sent_at=at)
        )

    def template(self, paper: str, language: str) -> bytes | None:
        """The school's own form, None where it uses ours."""
        wanted = (
            select(template.c.content)
            .filter_by(paper=paper, language=language)
            .order_by(template.c.id.desc())
        )
        content: bytes | None = self._connection.execute(wanted.limit(1)).scalar()
        return content

    def save_template(self, paper: str, language: str, content: bytes | None, by: int, at: datetime) -> None:
        values = {"paper": paper, "language": language, "content": content, "by": by, "at": at}
        self._connection.execute(insert(template).values(**values))


class SqlImports:
    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, person_id: int, file_name: str, content: bytes, at: datetime) -> int:
        new_id = next_number(self._connection, roster_import)
        seal = self._vault.seal_bytes(content, f"roster_import.content:{new_id}")
        values = {"person_id": person_id, "file_name": file_name, "content_seal": seal, "at": at}
        self._connection.execute(insert(roster_import).values(id=new_id, **values))
        return new_id

    def get(self, import_id: int) -> tuple[str, bytes] | None:
        """The name and bytes of a file that still waits, None where it was closed."""
        row = self._connection.execute(select(roster_import).filter_by(id=import_id)).mappings().first()
        if row is None or row["content_seal"] is None:
            return None
        return row["file_name"], self._vault.open_bytes(
            row["content_seal"], f"roster_import.content:{import_id}"
        )

    def newest(self, person_id: int) -> int | None:
        wanted = select(func.max(roster_import.c.id)).where(roster_import.c.person_id == person_id)
        newest: int | None = self._connection.execute(
            wanted.where(roster_import.c.closed_at.is_(None))
        ).scalar()
        return newest

    def close(self, import_id: int, at: datetime) -> None:
        values = {"content_seal": None, "closed_at": at}
        self._connection.execute(
            update(roster_import).where(roster_import.c.id == import_id).values(**values)
        )
