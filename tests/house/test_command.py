"""The command `tirek`: what a school's IT person types, and what it says where something is wrong."""

import asyncio
import json
import os
import shutil
import signal
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_roster import as_xlsx
from bot.sandbox.sample_school import sample_school
from bot.sandbox.server import TOKEN, Telegram
from bot.storage.cabinet import SealedCabinet
from bot.storage.vault import Vault
from tests.storage.test_upkeep import name_file

PATIENCE = 30


class Backstage:
    """Our Telegram in a thread of its own, as the command takes the main one."""

    def __init__(self) -> None:
        self.server = Telegram(SandboxClock())
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> "Backstage":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.server.start(), self._loop).result(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self.server.stop(), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def backstage() -> Iterator[Backstage]:
    with Backstage() as backstage:
        yield backstage


@pytest.fixture(autouse=True)
def at_a_school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder and an environment of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "SECRET_KEY", "DATABASE_URL", "TIMEZONE", "TELEGRAM_API_URL", "WEBHOOK_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def settings(backstage: Backstage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SECRET_KEY", "a secret of the tests")
    monkeypatch.setenv("TELEGRAM_API_URL", backstage.server.url)


def end_when(ready: Callable[[], bool]) -> threading.Thread:
    """Asks this process to end, as a shutdown does, once it is ready."""

    def wait() -> None:
        until = time.monotonic() + PATIENCE
        while not ready() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def run(backstage: Backstage) -> int:
    before = backstage.server.calls["getupdates"]
    waiting = end_when(lambda: backstage.server.calls["getupdates"] > before)
    code = main(["run"])
    waiting.join()
    return code


@pytest.mark.usefixtures("settings")
def test_the_first_start_prints_the_owners_link(
    backstage: Backstage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(backstage) == 0
    first = capsys.readouterr().out
    assert "https://t.me/" in first
    assert run(backstage) == 0
    assert capsys.readouterr().out == first


@pytest.mark.usefixtures("settings")
def test_the_doctor_looks_at_everything(backstage: Backstage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "will be made at the first start" in capsys.readouterr().out
    run(backstage)
    capsys.readouterr()
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "sound, migration" in told
    assert "answers as @" in told


@pytest.mark.usefixtures("settings")
def test_a_backup_is_made_and_put_back(
    backstage: Backstage, at_a_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(backstage)
    copy = at_a_school / "copies" / "monday.db"
    assert main(["backup", str(copy)]) == 0
    assert main(["restore", str(copy)]) == 0
    assert capsys.readouterr().err == ""
    assert (at_a_school / "data" / "tirek.db").is_file()


@pytest.mark.usefixtures("settings")
def test_the_files_that_people_sent_belong_to_a_backup(
    backstage: Backstage, at_a_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(backstage)
    data, copy = at_a_school / "data", at_a_school / "copies" / "monday.db"
    place = asyncio.run(SealedCabinet(data / "files", Vault("a secret of the tests")).keep(b"a certificate"))
    name_file(data / "tirek.db", place)
    assert main(["backup", str(copy)]) == 0
    assert main(["doctor"]) == 0
    assert "files      " in capsys.readouterr().out
    shutil.rmtree(data / "files")
    assert main(["doctor"]) == 1
    assert "of the files that people sent, 1 missing or damaged" in capsys.readouterr().err
    assert main(["restore", str(copy)]) == 0
    assert (data / "files" / place[:2] / place).is_file()
    shutil.rmtree(data / "files")
    shutil.rmtree(f"{copy}.files")
    for command in ("backup", "restore"):
        assert main([command, str(copy)]) == 1
        told = capsys.readouterr()
        assert told.out.strip().endswith(".db")
        assert told.err.count("\n") == 1
        assert "missing or damaged" in told.err


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["run"], {}, "BOT_TOKEN is not set"),
        (["run"], {"BOT_TOKEN": TOKEN}, "SECRET_KEY is not set"),
        (["doctor"], {"WEBHOOK_PORT": "many"}, "not understood: WEBHOOK_PORT"),
        (["doctor"], {"TIMEZONE": "Asia/Nowhere"}, "Asia/Nowhere"),
        (["doctor"], {"DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with"),
        (["backup", "copy.db"], {}, "no such file"),
        (["restore", "missing.db"], {}, "missing.db"),
        (["check-roster", "missing.xlsx"], {}, "missing.xlsx"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[str],
    environment: dict[str, str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.usefixtures("settings")
def test_a_damaged_database_and_a_silent_telegram_are_named(
    at_a_school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    assert main(["run"]) == 1
    assert main(["doctor"]) == 1
    assert capsys.readouterr().err.count("Telegram does not answer") == 2
    (at_a_school / "data" / "tirek.db").write_bytes(b"no database" * 1000)
    assert main(["doctor"]) == 1
    assert "tirek.db" in capsys.readouterr().err


def test_a_class_list_is_read_as_the_bot_would(at_a_school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = at_a_school / "roster.xlsx"
    file.write_bytes(as_xlsx(sample_school()))
    assert main(["check-roster", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["pupils"]) == 320
    assert {"class_name", "last", "first", "iin", "problems", "sheet", "row"} <= set(found["pupils"][0])


def test_the_demo_prints_the_address_of_its_page(
    at_a_school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    def is_up() -> bool:
        said.append(capsys.readouterr().out)
        addresses = [word for word in "".join(said).split() if word.startswith("http://")]
        return bool(addresses) and urllib.request.urlopen(addresses[0], timeout=5).status == 200

    waiting = end_when(is_up)
    assert main(["demo", "--port", "0"]) == 0
    waiting.join()
