"""The SQLite file: one connection that writes in groups, one that reads, each on the thread that aiosqlite keeps for it.

A hop between threads for every statement costs ten times what the statement does (docs/decisions/0002), so a whole
batch of units of work crosses over to aiosqlite's thread at once and SQLAlchemy Core runs there.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

R = TypeVar("R")
SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON")


class Line:
    """One connection to the file and the thread it lives on; `begin` is the statement that opens a transaction."""

    def __init__(self, connection: aiosqlite.Connection, begin: str) -> None:
        self._connection = connection
        self._engine = _engine(connection, begin)

    @classmethod
    async def open(cls, path: Path, begin: str) -> "Line":
        connection = await aiosqlite.connect(path, isolation_level=None, check_same_thread=False)
        for setting in SETTINGS:
            await connection.execute(f"PRAGMA {setting}")
        return cls(connection, begin)

    async def run(self, work: Callable[[Connection], R]) -> R:
        """Runs the work in one transaction on the connection's own thread."""
        return await self._hop(self._transaction, work)

    async def close(self) -> None:
        await self._connection.close()

    def _transaction(self, work: Callable[[Connection], R]) -> R:
        with self._engine.begin() as connection:
            return work(connection)

    async def _hop(self, function: Callable[..., R], *arguments: Any) -> R:
        # aiosqlite has no public way to run a function of ours on its thread; this is what all its methods call.
        result: R = await self._connection._execute(function, *arguments)  # type: ignore[no-untyped-call]
        return result


def _engine(connection: aiosqlite.Connection, begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connection._conn, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(opened: Connection) -> None:
        opened.exec_driver_sql(begin)

    return engine


class Database:
    """The file of one school."""

    def __init__(self, writing: Line, reading: Line) -> None:
        self._writing = writing
        self._reading = reading
        self._waiting: list[tuple[Callable[[Connection], Any], asyncio.Future[Any]]] = []
        self._arrived = asyncio.Event()
        self._writer = asyncio.create_task(self._write_groups())

    @classmethod
    async def open(cls, path: Path) -> "Database":
        return cls(await Line.open(path, "BEGIN IMMEDIATE"), await Line.open(path, "BEGIN"))

    async def read(self, work: Callable[[Connection], R]) -> R:
        return await self._reading.run(work)

    async def write(self, unit: Callable[[Connection], R]) -> R:
        """Runs the unit in the next group; returns after the commit, raises what the unit raised."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((unit, future))
        self._arrived.set()
        return await future

    async def close(self) -> None:
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)
        await self._writing.close()
        await self._reading.close()

    async def _write_groups(self) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            group, self._waiting = self._waiting, []
            await self._write_group(group)

    async def _write_group(self, group: list[tuple[Callable[[Connection], Any], asyncio.Future[Any]]]) -> None:
        units = [unit for unit, _ in group]
        try:
            outcomes = await self._writing.run(lambda connection: [_attempt(connection, unit) for unit in units])
        except Exception as error:
            outcomes = [(None, error)] * len(group)
        for (_, future), (result, failure) in zip(group, outcomes, strict=True):
            _settle(future, result, failure)


def _attempt(connection: Connection, unit: Callable[[Connection], Any]) -> tuple[Any, Exception | None]:
    """One unit in a savepoint of its own: what it raises undoes it alone."""
    try:
        with connection.begin_nested():
            return unit(connection), None
    except Exception as error:
        return None, error


def _settle(future: asyncio.Future[Any], result: Any, failure: Exception | None) -> None:
    if future.cancelled():
        return
    if failure is None:
        future.set_result(result)
    else:
        future.set_exception(failure)
