"""Backups are complete while the bot writes, come back whole, and nothing is lost by a slip of the hand."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.storage import upkeep
from bot.storage.cabinet import SealedCabinet
from bot.storage.database import Database
from bot.storage.file_folder import file_at, places
from bot.storage.schema import HEAD
from bot.storage.upkeep import Damaged, InUse, check, files_of, lost_files
from bot.storage.vault import Vault
from tests.storage.conftest import Room
from tests.storage.test_database import note


def subjects(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT subject FROM audit ORDER BY id")]


def back_up(file: Path, target: Path) -> None:
    upkeep.back_up(file, file.parent / "files", target)


def restore(source: Path, file: Path) -> None:
    upkeep.restore(source, file, file.parent / "files")


@pytest.fixture
def stopped(empty_database: Path, tmp_path: Path) -> Path:
    """A database that no bot holds."""
    file = tmp_path / "school" / "tirek.db"
    file.parent.mkdir()
    file.write_bytes(empty_database.read_bytes())
    return file


def write(file: Path, subject: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO audit (at, action, subject) VALUES ('2026-09-07', 'note', ?)", (subject,)
        )


async def test_a_backup_taken_while_the_bot_writes_is_sound_and_holds_a_moment(
    room: Room, tmp_path: Path
) -> None:
    going_on = True

    async def writes() -> int:
        count = 0
        while going_on:
            await asyncio.gather(*(room.database.write(note(str(count + more))) for more in range(10)))
            count += 10
        return count

    writing = asyncio.create_task(writes())
    await asyncio.sleep(0.05)
    await asyncio.to_thread(back_up, room.file, tmp_path / "backup.db")
    going_on = False
    written = await writing
    kept = subjects(tmp_path / "backup.db")
    assert kept == [str(number) for number in range(len(kept))]
    assert 0 < len(kept) <= written
    assert len(kept) % 10 == 0
    assert check(tmp_path / "backup.db") == HEAD


async def test_a_backup_comes_back(room: Room, tmp_path: Path, stopped: Path) -> None:
    await room.database.write(note("kept"))
    back_up(room.file, tmp_path / "backup.db")
    write(stopped, "of before")
    restore(tmp_path / "backup.db", stopped)
    assert subjects(stopped) == ["kept"]
    assert subjects(Path(f"{stopped}.before-restore")) == ["of before"]
    again = await Database.open(stopped)
    await again.write(note("and goes on"))
    await again.close()
    assert subjects(stopped) == ["kept", "and goes on"]


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it(stopped: Path, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "monday.db"
    back_up(stopped, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [one.name for one in target.parent.iterdir()] == ["monday.db"]


def test_a_backup_takes_the_place_of_the_last_one_only_when_it_is_complete(
    stopped: Path, tmp_path: Path
) -> None:
    target = tmp_path / "backup.db"
    write(stopped, "good")
    back_up(stopped, target)
    write(stopped, "more")
    back_up(stopped, target)
    assert subjects(target) == ["good", "more"]
    stopped.write_bytes(b"no database at all" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        back_up(stopped, target)
    assert subjects(target) == ["good", "more"]
    assert not list(tmp_path.glob("*.unfinished"))


def test_the_database_is_not_its_own_backup(stopped: Path) -> None:
    write(stopped, "dear")
    with pytest.raises(InUse):
        back_up(stopped, stopped)
    with pytest.raises(InUse):
        restore(stopped, stopped)
    assert subjects(stopped) == ["dear"]


def test_what_a_killed_bot_left_in_the_wal_is_kept_at_a_restore(stopped: Path, tmp_path: Path) -> None:
    back_up(stopped, tmp_path / "backup.db")
    with closing(sqlite3.connect(stopped)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO audit (at, action, subject) VALUES ('2026-09-07', 'a', 'in the wal')")
        connection.commit()
        left = {name: Path(f"{stopped}{name}").read_bytes() for name in ("", "-wal")}
    for name, content in left.items():
        Path(f"{stopped}{name}").write_bytes(content)
    restore(tmp_path / "backup.db", stopped)
    assert subjects(stopped) == []
    assert subjects(Path(f"{stopped}.before-restore")) == ["in the wal"]


async def test_a_restore_under_a_running_bot_is_refused(room: Room, tmp_path: Path) -> None:
    await room.database.write(note("dear"))
    back_up(room.file, tmp_path / "backup.db")
    await room.database.write(note("newer"))
    with pytest.raises(InUse, match="stop it first"):
        restore(tmp_path / "backup.db", room.file)
    await room.database.write(note("newest"))
    found = await room.database.read(
        lambda connection: list(connection.execute(text("SELECT subject FROM audit")).scalars())
    )
    assert found == ["dear", "newer", "newest"]


def test_a_damaged_database_can_be_replaced_and_is_kept(stopped: Path, tmp_path: Path) -> None:
    back_up(stopped, tmp_path / "backup.db")
    stopped.write_bytes(b"damaged by a power cut" * 500)
    restore(tmp_path / "backup.db", stopped)
    assert check(stopped) == HEAD
    assert Path(f"{stopped}.before-restore").read_bytes().startswith(b"damaged")


def test_a_first_restore_onto_a_new_machine(stopped: Path, tmp_path: Path) -> None:
    new = tmp_path / "new machine" / "data" / "tirek.db"
    restore(stopped, new)
    assert check(new) == HEAD
    assert not Path(f"{new}.before-restore").exists()


@pytest.mark.parametrize("folder", ["мектеп № 5", "a?mode=rw", "50% done", "#1"])
def test_odd_names_of_folders(stopped: Path, tmp_path: Path, folder: str) -> None:
    target = tmp_path / folder / "tirek.db"
    back_up(stopped, target)
    assert check(target) == HEAD
    back_up(target, tmp_path / folder / "again.db")
    assert check(tmp_path / folder / "again.db") == HEAD


@pytest.mark.parametrize("content", [None, b"", b"a letter" * 1000])
def test_what_is_no_database_of_ours(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "other.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Damaged):
        check(file)
    with pytest.raises(Damaged):
        restore(file, tmp_path / "tirek.db")
    assert not (tmp_path / "tirek.db").exists()


def test_a_database_of_another_program(tmp_path: Path, stopped: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE song (name)")
    with pytest.raises(Damaged):
        check(tmp_path / "other.db")
    with closing(sqlite3.connect(stopped)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(Damaged, match="no migration"):
        check(stopped)


def test_a_torn_page_is_found(stopped: Path) -> None:
    for number in range(300):
        write(stopped, f"{number} " + "x" * 500)
    content = bytearray(stopped.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(range(256)) * 16
    stopped.write_bytes(bytes(content))
    with pytest.raises(Damaged):
        check(stopped)


def test_units_of_the_migration_can_be_run_by_the_writer(stopped: Path) -> None:
    """The folder of a database may not decide whether it can be opened: the bot opens it as it is."""

    async def opened() -> str:
        database = await Database.open(stopped)

        def version(connection: Connection) -> str:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()

        try:
            return await database.read(version)
        finally:
            await database.close()

    assert asyncio.run(opened()) == HEAD


@pytest.fixture
def cabinet(stopped: Path) -> SealedCabinet:
    return SealedCabinet(stopped.parent / "files", Vault("a secret of the tests"))


def name_file(file: Path, place: str) -> None:
    """As an application does that a paper was sent with."""
    with closing(sqlite3.connect(file)) as connection, connection:
        person = connection.execute("SELECT id FROM person").fetchone()
        if person is None:
            connection.execute(
                "INSERT INTO person (id, telegram_id, name, language, created_at) VALUES (1, 1, '', 'kk', '2026-09-07')"
            )
            connection.execute(
                "INSERT INTO pupil (id, last, first, patronymic, nationality) VALUES (1, 'Үлгілі', 'Бала', '', '')"
            )
        connection.execute(
            "INSERT INTO attachment (person_id, pupil_id, place, kind, size, pages, at)"
            " VALUES (1, 1, ?, 'pdf', 1, 1, '2026-09-07')",
            (place,),
        )


async def test_a_backup_takes_the_sent_files_along(
    stopped: Path, cabinet: SealedCabinet, tmp_path: Path
) -> None:
    name_file(stopped, await cabinet.keep(b"a birth certificate"))
    name_file(stopped, await cabinet.keep(b"a certificate of income"))
    target = tmp_path / "monday.db"
    back_up(stopped, target)
    assert lost_files(target, files_of(target)) == 0
    new = tmp_path / "new machine" / "data" / "tirek.db"
    restore(target, new)
    assert lost_files(new, new.parent / "files") == 0
    again = SealedCabinet(new.parent / "files", Vault("a secret of the tests"))
    assert await again.fetch(await cabinet.keep(b"a birth certificate")) == b"a birth certificate"


async def test_the_next_backup_only_adds_and_drops_what_is_gone(
    stopped: Path, cabinet: SealedCabinet, tmp_path: Path
) -> None:
    target = tmp_path / "monday.db"
    first, second = await cabinet.keep(b"first"), await cabinet.keep(b"second")
    back_up(stopped, target)
    kept = file_at(files_of(target), first)
    before = kept.stat().st_mtime_ns
    third = await cabinet.keep(b"third")
    file_at(stopped.parent / "files", second).unlink()
    back_up(stopped, target)
    assert places(files_of(target)) == {first, third}
    assert kept.stat().st_mtime_ns == before


async def test_a_folder_that_is_not_there_takes_nothing_from_a_backup(
    stopped: Path, cabinet: SealedCabinet, tmp_path: Path
) -> None:
    place = await cabinet.keep(b"dear")
    back_up(stopped, tmp_path / "monday.db")
    (stopped.parent / "files").rename(tmp_path / "elsewhere")
    back_up(stopped, tmp_path / "monday.db")
    assert places(files_of(tmp_path / "monday.db")) == {place}


async def test_a_damaged_file_does_not_take_the_place_of_a_whole_one(
    stopped: Path, cabinet: SealedCabinet, tmp_path: Path
) -> None:
    target = tmp_path / "monday.db"
    place = await cabinet.keep(b"dear")
    name_file(stopped, place)
    back_up(stopped, target)
    lying = file_at(stopped.parent / "files", place)
    lying.write_bytes(lying.read_bytes()[:-1])
    assert lost_files(stopped, stopped.parent / "files") == 1
    back_up(stopped, target)
    assert lost_files(target, files_of(target)) == 0
    restore(target, stopped)
    assert lost_files(stopped, stopped.parent / "files") == 0
    assert await cabinet.fetch(place) == b"dear"


async def test_a_damaged_file_is_not_taken_into_a_backup(
    stopped: Path, cabinet: SealedCabinet, tmp_path: Path
) -> None:
    place = await cabinet.keep(b"dear")
    name_file(stopped, place)
    file_at(stopped.parent / "files", place).write_bytes(b"")
    back_up(stopped, tmp_path / "monday.db")
    assert places(files_of(tmp_path / "monday.db")) == frozenset()
    assert lost_files(tmp_path / "monday.db", files_of(tmp_path / "monday.db")) == 1


async def test_a_restore_takes_no_file_away(stopped: Path, cabinet: SealedCabinet, tmp_path: Path) -> None:
    back_up(stopped, tmp_path / "monday.db")
    place = await cabinet.keep(b"sent on tuesday")
    name_file(stopped, place)
    restore(tmp_path / "monday.db", stopped)
    assert lost_files(Path(f"{stopped}.before-restore"), stopped.parent / "files") == 0


def test_a_database_from_before_there_were_files(stopped: Path) -> None:
    with closing(sqlite3.connect(stopped)) as connection, connection:
        connection.execute("DROP TABLE attachment")
    assert lost_files(stopped, stopped.parent / "files") == 0
