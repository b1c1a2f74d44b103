"""Backup, restore and a look at the health of the database file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

BESIDE = ("", "-wal", "-shm")


class Damaged(Exception):
    """A file that is no sound database of ours."""


class InUse(Exception):
    """A database that a running bot still holds."""


def back_up(file: Path, target: Path) -> None:
    """Writes a complete copy while the bot works: the file alone would miss what is in the WAL.

    What stood at the target before stays there until the copy is complete.
    """
    if target.exists() and target.samefile(file):
        raise InUse(f"{target}: is the database itself")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        _copy(file, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(source: Path, file: Path) -> None:
    """Puts a backup in place of the database; what was there is kept beside it as *.before-restore."""
    check(source)
    if file.exists() and source.samefile(file):
        raise InUse(f"{source}: is the database itself")
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        _let_go(file)
    for beside in BESIDE:
        # The former WAL goes with its file: it may hold what was written last.
        _move(Path(f"{file}{beside}"), Path(f"{file}.before-restore{beside}"))
    back_up(source, file)


def check(file: Path) -> str:
    """The migration that the file is at; Damaged where it is not a sound database of ours."""
    if not file.is_file():
        raise Damaged(f"{file}: no such file")
    try:
        with closing(_open(file)) as connection:
            return _verdict(connection, file)
    except sqlite3.DatabaseError as failure:
        raise Damaged(f"{file}: {failure}") from failure


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
