"""Every paper in every language, opened by LibreOffice: the Word file as pages, the Excel file as rows."""

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx.table import Table, _Cell
from pypdf import PdfReader

from bot.core.papers import LANGUAGES, Format, Paper
from bot.documents.making import make
from tests.documents.reading import opened, sheets
from tests.documents.requests import FORMS, request

EACH = [(paper, language) for paper in FORMS for language in LANGUAGES]
ALL_SHEETS_IN_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
LETTERS = {"kk": "әғқңөұүһі", "ru": "ёы", "ky": "ңөүэы"}
SECONDS = 180
FEW_SPACES = re.compile(r"[\s\xa0\xad-]+")


@dataclass(frozen=True)
class Rendered:
    """What we wrote of a paper, and what LibreOffice made of it."""

    word: bytes
    excel: bytes
    pdf: Path
    tables: dict[str, Path]

    def pages(self) -> list[str]:
        """As pdftotext reads them, which keeps a table's cells in their order."""
        command = ["pdftotext", "-layout", str(self.pdf), "-"]
        read = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
        return read.stdout.split("\f")[:-1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Required where CI is set, else skipped."""
    missing = [program for program in ("soffice", "pdftotext") if shutil.which(program) is None]
    if missing:
        words = (
            f"no paper is opened again: {', '.join(missing)} is missing (Debian: libreoffice, poppler-utils)"
        )
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    return tmp_path_factory.mktemp("rendered")


@pytest.fixture(scope="module")
def rendered(folder: Path) -> dict[tuple[Paper, str], Rendered]:
    """All files are converted by one start of the office a format: its start is what takes long."""
    made = {(paper, language): written(folder, paper, language) for paper, language in EACH}
    convert(folder, "pdf", [word for word, _ in made.values()])
    convert(folder, ALL_SHEETS_IN_UTF8, [excel for _, excel in made.values()])
    return {one: read_back(word, excel) for one, (word, excel) in made.items()}


def written(folder: Path, paper: Paper, language: str) -> tuple[Path, Path]:
    asked, name = request(paper, language), folder / f"{paper}_{language}"
    word, excel = name.with_suffix(".docx"), name.with_suffix(".xlsx")
    word.write_bytes(make(paper, Format.WORD, asked).content)
    excel.write_bytes(make(paper, Format.EXCEL, asked).content)
    return word, excel


def convert(folder: Path, to: str, files: list[Path]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=SECONDS)


def read_back(word: Path, excel: Path) -> Rendered:
    begins = f"{excel.stem}-"
    tables = {file.stem.removeprefix(begins): file for file in excel.parent.glob(f"{begins}*.csv")}
    return Rendered(word.read_bytes(), excel.read_bytes(), word.with_suffix(".pdf"), tables)


def squeezed(text: str) -> str:
    """Words broken over lines are read back in pieces: letters are compared, spaces are not."""
    return FEW_SPACES.sub("", text)


def cells(word: bytes) -> Iterable[str]:
    """Of all tables, a merged one once; what is turned upright is read back in pieces, and left out."""
    for part in opened(word).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield from dict.fromkeys(cell.text for cell in row.cells if not upright(cell))


def upright(cell: _Cell) -> bool:
    return bool(cell._tc.xpath("./w:tcPr/w:textDirection"))


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_no_word_of_a_word_file_is_lost_on_its_pages(
    rendered: dict[tuple[Paper, str], Rendered], paper: Paper, language: str
) -> None:
    one = rendered[paper, language]
    printed = "".join(one.pages())
    paragraphs = [line.text for line in opened(one.word).paragraphs]
    lost = [text for text in words([*paragraphs, *cells(one.word)]) if not stands(text, printed)]
    assert lost == []
    assert {letter for text in [*paragraphs, *cells(one.word)] for letter in squeezed(text)} <= set(printed)


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_the_line_to_sign_on_is_not_broken(
    rendered: dict[tuple[Paper, str], Rendered], paper: Paper, language: str
) -> None:
    lines = [line.strip() for page in rendered[paper, language].pages() for line in page.splitlines()]
    assert any("___" in line for line in lines)
    assert "_" not in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_the_language_is_printed(
    rendered: dict[tuple[Paper, str], Rendered], language: str
) -> None:
    printed = "".join(page for paper in FORMS for page in rendered[paper, language].pages()).lower()
    assert set(LETTERS[language]) <= set(printed)


def words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w{4,}", text)]


def stands(word: str, printed: str) -> bool:
    """In a narrow column the pieces of a broken word stand below each other, those of others between them."""
    if word in squeezed(printed):
        return True
    return any(word[:at] in printed and word[at:] in printed for at in range(2, len(word) - 1))


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_an_excel_file_has_the_same_rows_in_libreoffice(
    rendered: dict[tuple[Paper, str], Rendered], paper: Paper, language: str
) -> None:
    """Both readers see every sheet, cell by cell."""
    one = rendered[paper, language]
    ours = sheets(one.excel)
    assert set(one.tables) == set(ours)
    for name, rows in ours.items():
        with one.tables[name].open(encoding="utf-8", newline="") as file:
            theirs = [filled(row) for row in csv.reader(file)]
        assert [row for row in theirs if row] == [row for row in map(filled, rows) if row]


def filled(row: Iterable[object]) -> list[str]:
    """As it is read, without the empty cells at its end; a number without the zero that it is shown with."""
    shown = [plain(cell) for cell in row]
    while shown and not shown[-1]:
        shown.pop()
    return shown


def plain(cell: object) -> str:
    text = str(cell).strip()
    return text.removesuffix(".0") if re.fullmatch(r"-?\d+\.0", text) else text


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_all_letters_come_from_one_family_of_fonts(
    rendered: dict[tuple[Paper, str], Rendered], paper: Paper, language: str
) -> None:
    """A letter that the font lacks would be taken from another one, and stand out in its word."""
    families = {font.partition("-")[0] for font in fonts(rendered[paper, language].pdf.read_bytes())}
    assert len(families) == 1, families


def fonts(pdf: bytes) -> set[str]:
    """The names of the embedded fonts, without the mark of the subset."""
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index,union-attr]
            found.add(str(font.get_object()["/BaseFont"]).rpartition("+")[2].lstrip("/"))
    return found
