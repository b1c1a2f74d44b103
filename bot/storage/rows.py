"""Small moves on rows that every subject needs."""

from typing import Any

from sqlalchemy import Connection, Insert, RowMapping, Select, Table, func, select

from bot.core.errors import NotFound


def insert_row(connection: Connection, statement: Insert) -> int:
    """Runs the insert and returns the number of the new row."""
    key = connection.execute(statement).inserted_primary_key
    assert key is not None
    number: int = key[0]
    return number


def next_number(connection: Connection, table: Table) -> int:
    """The number of the row to come, which sealed columns are bound to; one writer makes it safe."""
    number: int = connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one()
    return number


def only(connection: Connection, wanted: Select[Any]) -> RowMapping:
    """The one row; NotFound where there is none, as behind a button of a record that was removed."""
    row = connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFound()
    return row
