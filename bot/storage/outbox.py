"""Inbox and outbox: what came in once, and what still has to go out."""

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.office import Letter, Notice, Phrase
from bot.storage.database import Database
from bot.storage.tables import inbox, outbox, person
from bot.storage.vault import Vault

RECEIVED = select(inbox.c.at).where(inbox.c.update_id == bindparam("update_id"))
NEW = upsert(inbox)
RECEIVE = NEW.on_conflict_do_update(index_elements=["update_id"], set_={"at": NEW.excluded.at})
WAITING = and_(outbox.c.sent_at.is_(None), outbox.c.failed_at.is_(None))
# Telegram keeps an update for a day; after a week without any it counts on from a number by chance.
SAME_NUMBER_FOR = timedelta(days=2)


def receive(connection: Connection, update_id: int, at: datetime) -> bool:
    """Takes the update in; False where it had been taken in before."""
    before = connection.execute(RECEIVED, {"update_id": update_id}).scalar()
    if before is not None and at - before < SAME_NUMBER_FOR:
        return False
    connection.execute(RECEIVE, {"update_id": update_id, "at": at})
    return True


class SqlOutbox:
    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, person_id: int, notice: Notice, at: datetime) -> bool:
        """Lays the notice out; False where one with the same mark was laid out before."""
        mark = {
            "person_id": person_id,
            "unique_mark": notice.unique,
            "not_before": notice.not_before or at,
            "created_at": at,
        }
        row = (
            upsert(outbox)
            .values(content_seal=b"", tries=0, **mark)
            .on_conflict_do_nothing(index_elements=["unique_mark"])
        )
        made = self._connection.execute(row.returning(outbox.c.id)).scalar()
        if made is None:
            return False
        seal = self._vault.seal_bytes(_pack(notice), f"outbox.content:{made}")
        self._connection.execute(update(outbox).where(outbox.c.id == made).values(content_seal=seal))
        return True

    def marks(self, beginning: str) -> frozenset[str]:
        """The marks of all notices ever laid out that begin so."""
        wanted = select(outbox.c.unique_mark).where(
            outbox.c.unique_mark.startswith(beginning, autoescape=True)
        )
        return frozenset(self._connection.execute(wanted).scalars())

    def withdraw(self, mark: str) -> None:
        """Takes a notice back that nobody has begun to send."""
        held = and_(outbox.c.unique_mark == mark, outbox.c.sent_at.is_(None), outbox.c.begun_at.is_(None))
        self._connection.execute(delete(outbox).where(held))


class SqlLetters:
    """The outbox as the sender works through it, each step a unit of work; satisfies core.ports.Letters."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def waiting(self, at: datetime, limit: int) -> list[Letter]:
        """The oldest letter of each person whose time has come; people who blocked the bot get none."""
        due = select(func.min(outbox.c.id)).join(person, person.c.id == outbox.c.person_id)
        due = due.where(WAITING, outbox.c.not_before <= at, person.c.blocked_at.is_(None))
        wanted = select(outbox, person.c.telegram_id, person.c.language).join(
            person, person.c.id == outbox.c.person_id
        )
        wanted = wanted.where(outbox.c.id.in_(due.group_by(outbox.c.person_id))).order_by(outbox.c.id)
        return await self._database.read(
            lambda connection: [
                _read(row, self._vault) for row in connection.execute(wanted.limit(limit)).mappings()
            ]
        )

    async def begin(self, letter: Letter, at: datetime) -> None:
        await self._change(letter, begun_at=at, tries=outbox.c.tries + 1)

    async def sent(self, letter: Letter, at: datetime) -> None:
        await self._change(letter, sent_at=at)

    async def not_sent(self, letter: Letter, not_before: datetime, error: str) -> None:
        """Certainly not delivered, which does not count as a try: again from `not_before` on."""
        again = {"begun_at": None, "not_before": not_before, "tries": letter.tries}
        await self._change(letter, **again, error=error)

    async def unsure(self, letter: Letter, not_before: datetime, error: str) -> None:
        """Perhaps delivered: tried again from `not_before` on, as a message lost is worse than one twice."""
        await self._change(letter, not_before=not_before, error=error)

    async def failed(self, letter: Letter, at: datetime, error: str) -> None:
        await self._change(letter, failed_at=at, error=error)

    async def blocked(self, letter: Letter, at: datetime) -> None:
        """The person shut the bot out: their letters wait until they come back."""
        change = update(person).where(person.c.id == letter.person_id).values(blocked_at=at)
        await self._database.write(lambda connection: connection.execute(change) and None)
        await self._change(letter, begun_at=None)

    async def _change(self, letter: Letter, **values: object) -> None:
        change = update(outbox).where(outbox.c.id == letter.id).values(**values)
        await self._database.write(lambda connection: connection.execute(change) and None)


def _pack(notice: Notice) -> bytes:
    packed = {"key": notice.key, "words": dict(notice.words), "buttons": notice.buttons}
    return json.dumps(packed, default=_pack_word).encode()


def _pack_word(word: object) -> object:
    return {"key": word.key, "words": dict(word.words)} if isinstance(word, Phrase) else str(word)


def _read_word(word: object) -> object:
    """A packed word: a phrase, several, or plain."""
    if isinstance(word, dict):
        return Phrase(word["key"], {name: _read_word(part) for name, part in word["words"].items()})
    return tuple(map(_read_word, word)) if isinstance(word, list) else word


def _read(row: RowMapping, vault: Vault) -> Letter:
    packed = json.loads(vault.open_bytes(row["content_seal"], f"outbox.content:{row['id']}"))
    buttons = tuple((key, address) for key, address in packed["buttons"])
    words = {name: _read_word(word) for name, word in packed["words"].items()}
    notice = Notice(packed["key"], words, buttons, row["unique_mark"], row["not_before"])
    begun = row["begun_at"] is not None
    return Letter(
        row["id"], row["person_id"], row["telegram_id"], row["language"], notice, row["tries"], begun
    )
