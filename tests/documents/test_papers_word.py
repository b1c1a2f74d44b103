"""The look of the Word forms as their XML says it, and what never gets onto a paper."""

import time
from dataclasses import replace

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

from bot.core.papers import (
    LANGUAGES,
    REGISTRY,
    Format,
    NoSuchFormat,
    NotForThisViewer,
    NoYearBefore,
    OneClassNeeded,
    Paper,
    PassportRequest,
)
from bot.core.people import Adult, Relation, Role
from bot.core.school import Country
from bot.documents.making import make
from bot.documents.word import form
from tests.core.passport_school import class_of, pupil
from tests.documents.reading import opened, sheets, text_of
from tests.documents.requests import FORMS, LONG, request

TEACHER = frozenset({Role.CLASS_TEACHER})
EACH = [(paper, language) for paper in FORMS for language in LANGUAGES]


def centimetres(length: Length | None) -> float:
    assert length is not None
    return float(round(length.cm, 1))


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_page_margins_and_font(paper: Paper, language: str) -> None:
    document = opened(form(paper, language))
    section = document.sections[0]
    edges = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [centimetres(edge) for edge in edges] == [3.0, 1.5, 2.0, 2.0]
    wide = section.orientation is WD_ORIENT.LANDSCAPE
    assert wide is REGISTRY[paper].landscape
    size = (section.page_width, section.page_height)
    assert [centimetres(side) for side in size] == ([29.7, 21.0] if wide else [21.0, 29.7])
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(12))


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_tables_repeat_their_heading_and_keep_rows_and_widths(paper: Paper, language: str) -> None:
    document = opened(make(paper, Format.WORD, request(paper, language)).content)
    boxed = [table for table in document.tables if table.style and table.style.name == "Table Grid"]
    assert boxed
    for table in boxed:
        first, *rows = table._tbl.findall(qn("w:tr"))
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *rows))
        grid = [int(column.get(qn("w:w"), 0)) for column in table._tbl.iter(qn("w:gridCol"))]
        cells = [int(width.get(qn("w:w"), 0)) for width in rows[-1].iter(qn("w:tcW"))]
        assert grid == cells
        assert table.autofit is False
        assert sum(grid) <= Cm(25.3 if REGISTRY[paper].landscape else 16.6).twips


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_properties_stand_in_the_order_that_word_wants(paper: Paper, language: str) -> None:
    orders = {
        "w:tblPr": ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"],
        "w:tcPr": ["tcW", "gridSpan", "vMerge", "textDirection", "vAlign"],
        "w:pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "tabs", "spacing", "jc", "rPr"],
    }
    document = opened(make(paper, Format.WORD, request(paper, language)).content)
    for name, order in orders.items():
        for properties in document.element.body.iter(qn(name)):
            found = [child.tag.partition("}")[2] for child in properties]
            places = [order.index(tag) for tag in found if tag != "sectPr"]
            assert places == sorted(places)


def test_the_last_rows_stay_with_the_signatures() -> None:
    document = opened(make(Paper.PUPILS_REGISTER, Format.WORD, request(Paper.PUPILS_REGISTER)).content)
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert kept == [None] * (len(kept) - 2) + [True, True]


@pytest.mark.parametrize(("paper", "language"), EACH)
def test_the_file_is_named_in_its_language_and_no_sign_is_left(paper: Paper, language: str) -> None:
    made = make(paper, Format.WORD, request(paper, language))
    assert made.name.endswith(" 2026-2027.docx")
    assert not set('\\/:*?"<>|') & set(made.name)
    assert "{" not in text_of(made.content)


def test_names_of_files() -> None:
    asked = request(Paper.SCHOOL_PASSPORT)
    assert make(Paper.SCHOOL_PASSPORT, Format.WORD, asked).name == "Әлеуметтік паспорт 2026-2027.docx"
    one = request(Paper.CLASS_TABLE, "ru")
    assert make(Paper.CLASS_TABLE, Format.EXCEL, one).name == "Таблица класса 7Ә 2026-2027.xlsx"


def test_long_names_and_signs_of_markup_are_printed_as_they_are() -> None:
    words = text_of(make(Paper.PUPILS_REGISTER, Format.WORD, request(Paper.PUPILS_REGISTER, "ru")).content)
    assert LONG.full in words
    assert "<қазақ>" in words
    assert "Школа «Өрнек» & Ко" in words


def of_one(**known: object) -> PassportRequest:
    """The register of a pupil alone, of whom this is known."""
    one = pupil(1)
    one = replace(one, pupil=replace(one.pupil, **known))
    return replace(request(Paper.PUPILS_REGISTER, "ru"), classes=(class_of("7Ә", one),), missing=())


@pytest.mark.parametrize(
    ("written", "printed"),
    [("жоғары", "Мать: высшее"), ("Арнаулы орта", "Мать: тех.-проф."), ("ҚазҰУ", "Мать: ҚазҰУ")],
)
def test_the_rosters_education_comes_in_the_language_of_the_paper(written: str, printed: str) -> None:
    asked = of_one(adults=(Adult(Relation.MOTHER, "Үсенова Қарлығаш", education=written),))
    assert f" | {printed} | " in text_of(make(Paper.PUPILS_REGISTER, Format.WORD, asked).content)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Абай көшесі, 101-үй", "Абай көшесі, 101\u2011үй"),
        ("Абай көшесі, 12А үй, 5-пәтер", "Абай көшесі, 12А\u00a0үй, 5\u2011пәтер"),
        ("Тоқтоғул көчөсү, 9-үй, 3-батир", "Тоқтоғул көчөсү, 9\u2011үй, 3\u2011батир"),
        ("12 үйлестіру даңғылы", "12 үйлестіру даңғылы"),
    ],
)
def test_a_house_and_its_number_stay_on_one_line(written: str, printed: str) -> None:
    asked = of_one(address=written)
    assert printed in text_of(make(Paper.PUPILS_REGISTER, Format.WORD, asked).content)
    assert written in str(sheets(make(Paper.PUPILS_REGISTER, Format.EXCEL, asked).content))


@pytest.mark.parametrize("format", [Format.WORD, Format.EXCEL])
@pytest.mark.parametrize("paper", FORMS)
def test_a_class_teacher_gets_no_restricted_label(paper: Paper, format: Format) -> None:
    asked = replace(request(paper), viewer_roles=TEACHER)
    made = make(paper, format, asked)
    everything = text_of(made.content) if format is Format.WORD else str(sheets(made.content))
    for label in ("Тәуекел тобы", "Қиын өмірлік", "Қолайсыз", "Қолдау қажет", "медициналық"):
        assert label not in everything
    assert "Тәуекел тобы" in text_of(make(Paper.CLASS_TABLE, Format.WORD, request(Paper.CLASS_TABLE)).content)


def test_a_restricted_row_of_the_kyrgyz_form_keeps_its_place_without_its_number() -> None:
    asked = replace(request(Paper.SCHOOL_PASSPORT, "ky"), viewer_roles=TEACHER)
    words = text_of(make(Paper.SCHOOL_PASSPORT, Format.WORD, asked).content)
    assert "14 | Тобокелдик тобундагы балдар | — | —" in words
    assert "маалымат социалдык педагогго" in words


@pytest.mark.parametrize("key", ["risk_group", "difficult_life_situation"])
@pytest.mark.parametrize("with_names", [True, False])
def test_a_restricted_list_is_refused_to_others(key: str, with_names: bool) -> None:
    asked = replace(request(Paper.CATEGORY_LIST), category=key, with_names=with_names)
    make(Paper.CATEGORY_LIST, Format.WORD, asked)
    with pytest.raises(NotForThisViewer):
        make(Paper.CATEGORY_LIST, Format.WORD, replace(asked, viewer_roles=TEACHER))


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (None, "Тізім: Барлық оқушылар"),
        ("girls", "Тізім: Қыздар"),
        ("unclear", "Тізім: Отбасы түрі анықталмағандар"),
        ("step_father.male", "Тізім: Өгей әкесімен тұратын ұлдар"),
        ("education.higher", "Тізім: Ата-аналарының білімі: Жоғары, жоғары білімнен кейінгі"),
    ],
)
def test_any_number_can_be_listed(key: str | None, title: str) -> None:
    made = make(Paper.CATEGORY_LIST, Format.WORD, replace(request(Paper.CATEGORY_LIST), category=key))
    assert title in text_of(made.content).splitlines()


def test_a_kyrgyz_school_has_its_own_words_for_orphans() -> None:
    asked = request(Paper.SCHOOL_PASSPORT, "ru")
    kyrgyz = replace(asked, school=replace(asked.school, country=Country.KYRGYZSTAN))
    words = text_of(make(Paper.SCHOOL_PASSPORT, Format.WORD, kyrgyz).content)
    assert "5 | Дети-сироты | " in words
    assert "7 | Дети-сироты, дети, оставшиеся без попечения родителей | " in text_of(
        make(Paper.SCHOOL_PASSPORT, Format.WORD, asked).content
    )


def test_what_can_not_be_made_is_refused() -> None:
    asked = request(Paper.SCHOOL_PASSPORT)
    with pytest.raises(NoYearBefore):
        make(Paper.COMPARISON, Format.WORD, replace(asked, before=None))
    with pytest.raises(NoSuchFormat):
        make(Paper.SCHOOL_PASSPORT, Format.PICTURE, asked)
    with pytest.raises(OneClassNeeded):
        make(Paper.CLASS_TABLE, Format.WORD, asked)


def test_an_empty_school_has_papers_too() -> None:
    asked = replace(request(Paper.SCHOOL_PASSPORT), classes=(), missing=())
    words = text_of(make(Paper.SCHOOL_PASSPORT, Format.WORD, asked).content)
    assert "Барлық оқушылар | 0 / 0 | —" in words
    assert "Әлі енбеген" not in words


def crowd() -> PassportRequest:
    names = ("1А", "2Ә", "3Б", "4А")
    classes = [
        class_of(name, *(pupil(1000 * place + number) for number in range(300)), number=place)
        for place, name in enumerate(names)
    ]
    return replace(request(Paper.PUPILS_REGISTER), classes=tuple(classes))


def test_a_register_of_1200_has_every_row_and_takes_about_as_long_a_row_as_a_small_one() -> None:
    asked = crowd()
    make(Paper.PUPILS_REGISTER, Format.WORD, asked)
    began = time.perf_counter()
    made = make(Paper.PUPILS_REGISTER, Format.WORD, asked)
    large = time.perf_counter() - began
    began = time.perf_counter()
    make(Paper.PUPILS_REGISTER, Format.WORD, replace(asked, classes=asked.classes[:1]))
    small = time.perf_counter() - began
    rows = opened(made.content).tables[0]._tbl.findall(qn("w:tr"))
    assert len(rows) == 1201
    assert large < 12 * small
