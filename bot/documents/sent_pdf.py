"""Looks into a PDF that somebody sent: how many pages it has, and whether it opens without a password."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import FrameType

from pypdf import PasswordType, PdfReader

from bot.core.errors import Refusal
from bot.core.sent_files import BrokenPdf, LockedPdf

SECONDS, AGAIN = 5.0, 0.5


def count_pages(content: bytes) -> int:
    """A file that somebody made to keep its reader busy is as good as a broken one."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with _at_most(SECONDS):
            return _pages(PdfReader(BytesIO(content)))
    except Refusal:
        raise
    except Exception as failure:
        # The reader fails in many ways on what is no whole PDF.
        raise BrokenPdf() from failure


def _pages(reader: PdfReader) -> int:
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise LockedPdf()
    if not reader.pages:
        raise BrokenPdf()
    return len(reader.pages)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Only in the main thread of a process, where the workshop runs its work."""
    before = signal.signal(signal.SIGALRM, _out_of_time)
    # Again and again: what is thrown into the reader once may be caught by it.
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
