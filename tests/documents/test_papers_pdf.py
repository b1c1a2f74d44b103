"""LibreOffice opens what we write and prints the same words, Kazakh letters included."""

import csv
import os
import re
import subprocess
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.core.papers import LANGUAGES, Format, Paper
from bot.documents.making import make
from bot.documents.pdf import FONT, NoPdf, PdfFailed, pdf_available, serif, to_pdf, with_font
from bot.documents.word import form
from tests.documents.reading import opened, text_of
from tests.documents.requests import FORMS, LONG, request

CSV_IN_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76"
# Where CI is set LibreOffice is required: without it these tests run and fail.
office = pytest.mark.skipif(
    not pdf_available() and not os.environ.get("CI"), reason="LibreOffice (soffice) is not installed here"
)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text))


@office
@pytest.mark.parametrize(
    ("paper", "language"),
    [(Paper.SCHOOL_PASSPORT, language) for language in LANGUAGES]
    + [(paper, "kk") for paper in FORMS if paper is not Paper.SCHOOL_PASSPORT],
)
def test_libreoffice_prints_every_word(paper: Paper, language: str) -> None:
    asked = request(paper, language)
    pages = PdfReader(BytesIO(make(paper, Format.PDF, asked).content)).pages
    printed = "".join(page.extract_text() for page in pages).replace("\n", " ").replace("\xa0", " ")
    squeezed = re.sub(r"[\s-]", "", printed)
    written = text_of(make(paper, Format.WORD, asked).content)
    # words turned upright or broken over lines are read back in pieces: letters are compared, spaces are not
    lost = [word for word in words(written) if word not in squeezed and not upright(word, paper)]
    assert lost == []
    if language == "kk":
        assert set("әғқңөұүі") <= set(printed)


def upright(word: str, paper: Paper) -> bool:
    return paper is Paper.CLASS_TABLE and word not in LONG.full


@office
def test_libreoffice_prints_a_long_table_with_its_heading_on_each_page() -> None:
    asked = request(Paper.PUPILS_REGISTER)
    many = replace(asked.classes[0], pupils=asked.classes[0].pupils * 8)
    made = make(Paper.PUPILS_REGISTER, Format.PDF, replace(asked, classes=(many,)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]
    assert len(pages) > 3
    assert all("Ұлты" in page for page in pages if LONG.first in page)
    assert f"{len(pages)}" in pages[0].split("бет")[-1]


@office
def test_excel_opens_in_libreoffice(tmp_path: Path) -> None:
    made = make(Paper.SCHOOL_PASSPORT, Format.EXCEL, request(Paper.SCHOOL_PASSPORT))
    source = tmp_path / "paper.xlsx"
    source.write_bytes(made.content)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", CSV_IN_UTF8, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    rows = list(csv.reader(source.with_suffix(".csv").read_text().splitlines()))
    assert ["5", "Көп балалы отбасы", "2", "1", "33.3"] in rows
    assert ["", "Барлық оқушылар", "6", "5", "100.0"] in rows
    assert rows[1][0] == "Мектептің әлеуметтік паспорты"


def test_without_libreoffice_pdf_is_refused() -> None:
    assert not pdf_available("no-such-office")
    with pytest.raises(NoPdf):
        to_pdf(b"", program="no-such-office")


def script(folder: Path, body: str) -> str:
    """A stand-in for the office: a program that does what `body` says."""
    program = folder / "office"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return str(program)


def test_an_office_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    program = script(tmp_path, f"(sleep 3; touch {tmp_path}/survived) & wait")
    began = time.monotonic()
    with pytest.raises(PdfFailed):
        to_pdf(form(Paper.COMPARISON, "kk"), program, seconds=0.3, folder=tmp_path)
    assert time.monotonic() - began < 2.5
    time.sleep(3)
    assert not (tmp_path / "survived").exists()


def test_an_office_that_makes_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(PdfFailed):
        to_pdf(form(Paper.COMPARISON, "kk"), script(tmp_path, "exit 0"), folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_the_font_is_changed_where_ours_lacks_letters() -> None:
    changed = with_font(form(Paper.COMPARISON, "kk"), "Noto & Serif")
    normal = opened(changed).styles["Normal"].font
    assert normal.name == "Noto & Serif"
    assert text_of(changed) == text_of(form(Paper.COMPARISON, "kk"))
    assert with_font(b"as it is", FONT) == b"as it is"


def test_without_fontconfig_the_font_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert serif() == FONT
