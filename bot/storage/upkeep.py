"""Backup, restore and a look at the health of the database file and of the files that people sent."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.storage.file_folder import copy_files, drop_files, file_at, is_whole

BESIDE = ("", "-wal", "-shm")


class Damaged(Exception):
    """A file that is no sound database of ours."""


class InUse(Exception):
    """A database that a running bot still holds."""


def files_of(backup: Path) -> Path:
    """The folder beside a backup with the sealed files that belong to it."""
    return backup.with_name(f"{backup.name}.files")


def back_up(file: Path, folder: Path, target: Path) -> None:
    """Writes a complete copy while the bot works, the sent files of the folder beside it.

    What stood at the target before stays there until the copy is complete. The database goes first: what it names
    was in the folder before it was named.
    """
    if target.exists() and target.samefile(file):
        raise InUse(f"{target}: is the database itself")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _complete(target) as unfinished:
        _copy(file, unfinished)
        copy_files(folder, files_of(target))
    drop_files(folder, files_of(target))


def restore(source: Path, file: Path, folder: Path) -> None:
    """Puts a backup in place of the database; what was there is kept beside it as *.before-restore.

    Files are added to the folder, none is taken away: the database before goes on to have its own.
    """
    check(source)
    if file.exists() and source.samefile(file):
        raise InUse(f"{source}: is the database itself")
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        _let_go(file)
    copy_files(files_of(source), folder)
    for beside in BESIDE:
        # The former WAL goes with its file: it may hold what was written last.
        _move(Path(f"{file}{beside}"), Path(f"{file}.before-restore{beside}"))
    with _complete(file) as unfinished:
        _copy(source, unfinished)


def check(file: Path) -> str:
    """The migration that the file is at; Damaged where it is not a sound database of ours."""
    if not file.is_file():
        raise Damaged(f"{file}: no such file")
    try:
        with closing(_open(file)) as connection:
            return _verdict(connection, file)
    except sqlite3.DatabaseError as failure:
        raise Damaged(f"{file}: {failure}") from failure


def lost_files(file: Path, folder: Path) -> int:
    """How many of the files that the database names are missing from the folder or damaged."""
    with closing(_open(file)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attachment'").fetchone():
            return 0
        named = connection.execute("SELECT DISTINCT place FROM attachment").fetchall()
    return sum(not is_whole(file_at(folder, place)) for (place,) in named)


@contextmanager
def _complete(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place once it is complete."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        yield unfinished
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(file: Path, target: Path) -> None:
    """Into an empty file that only its owner may read, flushed to the disk."""
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        with closing(_open(file)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        os.fsync(handle)
    finally:
        os.close(handle)


def _open(file: Path) -> sqlite3.Connection:
    """For reading; as an address, since a path may hold signs that mean something there."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _let_go(file: Path) -> None:
    """InUse where somebody else has the database open: only the last one may take it out of WAL mode."""
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as failure:
            raise InUse(f"{file}: the bot is running; stop it first") from failure
        except sqlite3.DatabaseError:
            # Damaged, which may be why it is restored; it is kept as it is.
            return


def _move(former: Path, kept: Path) -> None:
    kept.unlink(missing_ok=True)
    if former.exists():
        former.replace(kept)


def _verdict(connection: sqlite3.Connection, file: Path) -> str:
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise Damaged(f"{file}: {verdict}")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise Damaged(f"{file}: no migration is noted in it")
    revision: str = row[0]
    return revision
