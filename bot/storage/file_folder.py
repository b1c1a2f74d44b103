"""The folder of sealed files: where each one lies, whether it is whole, how it gets there and into a backup."""

import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

DIGEST = 32
UNFINISHED = ".unfinished"


def file_at(folder: Path, place: str) -> Path:
    return folder / place[:2] / place


def with_digest(sealed: bytes) -> bytes:
    """What is written to the disk: whether it is whole can be told without the key."""
    return sha256(sealed).digest() + sealed


def sealed_part(content: bytes) -> bytes | None:
    """None where a part is missing or was changed."""
    digest, sealed = content[:DIGEST], content[DIGEST:]
    return sealed if sha256(sealed).digest() == digest else None


def is_whole(file: Path) -> bool:
    return file.is_file() and sealed_part(file.read_bytes()) is not None


def write_file(file: Path, content: bytes) -> None:
    """For its owner only, all of it or nothing, and on the disk when this returns."""
    for folder in (file.parent.parent, file.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=UNFINISHED, dir=file.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    for folder in (file.parent, file.parent.parent):
        _flush(folder)


def places(folder: Path) -> frozenset[str]:
    """The names of the files in the folder."""
    return frozenset(file.name for file in _files(folder))


def copy_files(source: Path, target: Path) -> None:
    """Brings whole files of the source to where they are missing or damaged; nothing whole is touched."""
    for place in sorted(places(source)):
        if not is_whole(file_at(target, place)):
            content = file_at(source, place).read_bytes()
            if sealed_part(content) is not None:
                write_file(file_at(target, place), content)


def drop_files(source: Path, target: Path) -> None:
    """Removes from the target what the source has no more; a source that is not there says nothing."""
    if source.is_dir():
        for place in places(target) - places(source):
            file_at(target, place).unlink()


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.glob("??/*") if file.is_file() and file.suffix != UNFINISHED)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
