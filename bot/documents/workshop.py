"""The workshop: makes papers in a process of its own, so that the chat goes on meanwhile."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from threading import Thread, main_thread
from typing import ParamSpec, TypeVar

from bot.core.office import InvitationSheet
from bot.core.papers import Format, Paper, PaperRequest
from bot.core.ports import File
from bot.core.roster.values import Roster
from bot.core.school import SchoolYear
from bot.documents.making import make
from bot.documents.own_form import check_template
from bot.documents.pdf import pdf_available
from bot.documents.qr import qr_picture

P = ParamSpec("P")
R = TypeVar("R")
SECONDS_TO_TIDY_UP = 2.0


class DocumentWorkshop:
    """Satisfies core.ports.Workshop; the process begins with the first paper."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._line: Connection | None = None

    def makes_pdf(self) -> bool:
        return pdf_available()

    async def invitation_sheet(self, sheet: InvitationSheet, as_pdf: bool) -> File:
        return await self._apart(_invitation_sheet, sheet, as_pdf)

    async def qr_picture(self, link: str) -> File:
        return qr_picture(link)

    async def read_roster(self, content: bytes, file_name: str, year: SchoolYear) -> Roster:
        return await self._apart(_read_roster, content, file_name, year)

    async def count_pages(self, content: bytes) -> int:
        """Of a PDF that somebody sent; LockedPdf or BrokenPdf where it can not be opened."""
        return await self._apart(_count_pages, content)

    async def make_paper(self, paper: Paper, format: Format, request: PaperRequest) -> File:
        return await self._apart(make, paper, format, request)

    async def word_form(self, paper: Paper, language: str) -> bytes:
        return await self._apart(_word_form, paper, language)

    async def check_template(self, paper: Paper, language: str, content: bytes) -> None:
        await self._apart(check_template, paper, language, content)

    def close(self) -> None:
        """The process goes at once, also from the middle of a paper."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        if self._line is not None:
            self._line.close()
        self._pool = self._line = None

    async def _apart(self, make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs plain work on plain values in the other process; one that died is begun anew."""
        pool = self._pool or self._begin()
        try:
            return await asyncio.wrap_future(pool.submit(_at_work, partial(make, *args, **kwargs)))
        except BrokenProcessPool:
            if pool is self._pool:
                self.close()
            raise

    def _begin(self) -> ProcessPoolExecutor:
        apart = multiprocessing.get_context("spawn")
        held, self._line = apart.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(1, apart, initializer=_follow, initargs=(held,))
        return self._pool


def _invitation_sheet(sheet: InvitationSheet, as_pdf: bool) -> File:
    # what writes Word files is loaded where it is used
    from bot.documents.invitations import invitation_sheet

    return invitation_sheet(sheet, as_pdf)


def _read_roster(content: bytes, file_name: str, year: SchoolYear) -> Roster:
    # the reader of tables is loaded where it is used
    from bot.documents.rosters import read_roster

    return read_roster(content, file_name, year)


def _count_pages(content: bytes) -> int:
    # the reader of PDFs is loaded where it is used
    from bot.documents.sent_pdf import count_pages

    return count_pages(content)


def _word_form(paper: Paper, language: str) -> bytes:
    from bot.documents.word import form

    return form(paper, language)


def _at_work(work: Callable[[], R]) -> R:
    """Told to go, it goes through the work at hand, which takes what it has started with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        return work()
    except SystemExit:
        os._exit(1)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _follow(line: Connection) -> None:
    """Ctrl-C in a terminal reaches the whole group of processes: when to go is for the parent to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_when_closed, args=(line,), daemon=True).start()


def _leave_when_closed(line: Connection) -> None:
    """The line ends when the parent closes it or dies; a process without it would wait for work for ever."""
    with suppress(EOFError, OSError):
        line.recv_bytes()
    signal.pthread_kill(main_thread().ident or 0, signal.SIGTERM)
    time.sleep(SECONDS_TO_TIDY_UP)
    os._exit(1)
