"""The SQLite file: one connection that writes in groups, one that reads, each on its thread of aiosqlite's.

A hop between threads for every statement costs ten times what the statement does (docs/decisions/0002), so a
whole batch of units of work crosses over to aiosqlite's thread at once and SQLAlchemy Core runs there.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from bot.storage.shelf import Shelf

R = TypeVar("R")
Unit = Callable[[Connection], Any]
SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON")


class Closed(Exception):
    """A unit of work that came after the database was closed."""


class Undone(Exception):
    """SQLite itself took the whole transaction back, as it may when the disk is full."""


class Line:
    """One connection to the file and the thread it lives on; `begin` is what opens a transaction."""

    def __init__(self, connection: aiosqlite.Connection, begin: str, shelf: Shelf | None = None) -> None:
        self._connection = connection
        self._engine = _engine(connection, begin)
        self._held: Connection | None = None
        self._shelf = shelf
        if shelf is not None:
            shelf.watch(self._engine)

    @classmethod
    async def open(cls, path: Path, begin: str, shelf: Shelf | None = None) -> "Line":
        connection = await aiosqlite.connect(path, isolation_level=None, check_same_thread=False)
        try:
            for setting in SETTINGS:
                await connection.execute(f"PRAGMA {setting}")
        except BaseException:
            # Its thread would keep the process alive.
            await connection.close()
            raise
        return cls(connection, begin, shelf)

    async def run(self, work: Callable[[Connection], R]) -> R:
        """Runs the work in one transaction on the connection's own thread."""
        return await self._hop(self._transaction, work)

    async def close(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            await self._hop(held.close)
        await self._connection.close()

    def _transaction(self, work: Callable[[Connection], R]) -> R:
        # Kept open: taking it from the pool for each transaction costs more than the transaction.
        if self._held is None:
            self._held = self._engine.connect()
        try:
            with self._held.begin():
                outcome = work(self._held)
            if self._shelf is not None:
                self._shelf.committed()
            return outcome
        except BaseException as failure:
            _raw(self._held).rollback()
            bearable = _bearable(failure)
            if bearable is failure:
                raise
            raise bearable from failure

    async def _hop(self, function: Callable[..., R], *arguments: Any) -> R:
        # aiosqlite has no public way to run a function of ours on its thread; all its methods call this.
        result: R = await self._connection._execute(function, *arguments)  # type: ignore[no-untyped-call]
        return result


def _engine(connection: aiosqlite.Connection, begin: str) -> Engine:
    # Hidden parameters: an error's words may reach a log, the names in them must not.
    engine = create_engine(
        "sqlite://", creator=lambda: connection._conn, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(opened: Connection) -> None:
        _raw(opened).execute(begin)

    return engine


class Database:
    """The file of one school."""

    def __init__(self, writing: Line, reading: Line, shelf: Shelf) -> None:
        self.shelf = shelf
        self._writing = writing
        self._reading = reading
        self._waiting: list[tuple[Unit, asyncio.Future[Any]]] = []
        self._closing = False
        self._arrived = asyncio.Event()
        self._writer = asyncio.create_task(self._write_groups())

    @classmethod
    async def open(cls, path: Path) -> "Database":
        shelf = Shelf()
        writing = await Line.open(path, "BEGIN IMMEDIATE", shelf)
        try:
            return cls(writing, await Line.open(path, "BEGIN"), shelf)
        except BaseException:
            await writing.close()
            raise

    async def read(self, work: Callable[[Connection], R]) -> R:
        return await self._reading.run(work)

    async def write(self, unit: Callable[[Connection], R]) -> R:
        """Runs the unit in the next group; returns after the commit, raises what the unit raised."""
        if self._closing:
            raise Closed()
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((unit, future))
        self._arrived.set()
        return await future

    async def close(self) -> None:
        """Writes what waits, then closes; whatever comes later is refused."""
        self._closing = True
        self._arrived.set()
        await self._writer
        await self._writing.close()
        await self._reading.close()

    async def _write_groups(self) -> None:
        while not self._closing or self._waiting:
            await self._arrived.wait()
            self._arrived.clear()
            group, self._waiting = self._waiting, []
            if group:
                await self._write_group(group)

    async def _write_group(self, group: list[tuple[Unit, asyncio.Future[Any]]]) -> None:
        units = [unit for unit, _ in group]
        try:
            outcomes = await self._writing.run(
                lambda connection: [_attempt(connection, unit) for unit in units]
            )
        except Exception as failure:
            outcomes = [(None, failure)] * len(group)
        for (_, future), (result, failure_of_unit) in zip(group, outcomes, strict=True):
            _settle(future, result, failure_of_unit)


def _attempt(connection: Connection, unit: Unit) -> tuple[Any, Exception | None]:
    """One unit in a savepoint of its own: what it raises undoes it alone."""
    # Savepoints past SQLAlchemy, which spends more on one than the unit on its statements.
    raw = _raw(connection)
    raw.execute("SAVEPOINT unit")
    try:
        result = unit(connection)
        raw.execute("RELEASE unit")
    except BaseException as failure:
        if not raw.in_transaction:
            # Nothing of the units before is left: none of them may be told that it was written.
            raise Undone() from failure
        raw.execute("ROLLBACK TO unit")
        raw.execute("RELEASE unit")
        return None, _bearable(failure)
    return result, None


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _bearable(failure: BaseException) -> Exception:
    """What a future can carry: StopIteration and what ends a task would leave its waiter waiting."""
    if isinstance(failure, Exception) and not isinstance(failure, StopIteration):
        return failure
    return RuntimeError(f"a unit of work raised {type(failure).__name__}")


def _settle(future: asyncio.Future[Any], result: Any, failure: Exception | None) -> None:
    if future.cancelled():
        return
    if failure is None:
        future.set_result(result)
    else:
        future.set_exception(failure)
