"""One writer, groups of units in one commit, and what happens when a unit, a commit or the disk fails."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.database import Closed, Database, Undone

ADD = text("INSERT INTO audit (at, action, subject) VALUES ('2026-09-07', 'note', :subject)")


class Unfit(Exception):
    """What a unit of these tests fails with."""


def note(subject: str) -> Callable[[Connection], str]:
    def unit(connection: Connection) -> str:
        connection.execute(ADD, {"subject": subject})
        return subject

    return unit


def note_and_raise(failure: BaseException) -> Callable[[Connection], None]:
    def unit(connection: Connection) -> None:
        connection.execute(ADD, {"subject": "of a failed unit"})
        raise failure

    return unit


async def noted(database: Database) -> list[str]:
    return await database.read(
        lambda connection: list(connection.execute(text("SELECT subject FROM audit ORDER BY id")).scalars())
    )


async def commits_during(database: Database, *units: Callable[[Connection], Any]) -> int:
    """How many transactions it takes to write these units at once."""
    committed: list[int] = []

    def listen(connection: Connection) -> None:
        event.listen(connection.engine, "commit", lambda _: committed.append(1))

    await database.write(listen)
    committed.clear()
    await asyncio.gather(*(database.write(unit) for unit in units))
    return len(committed)


async def test_units_that_wait_share_one_commit(database: Database) -> None:
    assert await commits_during(database, *(note(str(number)) for number in range(50))) == 1
    assert await noted(database) == [str(number) for number in range(50)]


async def test_two_hundred_units_wait_without_loss_and_in_their_order(database: Database) -> None:
    results = await asyncio.gather(*(database.write(note(str(number))) for number in range(200)))
    assert results == [str(number) for number in range(200)]
    assert await noted(database) == results


async def test_a_failing_unit_undoes_itself_alone(database: Database) -> None:
    outcomes = await asyncio.gather(
        database.write(note("before")),
        database.write(note_and_raise(Unfit())),
        database.write(note("after")),
        return_exceptions=True,
    )
    assert outcomes[0] == "before"
    assert isinstance(outcomes[1], Unfit)
    assert outcomes[2] == "after"
    assert await noted(database) == ["before", "after"]


@pytest.mark.parametrize(
    "failure", [StopIteration(), SystemExit(), KeyboardInterrupt(), asyncio.CancelledError(), GeneratorExit()]
)
async def test_what_a_future_can_not_carry_reaches_the_waiter_as_an_error(
    database: Database, failure: BaseException
) -> None:
    with pytest.raises(RuntimeError, match=type(failure).__name__):
        await asyncio.wait_for(database.write(note_and_raise(failure)), 5)
    with pytest.raises(RuntimeError, match=type(failure).__name__):
        await asyncio.wait_for(database.read(lambda _: (_ for _ in ()).throw(failure)), 5)
    assert await database.write(note("goes on")) == "goes on"


async def test_a_query_that_runs_out_of_items_does_not_hang(database: Database) -> None:
    with pytest.raises(RuntimeError):
        await asyncio.wait_for(database.read(lambda _: next(iter(()))), 5)


async def test_a_failing_commit_fails_the_group_and_the_next_one_works(database: Database) -> None:
    def orphan(connection: Connection) -> None:
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        connection.execute(text("INSERT INTO draft VALUES (1, 404, '', 1, 'q', x'00', '2026-09-07')"))

    outcomes = await asyncio.gather(
        database.write(note("innocent")), database.write(orphan), return_exceptions=True
    )
    assert [type(one) for one in outcomes] == [IntegrityError, IntegrityError]
    assert await noted(database) == []
    assert await database.write(note("next")) == "next"
    assert await noted(database) == ["next"]


async def test_nobody_is_told_yes_when_sqlite_takes_the_transaction_back(database: Database) -> None:
    def rolled_back_by_sqlite(connection: Connection) -> None:
        connection.execute(text("INSERT OR ROLLBACK INTO inbox VALUES (1, '2026-09-07')"))
        connection.execute(text("INSERT OR ROLLBACK INTO inbox VALUES (1, '2026-09-07')"))

    outcomes = await asyncio.gather(
        database.write(note("before")),
        database.write(rolled_back_by_sqlite),
        database.write(note("after")),
        return_exceptions=True,
    )
    assert [type(one) for one in outcomes] == [Undone] * 3
    assert await noted(database) == []
    assert await database.write(note("next")) == "next"


async def test_a_full_disk_loses_nothing_that_was_confirmed(database: Database) -> None:
    await database.write(note("long ago"))

    def fill(connection: Connection) -> None:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages + 2}"))
        connection.execute(ADD, {"subject": "x" * 100_000})

    outcomes = await asyncio.gather(
        database.write(note("beside")), database.write(fill), return_exceptions=True
    )
    assert isinstance(outcomes[1], OperationalError | Undone)
    confirmed = [one for one in outcomes if isinstance(one, str)]
    assert await noted(database) == ["long ago", *confirmed]


async def test_the_words_of_an_error_hold_no_values(database: Database) -> None:
    def twice(connection: Connection) -> None:
        for _ in range(2):
            connection.execute(
                text("INSERT INTO day_off (day, name) VALUES ('2026-12-16', :name)"), {"name": "Ахметов"}
            )

    with pytest.raises(IntegrityError) as failure:
        await database.write(twice)
    assert "Ахметов" not in str(failure.value)


async def test_a_waiter_that_went_away_does_not_stop_the_writer(database: Database) -> None:
    gone = asyncio.create_task(database.write(note("asked")))
    await asyncio.sleep(0)
    gone.cancel()
    assert await database.write(note("next")) == "next"
    assert (await noted(database))[-1] == "next"


async def test_a_read_sees_what_was_written_before_it(database: Database) -> None:
    for number in range(20):
        await database.write(note(str(number)))
        assert len(await noted(database)) == number + 1


async def test_reads_do_not_wait_for_a_long_write(database: Database) -> None:
    await database.write(note("old"))
    started = asyncio.get_running_loop().create_future()
    loop = asyncio.get_running_loop()

    def long(connection: Connection) -> None:
        connection.execute(ADD, {"subject": "new"})
        loop.call_soon_threadsafe(started.set_result, None)
        time.sleep(0.3)

    writing = asyncio.create_task(database.write(long))
    await started
    assert await noted(database) == ["old"]
    await writing
    assert await noted(database) == ["old", "new"]


async def test_closing_writes_what_waits_and_refuses_what_comes_later(empty_copy: Path) -> None:
    database = await Database.open(empty_copy)
    waiting = [asyncio.create_task(database.write(note(str(number)))) for number in range(20)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*waiting) == [str(number) for number in range(20)]
    with pytest.raises(Closed):
        await database.write(note("late"))
    await database.close()
    assert len(rows(empty_copy, "SELECT * FROM audit")) == 20


async def test_closing_lets_the_group_under_way_come_to_its_end(empty_copy: Path) -> None:
    database = await Database.open(empty_copy)
    first = asyncio.create_task(database.write(note("first")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second = asyncio.create_task(database.write(note("second")))
    await asyncio.sleep(0)
    await asyncio.wait_for(database.close(), 5)
    assert await asyncio.gather(first, second) == ["first", "second"]


async def test_a_file_that_is_no_database_is_refused_and_leaves_no_thread(tmp_path: Path) -> None:
    (tmp_path / "tirek.db").write_bytes(b"a letter, not a database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        await Database.open(tmp_path / "tirek.db")
    await no_thread_is_left()


class VanishingPath(type(Path())):  # type: ignore[misc]
    """A file that is there when it is first asked for, and leads nowhere later."""

    def __str__(self) -> str:
        self.asked = getattr(self, "asked", 0) + 1
        return super().__str__() if self.asked == 1 else "/no/such/folder/tirek.db"


async def test_the_second_connection_failing_closes_the_first(empty_copy: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await Database.open(VanishingPath(empty_copy))
    await no_thread_is_left()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds=st.lists(st.booleans(), min_size=1, max_size=40), groups=st.integers(1, 5))
async def test_what_is_stored_is_exactly_what_was_confirmed(
    database: Database, kinds: list[bool], groups: int
) -> None:
    before = await noted(database)
    confirmed: list[str] = []
    for start in range(groups):
        units = [
            note(str(number)) if good else note_and_raise(Unfit())
            for number, good in enumerate(kinds[start::groups])
        ]
        outcomes = await asyncio.gather(*(database.write(one) for one in units), return_exceptions=True)
        confirmed += [one for one in outcomes if isinstance(one, str)]
    assert await noted(database) == before + confirmed


@pytest.fixture
def empty_copy(empty_database: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy.db"
    copy.write_bytes(empty_database.read_bytes())
    return copy


async def no_thread_is_left() -> None:
    """One that stayed would keep the process alive."""
    async with asyncio.timeout(5):
        while any("_connection_worker_thread" in one.name for one in threading.enumerate()):
            await asyncio.sleep(0.01)


def rows(file: Path, query: str) -> list[Any]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
