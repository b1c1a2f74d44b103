"""Roster files in many layouts and formats read alike; every kind of bad file is refused in one sentence."""

import contextlib
import csv
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.identity import iin, names
from bot.core.people import Relation
from bot.core.roster import Roster, RosterWarning
from bot.core.roster import errors as roster_errors
from bot.core.roster.errors import (
    REFUSALS,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooBig,
    FormulasWithoutValues,
    MacroFile,
    NoPupilsFound,
    NotATable,
    RosterRefusal,
    TooManyRows,
)
from bot.core.school import ClassName, SchoolYear
from bot.documents import roster_tables, rosters
from bot.documents.check_roster import REASONS, check_roster
from bot.documents.roster_tables import Tables, from_json, read_workbook
from bot.documents.rosters import read_confined, read_roster
from bot.texts import LANGUAGES, text

YEAR = SchoolYear(2026)
Cells = Sequence[object]


def number(start: str) -> str:
    return f"{start}{iin.checksum(start)}"


@dataclass(frozen=True)
class Child:
    """What each layout below must give back."""

    class_name: str
    last: str
    first: str
    patronymic: str
    born: date
    iin: str

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.last, self.first, self.patronymic)))


CHILDREN = [
    Child("7Ә", "Ахметов", "Айдар", "Болатұлы", date(2013, 9, 5), number("13090550000")),
    Child("7Ә", "Әбдірахманова", "Қарақат", "Өмірқызы", date(2014, 1, 31), number("14013160000")),
    Child("7Ә", "Ким", "Тимур", "", date(2014, 3, 8), number("14030850000")),
    Child(
        "9Ғ",
        "Нұрмағамбетов-Әбдіқадыров",
        "Мұхаммедәли",
        "Бауыржанұлы",
        date(2011, 12, 1),
        number("11120150000"),
    ),
    Child("9Ғ", "Ковалёва", "Алиса", "Сергеевна", date(2012, 2, 29), number("12022960000")),
]
CLASSES = ("7Ә", "9Ғ")


def of_class(class_name: str) -> list[Child]:
    return [child for child in CHILDREN if child.class_name == class_name]


def facts(roster: Roster) -> list[tuple[object, ...]]:
    return [
        (str(one.class_name), one.last, one.first, one.patronymic, one.birth_date, one.iin, one.problems)
        for one in roster.pupils
    ]


EXPECTED = [(one.class_name, one.last, one.first, one.patronymic, one.born, one.iin, ()) for one in CHILDREN]


def xlsx(
    *sheets: tuple[str, Iterable[Cells]], merges: Sequence[tuple[int, int, int, int]] = (), **options: object
) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"strings_to_formulas": False, **options})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        kept = [list(row) for row in rows]
        for place, row in enumerate(kept):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif value not in (None, ""):
                    sheet.write(place, column, value)
        for top, left, bottom, right in merges:
            sheet.merge_range(top, left, bottom, right, kept[top][left])
    book.close()
    return content.getvalue()


def xls(*sheets: tuple[str, Iterable[Cells]]) -> bytes:
    book, content = xlwt.Workbook(), io.BytesIO()
    for name, rows in sheets:
        sheet = book.add_sheet(name)
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                style = xlwt.easyxf(num_format_str="DD.MM.YYYY") if isinstance(value, date) else xlwt.easyxf()
                sheet.write(place, column, value, style)
    book.save(content)
    return content.getvalue()


def table(rows: Iterable[Cells], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    return content.getvalue().encode(encoding)


def full_row(child: Child, place: int) -> list[object]:
    return [place, child.full, child.iin, f"{child.born:%d.%m.%Y}"]


def by_class(heading: Cells, row: Callable[[Child, int], list[object]]) -> list[tuple[str, list[Cells]]]:
    return [
        (name, [heading, *(row(child, place) for place, child in enumerate(of_class(name), 1))])
        for name in CLASSES
    ]


def one_table(
    heading: Cells,
    row: Callable[[Child, int], list[object]],
    above: Sequence[Cells] = (),
    below: Sequence[Cells] = (),
) -> list[Cells]:
    return [*above, heading, *(row(child, place) for place, child in enumerate(CHILDREN, 1)), *below]


def with_class_lines(line: str, heading: Cells, repeat: bool) -> list[Cells]:
    rows: list[Cells] = [] if repeat else [heading]
    for name in CLASSES:
        rows.append([None, line.format(grade=name[:-1], letter=name[-1])])
        rows += [heading] if repeat else []
        rows += [full_row(child, place) for place, child in enumerate(of_class(name), 1)]
        rows += [[None, f"Барлығы: {len(of_class(name))}"], []]
    return rows


KK = ["№", "Оқушының Т.А.Ә.", "ЖСН", "Туған күні"]
RU = ["№ п/п", "ФИО учащегося", "ИИН", "Дата рождения"]
WITH_CLASS = ["№", "ФИО", "ИИН", "Дата рождения", "Класс"]
MONTHS = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
]


def three_names(child: Child, place: int) -> list[object]:
    return [place, child.last, child.first, child.patronymic, child.iin, child.born, child.class_name]


def classed(child: Child, place: int) -> list[object]:
    return [*full_row(child, place), child.class_name]


def in_capitals(child: Child, place: int) -> list[object]:
    return [
        place,
        child.full.upper(),
        int(child.iin),
        child.born,
        f"{child.class_name[:-1]} «{child.class_name[-1]}»",
    ]


def in_words(child: Child, place: int) -> list[object]:
    return [
        place,
        f" {child.full.lower()} ",
        f"{child.iin[:6]} {child.iin[6:]}",
        f"{child.born.day} {MONTHS[child.born.month - 1]} {child.born.year} ж.",
        f"{child.class_name} сынып",
    ]


def grade_and_letter(child: Child, place: int) -> list[object]:
    return [place, child.full, child.iin, child.born, int(child.class_name[:-1]), child.class_name[-1]]


def with_parents(child: Child, place: int) -> list[object]:
    return [
        place,
        child.full,
        child.iin,
        child.born,
        "Ахметова Айгүл",
        "87000000001",
        "Ахметов Болат",
        "87000000002",
    ]


def merged_class_column() -> bytes:
    rows = [["Класс", "№", "ФИО", "ИИН", "Дата рождения"]] + [
        [child.class_name if place in (0, 3) else "", place, child.full, child.iin, child.born]
        for place, child in enumerate(CHILDREN)
    ]
    return xlsx(("Лист1", rows), merges=[(1, 0, 3, 0), (4, 0, 5, 0)])


def merged_heading() -> bytes:
    rows = [
        ["Тіректі мектебі"],
        ["Оқушылар туралы мәлімет", "", "", "", "Анасы", "", "Әкесі", "", "Сыныбы"],
        ["№", "Т.А.Ә.", "ЖСН", "Туған күні", "Аты-жөні", "Телефоны", "Аты-жөні", "Телефоны", ""],
    ]
    rows += [[*with_parents(child, place), child.class_name] for place, child in enumerate(CHILDREN, 1)]
    return xlsx(
        ("Лист1", rows), merges=[(0, 0, 0, 8), (1, 0, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7), (1, 8, 2, 8)]
    )


def name_heading_over_three() -> bytes:
    rows = [["№", "Фамилия, имя, отчество", "", "", "ИИН", "Дата рождения", "Класс"]] + [
        three_names(child, place) for place, child in enumerate(CHILDREN, 1)
    ]
    return xlsx(("Лист1", rows), merges=[(0, 1, 0, 3)])


TITLE = [
    ["«№ 100 мектеп» КММ"],
    [],
    ["Список учащихся на 2026-2027 учебный год"],
    ["Директор: Қалиев Б."],
    [],
]
BELOW = [
    [None, "Барлығы", 5],
    [None, "Ұлдар: 3, қыздар: 2"],
    [],
    [None, "Мектеп директоры ____________ Қалиев Б."],
    ["М.О."],
]

LAYOUTS: dict[str, tuple[bytes, str]] = {
    "a sheet a class": (xlsx(*by_class(KK, full_row)), "a.xlsx"),
    "a sheet a class, old Excel": (xls(*by_class(RU, full_row)), "a.xls"),
    "sheets named at length": (
        xlsx(*((f"{name[:-1]} «{name[-1]}» сынып", rows) for name, rows in by_class(KK, full_row))),
        "a.xlsx",
    ),
    "one table with a class column": (xlsx(("Лист1", one_table(WITH_CLASS, classed))), "a.xlsx"),
    "one table, old Excel, real dates": (
        xls(
            (
                "Лист1",
                one_table(["№", "Фамилия", "Имя", "Отчество", "ИИН", "Дата рождения", "Класс"], three_names),
            )
        ),
        "b.XLS",
    ),
    "title above and signatures below": (
        xlsx(("Лист1", one_table(WITH_CLASS, classed, TITLE, BELOW))),
        "a.xlsx",
    ),
    "three name columns": (
        xlsx(
            (
                "Лист1",
                one_table(["№", "Тегі", "Аты", "Әкесінің аты", "ЖСН", "Туған күні", "Сынып"], three_names),
            )
        ),
        "a.xlsx",
    ),
    "kyrgyz headings": (
        xlsx(
            (
                "Барак",
                one_table(
                    ["№", "Фамилиясы", "Аты", "Атасынын аты", "ПИН", "Туулган күнү", "Классы"], three_names
                ),
            )
        ),
        "a.xlsx",
    ),
    "english headings": (
        xlsx(
            (
                "Sheet1",
                one_table(
                    ["No", "Surname", "First name", "Patronymic", "IIN", "Date of birth", "Class"],
                    three_names,
                ),
            )
        ),
        "a.xlsx",
    ),
    "misspelt headings": (
        xlsx(
            (
                "Лист1",
                one_table(["№", "Фамлия", "Имя", "Отчесво", "иин", "Дата рождние", "Класс"], three_names),
            )
        ),
        "a.xlsx",
    ),
    "look-alike headings": (
        xlsx(
            (
                "Лист1",
                one_table(["№", "Teгi", "Aты", "Әкeсінің aты", "ЖCH", "Tуғaн күні", "Cынып"], three_names),
            )
        ),
        "a.xlsx",
    ),
    "capitals and numbers": (xlsx(("Лист1", one_table(WITH_CLASS, in_capitals))), "a.xlsx"),
    "small letters and months in words": (xlsx(("Лист1", one_table(WITH_CLASS, in_words))), "a.xlsx"),
    "grade and letter apart": (
        xlsx(("Лист1", one_table([*RU, "Класс", "Литер"], grade_and_letter))),
        "a.xlsx",
    ),
    "class lines inside, one heading": (
        xlsx(("Лист1", with_class_lines("{grade} «{letter}» сынып", KK, False))),
        "a.xlsx",
    ),
    "class lines inside, repeated headings": (
        xlsx(("Лист1", with_class_lines("Список учащихся {grade} «{letter}» класса", RU, True))),
        "a.xlsx",
    ),
    "class lines with the teacher": (
        xlsx(("Лист1", with_class_lines("{grade}{letter} сыныбы (сынып жетекшісі Сейтова А.)", KK, True))),
        "a.xlsx",
    ),
    "merged class column": (merged_class_column(), "a.xlsx"),
    "merged two-row heading with parents": (merged_heading(), "a.xlsx"),
    "one name heading over three columns": (name_heading_over_three(), "a.xlsx"),
    "a row of column numbers": (
        xlsx(
            (
                "Лист1",
                [
                    WITH_CLASS,
                    [1, 2, 3, 4, 5],
                    *(classed(child, place) for place, child in enumerate(CHILDREN, 1)),
                ],
            )
        ),
        "a.xlsx",
    ),
    "empty columns and rows between": (
        xlsx(
            (
                "Лист1",
                [[], [], [None, None, "ФИО", None, "ИИН", "Дата рождения", None, "Класс"], []]
                + [
                    [None, None, child.full, None, child.iin, child.born, None, child.class_name]
                    for child in CHILDREN
                ],
            )
        ),
        "a.xlsx",
    ),
    "sum rows with one word": (
        xlsx(("Лист1", one_table(WITH_CLASS, classed, below=[["Итого", "", "", "", 5], ["Жыйынтык"]]))),
        "a.xlsx",
    ),
    "a sheet with notes before": (xlsx(("Ескерту", [["Толтырылды"]]), *by_class(KK, full_row)), "a.xlsx"),
    "no headings at all": (
        xlsx(("Лист1", [classed(child, place) for place, child in enumerate(CHILDREN, 1)])),
        "a.xlsx",
    ),
    "csv, semicolons, utf-8 with mark": (table(one_table(WITH_CLASS, classed), ";", "utf-8-sig"), "a.csv"),
    "csv, commas": (table(one_table(WITH_CLASS, classed), ","), "a.csv"),
    "csv, tabs, utf-16": (table(one_table(WITH_CLASS, classed), "\t", "utf-16"), "a.txt"),
    "csv, tabs, utf-16 without mark": (table(one_table(WITH_CLASS, classed), "\t", "utf-16-le"), "a.txt"),
    "csv, the Kazakh code page": (
        table(one_table(WITH_CLASS, classed, TITLE, BELOW), ";", "kz1048"),
        "a.csv",
    ),
    "csv with class lines": (table(with_class_lines("{grade}-{letter} сынып", KK, False), ";"), "a.csv"),
    "csv, bars": (table(one_table(WITH_CLASS, classed), "|"), "a.csv"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_pupils(layout: str) -> None:
    content, name = LAYOUTS[layout]
    assert facts(read_roster(content, name, YEAR, read_workbook)) == EXPECTED


def test_the_process_of_its_own_reads_the_same() -> None:
    for layout in ("a sheet a class", "one table, old Excel, real dates"):
        content, name = LAYOUTS[layout]
        assert facts(read_roster(content, name, YEAR)) == EXPECTED


def test_a_russian_list_in_the_russian_code_page_and_the_class_in_the_file_name() -> None:
    content = table(
        [["ФИО", "ИИН"], ["Ковалёва Алиса Сергеевна", CHILDREN[4].iin], ["Ким Тимур", ""]], ";", "cp1251"
    )
    roster = read_roster(content, "Список 9 Б класс.csv", YEAR)
    assert [(one.last, one.class_name) for one in roster.pupils] == [
        ("Ковалёва", ClassName(9, "Б")),
        ("Ким", ClassName(9, "Б")),
    ]


def test_a_list_of_bare_names() -> None:
    roster = read_roster("Ахметов Айдар\r\nКим Тимур\r\nЛи Анна\r\n".encode(), "7Ә.csv", YEAR)
    assert [one.last for one in roster.pupils] == ["Ахметов", "Ким", "Ли"]
    assert roster.warnings == (RosterWarning.COLUMNS_GUESSED,)


def test_parents_of_a_merged_heading() -> None:
    roster = read_roster(*LAYOUTS["merged two-row heading with parents"], YEAR, read_workbook)
    assert [(one.relation, one.name, one.phone) for one in roster.pupils[0].guardians] == [
        (Relation.MOTHER, "Ахметова Айгүл", "+77000000001"),
        (Relation.FATHER, "Ахметов Болат", "+77000000002"),
    ]


def test_what_looks_like_a_formula_stays_text() -> None:
    rows = [
        ["ФИО", "Адрес", "ИИН"],
        ["Ахметов Айдар", "=cmd|'/c calc'!A1", CHILDREN[0].iin],
        ["Ким Тимур", "@SUM(1+1)", ""],
        ["Ли Анна", "-2+3", ""],
    ]
    for content, name in ((xlsx(("7Ә", rows)), "7Ә.xlsx"), (table(rows), "7Ә.csv")):
        assert [one.address for one in read_roster(content, name, YEAR, read_workbook).pupils] == [
            "=cmd|'/c calc'!A1",
            "@SUM(1+1)",
            "-2+3",
        ]


def test_formulas_with_values_are_fine_and_a_sum_without_one_does_no_harm() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("7Ә")
    sheet.write_row(0, 0, ["№", "ФИО", "ИИН"])
    for place, child in enumerate(of_class("7Ә"), 1):
        sheet.write(place, 0, place)
        sheet.write_formula(place, 1, '=A1&""', None, child.full)
        sheet.write_string(place, 2, child.iin)
    sheet.write_formula(6, 2, "=COUNTA(B2:B4)", None, "")
    book.close()
    assert [one.last for one in read_roster(content.getvalue(), "a.xlsx", YEAR).pupils] == [
        "Ахметов",
        "Әбдірахманова",
        "Ким",
    ]


ROW = st.fixed_dictionaries(
    {
        "last": st.sampled_from(["Ахметов", "Әбдіқадырова", "Ким", "Нұрғалиев-Сейтов", "Цой", "Ковалёв"]),
        "first": st.sampled_from(["Айдар", "Іңкәр", "Ұлан", "Фёдор", "Мөлдір"]),
        "patronymic": st.sampled_from(["Болатұлы", "Өмірқызы", "Сергеевич"]),
        "born": st.dates(date(2010, 1, 1), date(2018, 12, 31)),
        "class": st.sampled_from(["1А", "5Ғ", "7Ә", "11Ә"]),
    }
)
HEADINGS = {
    "name": ["ФИО", "Т.А.Ә.", "Оқушының аты-жөні", "Full name"],
    "born": ["Дата рождения", "Туған күні", "Туулган күнү"],
    "class": ["Класс", "Сыныбы", "Class"],
    "address": ["Адрес", "Мекенжайы"],
    "number": ["№", "р/с"],
}


@given(
    st.lists(ROW, min_size=1, max_size=8),
    st.permutations(list(HEADINGS)),
    st.integers(0, 3),
    st.integers(0, 4),
    st.sampled_from(";,\t"),
    st.booleans(),
)
@settings(max_examples=50, deadline=None)
def test_any_layout_is_read_back(
    rows: list[dict[str, object]], order: list[str], wording: int, title: int, delimiter: str, repeat: bool
) -> None:
    heading = [HEADINGS[key][wording % len(HEADINGS[key])] for key in order]
    lines: list[Cells] = [*TITLE[:title], heading]
    for place, row in enumerate(rows, 1):
        cells = {
            "name": f"{row['last']} {row['first']} {row['patronymic']}",
            "born": f"{row['born']:%d.%m.%Y}",
            "class": row["class"],
            "address": f"Абай {place}",
            "number": place,
        }
        lines += [[cells[key] for key in order]] + ([heading] if repeat and place % 3 == 0 else [])
    read = read_roster(table([*lines, ["Барлығы", len(rows)]], delimiter), "a.csv", YEAR)
    assert [
        (one.last, one.first, one.patronymic, one.birth_date, str(one.class_name), one.address)
        for one in read.pupils
    ] == [
        (row["last"], row["first"], row["patronymic"], row["born"], row["class"], f"Абай {place}")
        for place, row in enumerate(rows, 1)
    ]


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as zipped:
        for name, part in parts.items():
            zipped.writestr(name, part)
    return content.getvalue()


def far_apart(first: int) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    sheet.write(first, 0, "ФИО")
    sheet.write(1048575, 16383, "Ахметов")
    book.close()
    return content.getvalue()


def unsolved() -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("7Ә")
    sheet.write_row(0, 0, ["№", "ФИО"])
    for place in range(1, 4):
        sheet.write_formula(place, 1, "=Sheet2!A1", None, "")
    book.close()
    return content.getvalue()


def partly_unsolved() -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("7Ә")
    sheet.write_row(0, 0, ["ФИО", "Телефон"])
    sheet.write(1, 0, "Ахметов Айдар")
    sheet.write_formula(1, 1, "=1", None, "")
    book.close()
    return content.getvalue()


OLE = rosters.OLE + b"\x00" * 600
GOOD = xlsx(("7Ә", [["ФИО"], ["Ахметов Айдар"]]))
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
BAD: dict[str, tuple[bytes, type[RosterRefusal]]] = {
    "nothing": (b"", EmptyFile),
    "zeros and spaces": (b"\x00\x00 \r\n", EmptyFile),
    "a sheet without cells": (xlsx(("7Ә", [])), EmptyFile),
    "commas only": (b",,,\n,,,\n", NotATable),
    "quoted nothing": (b"name;address", NoPupilsFound),
    "a picture": (b"\x89PNG\r\n\x1a\n" + os.urandom(400), NotATable),
    "a photograph": (b"\xff\xd8\xff\xe0" + os.urandom(400), NotATable),
    "a PDF": (b"%PDF-1.7\n" + os.urandom(400), NotATable),
    "a Word file": (archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), NotATable),
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), NotATable),
    "a folder, packed": (archive({"a.txt": b"x"}), NotATable),
    "a web page": ("<html><table><tr><td>Ахметов</td></tr></table></html>".encode(), NotATable),
    "json": (b'{"pupils": []}', NotATable),
    "random bytes": (bytes(range(256)) * 20, NotATable),
    "a program": (b"MZ" + os.urandom(200), NotATable),
    "binary that is no code page": (b"abc\x98" + bytes(range(1, 32)) * 10, NotATable),
    "an open text document": (
        archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        NotATable,
    ),
    "locked by Excel": (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
    "a locked .ods": (archive({**ODS, "META-INF/manifest.xml": b"<encryption-data/>"}), EncryptedFile),
    "too many bytes": (b"x" * (20 * 1024 * 1024 + 1), FileTooBig),
    "a zip bomb": (
        archive({"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": b"0" * 30_000_000}),
        FileTooBig,
    ),
    "a bigger one": (archive({"xl/workbook.xml": b"x", "a": os.urandom(1000) * 70_000}), FileTooBig),
    "thousands of parts": (archive({f"p{place}": b"" for place in range(2100)}), FileTooBig),
    "macros": (archive({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), MacroFile),
    "old macros": (OLE + "Workbook".encode("utf-16-le") + "_VBA_PROJECT_CUR".encode("utf-16-le"), MacroFile),
    "many rows": (xlsx(("7Ә", [["ФИО"], *(["Ахметов Айдар"] for _ in range(5001))])), TooManyRows),
    "many rows on two sheets": (xlsx(*((name, [["Ахметов Айдар"]] * 2600) for name in CLASSES)), TooManyRows),
    "many lines": (table([["ФИО"], *(["Ахметов Айдар"] for _ in range(5001))]), TooManyRows),
    "a table that begins in the last rows": (far_apart(1048570), TooManyRows),
    "formulas without results": (unsolved(), FormulasWithoutValues),
    "as many formulas without results as pupils": (partly_unsolved(), FormulasWithoutValues),
    "a line without end": (b'name;"' + b"a" * 200_000, DamagedFile),
    "half a file": (LAYOUTS["a sheet a class"][0][:3000], DamagedFile),
    "a broken old file": (OLE + "Workbook".encode("utf-16-le") + b"x" * 2000, DamagedFile),
    "a hollow workbook": (archive({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), DamagedFile),
    "a poem": ("Бір күні кеште, жел соққан шақта\nбіз үйде отыр едік".encode(), NoPupilsFound),
    "a price list": (xlsx(("Лист1", [["Атауы", "Бағасы"], ["Нан", 200], ["Сүт", 500]])), NoPupilsFound),
    "a heading and nobody": (xlsx(("7Ә", [["№", "ФИО", "ИИН"]])), NoPupilsFound),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_refused(kind: str) -> None:
    content, refusal = BAD[kind]
    with pytest.raises(refusal):
        read_roster(content, "тізім.xlsx", YEAR, read_workbook)


def test_a_locked_part_of_an_archive() -> None:
    broken = bytearray(GOOD)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = broken.find(mark)
        while at >= 0:
            broken[at + place] |= 1
            at = broken.find(mark, at + 4)
    with pytest.raises(EncryptedFile):
        read_roster(bytes(broken), "a.xlsx", YEAR)


def ods(rows: Sequence[Sequence[str]], manifest: bytes = b"<x/>") -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    sheet = f'<office:spreadsheet><table:table table:name="7Ә">{cells}</table:table></office:spreadsheet>'
    body = f"<office:document-content {spaces}><office:body>{sheet}</office:body></office:document-content>"
    content = f"<?xml version='1.0' encoding='UTF-8'?>{body}"
    return archive({**ODS, "content.xml": content.encode(), "META-INF/manifest.xml": manifest})


def test_an_open_document_is_read_too() -> None:
    roster = read_roster(ods([["ФИО", "ИИН"], ["Ахметов Айдар", CHILDREN[0].iin]]), "7Ә.ods", YEAR)
    assert [(one.last, one.iin, one.class_name) for one in roster.pupils] == [
        ("Ахметов", CHILDREN[0].iin, ClassName(7, "Ә"))
    ]


def test_an_old_file_with_a_password_inside() -> None:
    plain = xls(("7Ә", [["ФИО"], ["Ахметов Айдар"]]))
    beginning = plain.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    assert beginning > 0
    locked = plain[: beginning + 20] + b"\x2f\x00" + plain[beginning + 22 :]
    with pytest.raises(EncryptedFile):
        read_roster(locked, "a.xls", YEAR)


def test_a_sheet_that_is_a_chart_is_passed_over() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    book.add_worksheet("7Ә").write_column(0, 0, ["ФИО", "Ахметов Айдар", "Ким Тимур"])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='7Ә'!$A$1:$A$2"})
    book.add_chartsheet("Сурет").set_chart(chart)
    book.close()
    assert len(read_roster(content.getvalue(), "a.xlsx", YEAR, read_workbook).pupils) == 2


def test_the_answer_of_the_other_process() -> None:
    assert roster_tables.answer(GOOD)[1] == 0
    assert roster_tables.answer(BAD["many rows"][0]) == ("TooManyRows", roster_tables.REFUSED)
    wide = xlsx(*((f"{place}", [["я" * 490] * 150] * 100) for place in range(2)))
    assert roster_tables.answer(wide) == ("FileTooBig", roster_tables.REFUSED)


def test_a_table_as_wide_as_it_can_be_takes_no_memory_of_ours() -> None:
    with pytest.raises(FileTooBig):
        read_roster(far_apart(0), "a.xlsx", YEAR)


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooManyRows):
        read_confined(GOOD, seconds=0.001)


def test_the_other_process_tells_its_refusal() -> None:
    with pytest.raises(TooManyRows) as refused:
        read_confined(BAD["many rows"][0])
    assert refused.value.words == {"rows": 5000}
    with pytest.raises(DamagedFile):
        read_confined(b"PK nothing")


def test_every_refusal_and_problem_has_its_words() -> None:
    assert set(REFUSALS) == set(REASONS) == set(RosterRefusal.__subclasses__())
    for refusal in (kind() for kind in REFUSALS):
        for language in LANGUAGES:
            spoken = text(refusal.key, language, **refusal.words)
            assert spoken != refusal.key
            assert "{" not in spoken
            assert len(spoken) < 160
    from bot.core.roster import Problem

    for key in [
        *(f"roster.problem.{one.value}" for one in Problem),
        *(f"roster.warning.{one.value}" for one in RosterWarning),
    ]:
        assert all(text(key, language) != key for language in LANGUAGES)


def test_merged_cells_beyond_the_table_are_overlooked() -> None:
    rows: list[list[object]] = [["x"], []]
    roster_tables._fill(rows, (5, 0), (6, 0))  # type: ignore[arg-type]
    roster_tables._fill(rows, (1, 0), (1, 2))  # type: ignore[arg-type]
    assert rows == [["x"], []]


def test_cells_survive_the_way_between_processes() -> None:
    tables = Tables(read_workbook(LAYOUTS["one table, old Excel, real dates"][0]).sheets, 1, 2)
    assert from_json(roster_tables.as_json(tables)) == tables
    assert [roster_tables._cell(value) for value in (True, False, 1.5, datetime(2014, 9, 5, 10))] == [
        "+",
        "",
        1.5,
        date(2014, 9, 5),
    ]


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", rosters.OLE + "Workbook".encode("utf-16-le")):
        with contextlib.suppress(RosterRefusal):
            read_roster(start + content, "a.xlsx", YEAR, read_workbook)


def test_the_command_prints_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "Тізім.xlsx"
    file.write_bytes(LAYOUTS["merged two-row heading with parents"][0])
    assert check_roster(file, as_json=True, year=YEAR) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"pupils", "warnings"}
    assert said["pupils"][0] == {
        "class_name": "7Ә",
        "last": "Ахметов",
        "first": "Айдар",
        "patronymic": "Болатұлы",
        "iin": CHILDREN[0].iin,
        "birth_date": "2013-09-05",
        "sex": "male",
        "nationality": "",
        "address": "",
        "phone": "",
        "guardians": [
            {
                "relation": "mother",
                "name": "Ахметова Айгүл",
                "phone": "+77000000001",
                "workplace": "",
                "education": "",
            },
            {
                "relation": "father",
                "name": "Ахметов Болат",
                "phone": "+77000000002",
                "workplace": "",
                "education": "",
            },
        ],
        "sheet": "Лист1",
        "row": 4,
        "problems": [],
    }


def test_the_command_prints_a_table_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Ахметов Айдар;123456\nКим Тимур;05.09.2014\nЛи Анна;\n")
    assert check_roster(file, as_json=False) == 0
    printed = capsys.readouterr().out
    assert "Ахметов Айдар" in printed
    assert "3 pupils, 1 classes, 3 to look at" in printed
    assert "warning: columns_guessed" in printed


def test_the_command_fails_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.pdf"
    file.write_bytes(b"%PDF-1.7")
    for path in (file, tmp_path / "none.xlsx"):
        assert check_roster(path, as_json=True) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1


def test_names_of_the_layouts_are_names() -> None:
    assert all(not names.read(child.full).unclear for child in CHILDREN)
    assert roster_errors.MOST_ROWS == 5000
