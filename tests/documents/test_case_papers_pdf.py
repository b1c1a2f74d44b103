"""LibreOffice prints the papers of applications: every word, on as many pages as one expects."""

import os
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.core.papers import Format, Paper
from bot.documents.making import make
from bot.documents.pdf import pdf_available
from tests.documents.case_requests import REQUESTS, order, register
from tests.documents.reading import text_of

PAGES = {"protocol": 2, "order": 2, "order_changes": 2}
MANY = 120
office = pytest.mark.skipif(
    not pdf_available() and not os.environ.get("CI"), reason="LibreOffice (soffice) is not installed here"
)


def squeezed(words: str) -> str:
    return re.sub(r"[\s\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}-]", "", words)


@office
@pytest.mark.parametrize("language", ["kk", "ky"])
@pytest.mark.parametrize("name", REQUESTS)
def test_libreoffice_prints_every_word(name: str, language: str) -> None:
    paper, request = REQUESTS[name]
    pages = PdfReader(BytesIO(make(paper, Format.PDF, request(language)).content)).pages
    printed = squeezed("".join(page.extract_text() for page in pages))
    written = text_of(make(paper, Format.WORD, request(language)).content)
    lost = [word for word in re.findall(r"\w{4,}", written) if squeezed(word) not in printed]
    assert lost == []
    assert len(pages) == PAGES.get(name, 1)


@office
def test_a_long_journal_has_its_headings_on_each_page() -> None:
    small = register("kk")
    cases = tuple(replace(small.cases[place % 3], number=place + 1) for place in range(MANY))
    made = make(Paper.APPLICATION_REGISTER, Format.PDF, replace(small, cases=cases))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]
    assert MANY / 20 < len(pages) < MANY / 5
    assert all("Телефоны" in page for page in pages if "850101400001" in page)
    found = {
        int(number) for page in pages for number in re.findall(r"^\s*(\d{1,3})\s+0[789]\.09", page, re.M)
    }
    assert len(found) > MANY * 0.9


@office
def test_a_long_order_keeps_its_signatures_with_the_list() -> None:
    small = order("kk", "meals")
    made = make(Paper.ORDER, Format.PDF, replace(small, lines=small.lines * 30))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]
    assert 4 <= len(pages) <= 12
    assert "Сыныбы" in pages[-1]
    assert "Әлеуметтік педагог" in pages[-1]
