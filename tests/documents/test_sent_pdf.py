"""PDFs that people send: their pages are counted; locked, broken and hostile ones are told apart."""

import io
import random
import time
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from pypdf import PdfWriter

from bot.core.errors import Refusal
from bot.core.sent_files import BrokenPdf, LockedPdf
from bot.documents import sent_pdf
from bot.documents.sent_pdf import count_pages
from bot.documents.workshop import DocumentWorkshop


def pdf(pages: int = 1, user: str = "", owner: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if user or owner:
        writer.encrypt(user, owner or None, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest_asyncio.fixture
async def workshop() -> AsyncIterator[DocumentWorkshop]:
    workshop = DocumentWorkshop()
    yield workshop
    workshop.close()


async def test_pages_are_counted_beside_the_chat(workshop: DocumentWorkshop) -> None:
    assert await workshop.count_pages(pdf(3)) == 3
    with pytest.raises(LockedPdf):
        await workshop.count_pages(pdf(1, user="құпия"))


@pytest.mark.parametrize("pages", [1, 2, 40])
def test_pages(pages: int) -> None:
    assert count_pages(pdf(pages)) == pages
    assert count_pages(b"a line before\n" + pdf(pages)) == pages


def test_a_password_of_the_owner_only_keeps_nobody_out() -> None:
    assert count_pages(pdf(2, owner="secret")) == 2
    with pytest.raises(LockedPdf):
        count_pages(pdf(2, user="secret", owner="other"))


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\nnot really\n%%EOF", b"", pdf()[:200], pdf(0)])
def test_what_does_not_open(content: bytes) -> None:
    with pytest.raises(BrokenPdf):
        count_pages(content)


def test_whatever_is_damaged_it_is_counted_or_refused() -> None:
    chance, whole = random.Random(7), pdf(3)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert 0 < count_pages(bytes(damaged)) < 100
        except Refusal:
            continue


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is kept busy, and catches what is thrown into it once."""

    class Pages:
        def __len__(self) -> int:
            try:
                _work(60)
            except TimeoutError:
                _work(60)
            return 1

        def __bool__(self) -> bool:
            return len(self) > 0

    class Reader:
        is_encrypted, pages = False, Pages()

    monkeypatch.setattr(sent_pdf, "PdfReader", lambda content: Reader())
    monkeypatch.setattr(sent_pdf, "SECONDS", 0.05)
    monkeypatch.setattr(sent_pdf, "AGAIN", 0.05)


def _work(seconds: float) -> None:
    for _ in _ticks(time.monotonic() + seconds):
        pass


def _ticks(until: float) -> Iterator[None]:
    while time.monotonic() < until:
        yield


@pytest.mark.usefixtures("endless")
def test_a_file_that_keeps_its_reader_busy_is_a_broken_one() -> None:
    began = time.monotonic()
    with pytest.raises(BrokenPdf):
        count_pages(pdf())
    assert time.monotonic() - began < 5
