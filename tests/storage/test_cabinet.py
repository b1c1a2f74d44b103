"""Files that people sent: kept once, sealed, whole or not at all."""

import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.errors import FileLost
from bot.storage import file_folder
from bot.storage.cabinet import SealedCabinet
from bot.storage.file_folder import file_at, places
from bot.storage.vault import Vault

PAPER = "%PDF-1.7 Туу туралы куәлік".encode() * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "files"


@pytest.fixture
def cabinet(folder: Path) -> SealedCabinet:
    return SealedCabinet(folder, Vault("a secret of the tests"))


def lying(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


async def test_what_is_kept_comes_back(cabinet: SealedCabinet) -> None:
    place = await cabinet.keep(PAPER)
    assert await cabinet.fetch(place) == PAPER


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(content=st.binary(max_size=2000))
def test_any_content_comes_back(cabinet: SealedCabinet, content: bytes) -> None:
    assert asyncio.run(cabinet.fetch(asyncio.run(cabinet.keep(content)))) == content


async def test_the_same_file_is_kept_once(cabinet: SealedCabinet, folder: Path) -> None:
    kept = await asyncio.gather(*(cabinet.keep(PAPER) for _ in range(8)))
    assert len(set(kept)) == 1
    [file] = lying(folder)
    before = file.stat().st_mtime_ns
    assert await cabinet.keep(PAPER) == kept[0]
    assert [one.stat().st_mtime_ns for one in lying(folder)] == [before]


async def test_it_lies_under_a_keyed_hash_and_for_its_owner_only(
    cabinet: SealedCabinet, folder: Path
) -> None:
    place = await cabinet.keep(PAPER)
    file = folder / place[:2] / place
    assert len(place) == 64
    assert place == place.lower()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert await SealedCabinet(folder, Vault("another secret")).keep(PAPER) != place


async def test_the_disk_does_not_show_the_content(cabinet: SealedCabinet, folder: Path) -> None:
    await cabinet.keep(PAPER)
    [file] = lying(folder)
    content = file.read_bytes()
    assert b"%PDF" not in content
    assert PAPER[:16] not in content


@pytest.mark.parametrize("damage", [b"", b"x", None])
async def test_a_missing_or_damaged_file_is_named_so(
    cabinet: SealedCabinet, folder: Path, damage: bytes | None
) -> None:
    place = await cabinet.keep(PAPER)
    file = file_at(folder, place)
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    with pytest.raises(FileLost):
        await cabinet.fetch(place)
    assert await cabinet.keep(PAPER) == place
    assert await cabinet.fetch(place) == PAPER


@pytest.mark.parametrize("place", ["", ".", "../../tirek.db", "ab", "a" * 64])
async def test_a_place_that_is_none(cabinet: SealedCabinet, folder: Path, place: str) -> None:
    folder.mkdir(parents=True)
    (folder.parent / "tirek.db").write_bytes(b"the database")
    with pytest.raises(FileLost):
        await cabinet.fetch(place)


async def test_one_file_does_not_open_as_another(cabinet: SealedCabinet, folder: Path) -> None:
    place, other = await cabinet.keep(PAPER), await cabinet.keep(b"another paper")
    file_at(folder, place).write_bytes(file_at(folder, other).read_bytes())
    with pytest.raises(FileLost):
        await cabinet.fetch(place)


async def test_a_full_disk_leaves_nothing_half_written(
    cabinet: SealedCabinet, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(file_folder.os, "fsync", fails)
        with pytest.raises(OSError, match="No space left"):
            await cabinet.keep(PAPER)
    assert list(lying(folder)) == []
    assert await cabinet.fetch(await cabinet.keep(PAPER)) == PAPER


async def test_what_a_crash_left_unfinished_is_no_file(cabinet: SealedCabinet, folder: Path) -> None:
    place = await cabinet.keep(PAPER)
    (folder / place[:2] / "left.unfinished").write_bytes(b"half")
    assert places(folder) == {place}
