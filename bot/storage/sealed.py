"""What repositories of sealed rows have in common: each free word is bound to its table, column and row."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, insert, select, update

from bot.storage.rows import next_number, only
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.vault import Vault


class SealedRows:
    """Rows of a few tables; words that lie in `<name>_seal` are given and taken as plain text."""

    def __init__(self, connection: Connection, vault: Vault, reach: Reach = NO_SHELF) -> None:
        self._connection = connection
        self._vault = vault
        self._reach = reach

    def _insert(self, table: Table, values: Mapping[str, object], **words: str) -> int:
        new_id = next_number(self._connection, table)
        row = {**values, **self._seals(table, new_id, **words)}
        self._connection.execute(insert(table).values(id=new_id, **row))
        return new_id

    def _change(self, table: Table, row_id: int, values: Mapping[str, object], **words: str) -> None:
        row = {**values, **self._seals(table, row_id, **words)}
        self._connection.execute(update(table).where(table.c.id == row_id).values(**row))

    def _mark(self, table: Table, row_id: int, **once: datetime) -> None:
        """Notes when something came to its end; what was noted before stays."""
        for name, at in once.items():
            unmarked = (table.c.id == row_id) & table.c[name].is_(None)
            self._connection.execute(update(table).where(unmarked).values({name: at}))

    def _one(self, table: Table, row_id: int) -> RowMapping:
        return only(self._connection, select(table).where(table.c.id == row_id))

    def _first(self, wanted: Select[Any]) -> RowMapping | None:
        return self._connection.execute(wanted.limit(1)).mappings().first()

    def _all(self, wanted: Select[Any]) -> Sequence[RowMapping]:
        return self._connection.execute(wanted).mappings().all()

    def _opened(self, table: Table, row: RowMapping, name: str, row_id: int | None = None) -> str:
        return self._vault.open(row[f"{name}_seal"], _place(table, name, row_id or row["id"]))

    def _seals(self, table: Table, row_id: int, **words: str) -> dict[str, bytes | None]:
        return {
            f"{name}_seal": self._vault.seal(said, _place(table, name, row_id))
            for name, said in words.items()
        }


def _place(table: Table, name: str, row_id: int) -> str:
    return f"{table.name}.{name}:{row_id}"


def packed(values: Mapping[str, str]) -> str:
    """Several named words as one to seal; nothing of nothing."""
    return json.dumps(dict(values), ensure_ascii=False) if values else ""


def unpacked(words: str) -> dict[str, str]:
    values: dict[str, str] = json.loads(words) if words else {}
    return values
