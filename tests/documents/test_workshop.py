"""The workshop: papers are made in another process, which goes when its parent goes."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.papers import Format, NoSuchFormat, OneClassNeeded, Paper
from bot.documents import workshop as workshop_module
from bot.documents.own_form import NotWord
from bot.documents.pdf import pdf_available, to_pdf
from bot.documents.word import form
from bot.documents.workshop import DocumentWorkshop, _at_work, _follow, _leave_when_closed, _word_form
from tests.documents.requests import request

SECONDS = 20
PARENT = """
import asyncio, os
from bot.documents.workshop import DocumentWorkshop

async def main():
    workshop = DocumentWorkshop()
    print(await workshop._apart(os.getpid), flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest_asyncio.fixture
async def workshop() -> AsyncIterator[DocumentWorkshop]:
    workshop = DocumentWorkshop()
    yield workshop
    workshop.close()


async def test_a_paper_is_made_elsewhere(workshop: DocumentWorkshop) -> None:
    assert await workshop._apart(os.getpid) != os.getpid()
    file = await workshop.make_paper(Paper.SCHOOL_PASSPORT, Format.EXCEL, request(Paper.SCHOOL_PASSPORT))
    assert file.name.endswith(".xlsx")
    assert file.content.startswith(b"PK")
    assert workshop.makes_pdf() is pdf_available()


async def test_a_refusal_comes_back_with_its_words(workshop: DocumentWorkshop) -> None:
    with pytest.raises(NoSuchFormat):
        await workshop.make_paper(Paper.SCHOOL_PASSPORT, Format.PICTURE, request(Paper.SCHOOL_PASSPORT))
    with pytest.raises(OneClassNeeded):
        await workshop.make_paper(
            Paper.CLASS_TABLE, Format.WORD, replace(request(Paper.CLASS_TABLE), classes=())
        )
    with pytest.raises(NotWord):
        await workshop.check_template(Paper.SCHOOL_PASSPORT, "kk", b"no form")


async def test_a_form_goes_out_and_is_taken_back(workshop: DocumentWorkshop) -> None:
    form = await workshop.word_form(Paper.SCHOOL_PASSPORT, "kk")
    assert form == _word_form(Paper.SCHOOL_PASSPORT, "kk")
    await workshop.check_template(Paper.SCHOOL_PASSPORT, "kk", form)


async def test_a_process_that_died_is_begun_anew(workshop: DocumentWorkshop) -> None:
    with pytest.raises(BrokenProcessPool):
        await workshop._apart(os.kill, await workshop._apart(os.getpid), signal.SIGKILL)
    assert await workshop._apart(len, "kk") == 2
    workshop.close()
    workshop.close()


def test_the_process_leaves_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command = [sys.executable, str(script)]
    parent = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert _lives(child)
    parent.kill()
    parent.wait()
    end = time.monotonic() + SECONDS
    while _lives(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _lives(child)


async def test_ctrl_c_in_the_terminal_is_for_the_parent(workshop: DocumentWorkshop) -> None:
    child = await workshop._apart(os.getpid)
    os.kill(child, signal.SIGINT)
    assert await workshop._apart(os.getpid) == child


async def test_the_process_goes_with_the_workshop_from_the_middle_of_its_work(tmp_path: Path) -> None:
    workshop = DocumentWorkshop()
    child, begun = await workshop._apart(os.getpid), tmp_path / "begun"
    work = asyncio.create_task(workshop._apart(_hang, str(begun)))
    await _until(begun.exists)
    workshop.close()
    await _until(lambda: not _lives(child))
    await _until(lambda: not _lives(int(begun.read_text())))
    assert (await asyncio.gather(work, return_exceptions=True))[0] is not None


def _hang(begun: str) -> None:
    """LibreOffice that never ends."""
    program = Path(begun).with_name("office")
    program.write_text(f"#!/bin/sh\necho $$ > {begun}.part; mv {begun}.part {begun}; sleep 60\n")
    program.chmod(0o755)
    to_pdf(form(Paper.COMPARISON, "kk"), str(program), folder=program.parent)


async def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it never came"
        await asyncio.sleep(0.05)


def test_how_the_process_follows_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in this process, which is not to end."""
    asked: list[int] = []
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(signal, "pthread_kill", lambda thread, number: asked.append(number))
    monkeypatch.setattr(os, "_exit", asked.append)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    held, line = multiprocessing.Pipe(duplex=False)
    line.close()
    monkeypatch.setattr(workshop_module, "_leave_when_closed", lambda line: asked.append(0))
    try:
        _follow(held)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
    _leave_when_closed(held)
    assert asked[-2:] == [signal.SIGTERM, 1]


def test_work_that_is_told_to_go_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "_exit", _Ended.at)
    with pytest.raises(_Ended):
        _at_work(partial(signal.raise_signal, signal.SIGTERM))
    assert _at_work(lambda: 2) == 2
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


class _Ended(Exception):
    """Stands for the end of the process."""

    @classmethod
    def at(cls, code: int) -> None:
        raise cls(code)


def _lives(process: int) -> bool:
    """A process that ended but was not fetched yet does not live."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_main_process_loads_no_word_or_excel() -> None:
    heavy = "{'docx', 'docxtpl', 'xlsxwriter', 'typst'}"
    code = f"import sys, bot.documents.workshop; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
