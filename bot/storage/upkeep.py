"""Backup, restore and a look at the health of the database file."""

import sqlite3
from contextlib import closing
from pathlib import Path


class Damaged(Exception):
    """A file that is no sound database of ours."""


def back_up(file: Path, target: Path) -> None:
    """Writes a complete copy while the bot goes on working (a copy of the file alone would miss what is in the WAL)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


def restore(source: Path, file: Path) -> None:
    """Puts a backup in place of the database; what was there is kept beside it as *.before-restore."""
    check(source)
    file.parent.mkdir(parents=True, exist_ok=True)
    for leftover in ("-wal", "-shm"):
        Path(f"{file}{leftover}").unlink(missing_ok=True)
    if file.exists():
        file.replace(f"{file}.before-restore")
    back_up(source, file)


def check(file: Path) -> str:
    """The migration that the file is at; Damaged where it is not a sound database of ours."""
    if not file.is_file():
        raise Damaged(f"{file}: no such file")
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return _verdict(connection, file)
    except sqlite3.DatabaseError as failure:
        raise Damaged(f"{file}: {failure}") from failure


def _verdict(connection: sqlite3.Connection, file: Path) -> str:
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise Damaged(f"{file}: {verdict}")
    revision: str = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return revision
