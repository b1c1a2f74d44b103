"""Excel files are opened again by another library, and their pages' set-up is read from the XML."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.core.papers import LANGUAGES, Format, Paper, PassportRequest
from bot.core.people import Role
from bot.documents.making import make
from bot.texts import text
from tests.documents.reading import sheets, text_of
from tests.documents.requests import FORMS, LONG, request

EACH = [(paper, language) for paper in FORMS for language in LANGUAGES]


def made(paper: Paper, asked: PassportRequest | None = None) -> bytes:
    return make(paper, Format.EXCEL, asked or request(paper)).content


def first(content: bytes) -> list[list[object]]:
    return next(iter(sheets(content).values()))


def row_that_begins(content: bytes, *cells: object) -> list[object]:
    return next(row for row in first(content) if row[: len(cells)] == list(cells))


def test_the_passport_has_numbers_as_numbers() -> None:
    content = made(Paper.SCHOOL_PASSPORT)
    assert list(sheets(content)) == ["Әлеуметтік паспорт", "Қосымша тізімдер"]
    assert row_that_begins(content, 5.0) == [5.0, "Көп балалы отбасы", 2.0, 1.0, 33.3]
    assert row_that_begins(content, "", "Барлық оқушылар") == ["", "Барлық оқушылар", 6.0, 5.0, 100.0]
    assert row_that_begins(content, 3.0, "Анасы жоқ балалар")[3] == ""


def test_two_years_stand_beside_each_other() -> None:
    content = made(Paper.COMPARISON)
    found = row_that_begins(content, 5.0)
    assert found[2:] == [1.0, 2.0, 1.0, 100.0, 1.0, 1.0, 0.0, 0.0]
    assert row_that_begins(content, 7.0)[5:7] == ["—", ""]


def test_what_looks_like_a_formula_number_or_link_stays_words() -> None:
    rows = first(made(Paper.PUPILS_REGISTER))
    assert any(row[1] == "=1+2 @SUM Бауыржанұлы" for row in rows)
    assert any("+77000000001" in str(row[8]) for row in rows)
    assert any(row[11] == "000000000001" for row in rows)
    with ZipFile(BytesIO(made(Paper.PUPILS_REGISTER))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_iin_is_for_the_pedagogue_alone() -> None:
    asked = replace(request(Paper.PUPILS_REGISTER), viewer_roles=frozenset({Role.DEPUTY}))
    assert "000000000001" not in str(first(made(Paper.PUPILS_REGISTER, asked)))


def test_a_list_with_names_and_one_that_only_counts() -> None:
    assert row_that_begins(made(Paper.CATEGORY_LIST), 1.0)[1] == LONG.full
    counted = made(Paper.CATEGORY_LIST, replace(request(Paper.CATEGORY_LIST), with_names=False))
    assert row_that_begins(counted, "Барлығы") == ["Барлығы", 2.0, 1.0, 33.3]
    empty = replace(request(Paper.CATEGORY_LIST), with_names=False, classes=())
    assert row_that_begins(made(Paper.CATEGORY_LIST, empty), "Барлығы") == ["Барлығы", 0.0, 0.0, "—"]


def test_ticks_of_a_class() -> None:
    found = row_that_begins(made(Paper.CLASS_TABLE), 3.0)
    assert found[:8] == [3.0, "Ёлкина Яна Бауыржанұлы", "+", "", "", "", "", "?"]


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_the_page_is_set_up_for_printing(paper: Paper, language: str) -> None:
    content = made(paper, request(paper, language))
    with ZipFile(BytesIO(content)) as book:
        page, names = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/workbook.xml").decode()
    assert 'paperSize="9"' in page
    assert 'state="frozen"' in page
    assert "fitToHeight" in page
    assert "20.11.2026" in page
    assert "_xlnm.Print_Titles" in names


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_word_and_excel_say_the_same(paper: Paper, language: str) -> None:
    """Every word of the tables of the one stands in the other."""
    asked = request(paper, language)
    word = text_of(make(paper, Format.WORD, asked).content).replace(" / ", "\n")
    cells = [str(cell) for rows in sheets(made(paper, asked)).values() for row in rows for cell in row]
    words = [cell for cell in cells if cell and not cell.replace(".", "").isdecimal() and "____" not in cell]
    own = ("pupils", "families", "iin")
    extra = {text(f"papers.column.{key}", language) for key in own}
    ours = [cell for cell in words if cell not in extra]
    places = {f"{asked.school.name(language)}, {asked.school.place}"}
    year = [cell for cell in ours if str(asked.school.year) in cell]
    missing = [cell for cell in ours if cell not in word and cell not in places and cell not in year]
    assert missing == []
