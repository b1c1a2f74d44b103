"""The papers of applications: their look as the XML says it, long names, many rows, whose law they name."""

import pickle
import re
import time
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.applications.application import State
from bot.core.applications.decision import Ruling
from bot.core.applications.printed import Applicant, CaseRequest, RegisterRequest
from bot.core.papers import LANGUAGES, REGISTRY, About, Format, Paper, PaperRequest, Wanted
from bot.core.people import PersonName
from bot.core.school import LETTERS, Country
from bot.documents.making import make
from bot.documents.word import form
from tests.documents.case_requests import (
    REQUESTS,
    beneficiaries,
    case,
    child,
    monthly,
    of_case,
    order,
    protocol,
    register,
    ruled,
    totals,
)
from tests.documents.reading import opened, sheets, text_of
from tests.documents.requests import request as passport_request

EACH = [(name, language) for name in REQUESTS for language in LANGUAGES]
CASE_PAPERS = [paper for paper, kind in REGISTRY.items() if kind.about is not About.CLASS]
OF_KAZAKHSTAN = re.compile(r"Қазақстан|Казахстан|Казакстан|№ 158|№ 64\b|№ 94|теңге|тенге|АӘК|АСП|ЖСН|ИИН")
A_REGISTER_OF = 1_200
KEY = re.compile(r"[a-z_]{3,}\.[a-z_]{2,}")


def asked(name: str, language: str) -> tuple[Paper, PaperRequest]:
    paper, make_request = REQUESTS[name]
    return paper, make_request(language)


def word(name: str, language: str) -> bytes:
    paper, request = asked(name, language)
    return make(paper, Format.WORD, request).content


def centimetres(length: Length | None) -> float:
    assert length is not None
    return float(round(length.cm, 1))


def test_every_paper_has_a_request_in_the_tests() -> None:
    assert {paper for paper, _ in REQUESTS.values()} == set(CASE_PAPERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", CASE_PAPERS)
def test_page_margins_and_font(paper: Paper, language: str) -> None:
    document = opened(form(paper, language))
    section = document.sections[0]
    edges = [centimetres(edge) for edge in (section.left_margin, section.right_margin)]
    assert edges == ([2.0, 1.0] if REGISTRY[paper].landscape else [3.0, 1.5])
    width = section.page_width
    assert centimetres(width) == (29.7 if REGISTRY[paper].landscape else 21.0)
    assert document.styles["Normal"].font.name == "Times New Roman"


@pytest.mark.parametrize(("name", "language"), EACH)
def test_tables_fit_on_the_page_and_repeat_their_headings(name: str, language: str) -> None:
    document = opened(word(name, language))
    section = document.sections[0]
    assert section.page_width is not None
    room = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
    for table in document.tables:
        grid = [int(column.get(qn("w:w"), 0)) for column in table._tbl.iter(qn("w:gridCol"))]
        assert sum(grid) <= Length(room + Cm(0.15)).twips
        assert table.autofit is False
        rows = table._tbl.findall(qn("w:tr"))
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        bold = rows[0].find(f".//{qn('w:b')}") is not None and table.style is not None
        if bold and table.style.name == "Table Grid":
            assert rows[0].find(f".//{qn('w:tblHeader')}") is not None


@pytest.mark.parametrize(("name", "language"), EACH)
def test_properties_stand_in_the_order_that_word_wants(name: str, language: str) -> None:
    orders = {
        "w:tblPr": ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"],
        "w:tcPr": ["tcW", "gridSpan", "vMerge", "textDirection", "vAlign"],
        "w:pPr": (
            [
                "pStyle",
                "keepNext",
                "keepLines",
                "pageBreakBefore",
                "pBdr",
                "tabs",
                "spacing",
                "ind",
                "jc",
                "rPr",
            ]
        ),
    }
    for tag, wanted in orders.items():
        for properties in opened(word(name, language)).element.body.iter(qn(tag)):
            found = [child.tag.partition("}")[2] for child in properties]
            places = [wanted.index(one) for one in found if one != "sectPr"]
            assert places == sorted(places)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_no_sign_of_the_form_and_no_key_of_words_is_left(name: str, language: str) -> None:
    paper, request = asked(name, language)
    made = make(paper, Format.WORD, request)
    words = text_of(made.content)
    assert "{" not in words
    assert not KEY.search(words)
    if Format.EXCEL in REGISTRY[paper].formats:
        assert not KEY.search(str(sheets(make(paper, Format.EXCEL, request).content)))
    assert not set('\\/:*?"<>|\n') & set(made.name)


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_school_of_kyrgyzstan_names_no_law_of_its_neighbour(name: str, language: str) -> None:
    paper, request = asked(name, "ky")
    kyrgyz = replace(request, language=language)
    assert kyrgyz.school.country is Country.KYRGYZSTAN
    found = OF_KAZAKHSTAN.search(text_of(make(paper, Format.WORD, kyrgyz).content))
    assert found is None


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("format", [Format.WORD, Format.EXCEL])
def test_a_paper_is_held_to_have_names_where_it_has_them(name: str, format: Format) -> None:
    paper, request = asked(name, "kk")
    if format not in REGISTRY[paper].formats:
        return
    content = make(paper, format, request).content
    printed = text_of(content) if format is Format.WORD else str(sheets(content))
    named = any(child("kk", place).name.full in printed for place in range(3))
    with_names = name != "beneficiaries_counts"
    assert Wanted(paper, "kk", format, names=with_names).holds_names is named


def test_a_paper_is_made_of_its_own_request_only() -> None:
    with pytest.raises(TypeError, match="notice"):
        make(Paper.NOTICE, Format.WORD, order("kk"))
    with pytest.raises(TypeError, match="school_passport"):
        make(Paper.SCHOOL_PASSPORT, Format.WORD, of_case("kk"))
    with pytest.raises(TypeError, match="protocol"):
        make(Paper.PROTOCOL, Format.WORD, passport_request(Paper.SCHOOL_PASSPORT))


SIGNS = st.sampled_from(LETTERS + LETTERS.lower() + "-'&<>«»{}% ")
NAMES = st.text(SIGNS, min_size=1, max_size=60).map(lambda name: " ".join(name.split())).filter(bool)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(last=NAMES, first=NAMES, applicant=NAMES)
def test_any_name_of_sixty_letters_is_printed_whole(last: str, first: str, applicant: str) -> None:
    named = replace(child("kk"), name=PersonName(last, first, "Бауыржанұлы"))
    one = case("kk", child=named, applicant=Applicant(applicant))
    for paper, request in (
        (Paper.APPLICATION, of_case("kk", case=one)),
        (Paper.NOTICE, of_case("kk", case=one)),
        (Paper.APPLICATION_REGISTER, replace(register("kk"), cases=(one,))),
    ):
        made = make(paper, Format.WORD, request)
        words = text_of(made.content)
        assert named.name.full in words
        assert applicant in words
        assert len(made.name) <= 130
    book = make(Paper.APPLICATION_REGISTER, Format.EXCEL, replace(register("kk"), cases=(one,)))
    assert named.name.full in str(sheets(book.content).values()).replace("\\'", "'")


def many(number: int) -> RegisterRequest:
    small = register("kk")
    cases = tuple(replace(small.cases[place % 3], number=place + 1, id=place + 1) for place in range(number))
    return replace(small, cases=cases)


def test_a_register_of_1200_has_every_row_and_takes_about_as_long_a_row_as_a_small_one() -> None:
    began = time.perf_counter()
    made = make(Paper.APPLICATION_REGISTER, Format.WORD, many(A_REGISTER_OF))
    large = time.perf_counter() - began
    began = time.perf_counter()
    make(Paper.APPLICATION_REGISTER, Format.WORD, many(A_REGISTER_OF // 4))
    small = time.perf_counter() - began
    rows = opened(made.content).tables[0]._tbl.findall(qn("w:tr"))
    assert len(rows) == A_REGISTER_OF + 2
    assert large < 12 * small


def test_the_journal_in_excel_has_seventeen_columns_and_every_row() -> None:
    made = make(Paper.APPLICATION_REGISTER, Format.EXCEL, many(A_REGISTER_OF))
    rows = next(iter(sheets(made.content).values()))
    numbered = [row for row in rows if isinstance(row[0], float | int)]
    assert [int(str(row[0]).split(".")[0]) for row in numbered] == list(range(1, A_REGISTER_OF + 1))
    assert {len(row) for row in numbered} == {17}
    assert numbered[0][4] == "850101400001"


def test_the_monthly_sheet_is_shaped_for_typing_into_the_state_system() -> None:
    found = sheets(make(Paper.MONTHLY_LIST, Format.EXCEL, monthly("kk")).content)
    listed, moved = found["Тізім"], found["Өзгерістер"]
    heads = ["ЖСН", "Оқушының тегі, аты, әкесінің аты", "Сыныбы", "Санаты", "Қай күннен", "Негізі"]
    assert heads in [row[:6] for row in listed]
    row = next(row for row in listed if row[0] == "140905500001")
    assert row[2] == "7Ә"
    assert str(row[3]).startswith("1. мемлекеттік атаулы")
    assert row[5] == "ҚК хаттамасы № 3, 14.09.2026\nбұйрық № 8, 20.10.2026"
    assert [row[3] for row in moved if row[2] == "5А"] == ["тізімнен шықты"]


def test_the_totals_in_excel_are_numbers() -> None:
    rows = next(iter(sheets(make(Paper.AID_TOTALS, Format.EXCEL, totals("kk")).content).values()))
    assert any(row[4:7] == [28.0, 24.0, 234_684.0] for row in rows)


def test_the_list_to_be_posted_in_excel() -> None:
    rows = next(
        iter(sheets(make(Paper.BENEFICIARIES, Format.EXCEL, beneficiaries("kk", False)).content).values())
    )
    assert ["Барлығы", 3.0] in [row[:2] for row in rows]


def test_a_list_to_be_posted_of_one_category_does_not_say_in_which_class() -> None:
    of_one = replace(beneficiaries("kk", names=False), category="2")
    words = text_of(make(Paper.BENEFICIARIES, Format.WORD, of_one).content)
    assert "7Ә" not in words
    assert "Барлығы | 3" in words
    left = replace(
        beneficiaries("kk", names=False).beneficiaries[0], child=replace(child("kk"), class_name=None)
    )
    with_left = replace(beneficiaries("kk", names=False), beneficiaries=(left,))
    assert "— | 1" in text_of(make(Paper.BENEFICIARIES, Format.WORD, with_left).content)


def test_what_is_not_known_is_left_to_the_hand() -> None:
    bare = case(
        "kk",
        applicant=Applicant(),
        child=replace(child("kk"), iin="", birth_date=None, class_name=None),
        category="",
        answers=(),
        proofs=(),
        rulings=(),
        state=State.NEW,
    )
    words = text_of(make(Paper.APPLICATION, Format.WORD, of_case("kk", case=bare)).content)
    assert "Өтініш беруші: ____" in words
    assert "ЖСН | ____" in words
    assert "Ұсынылатын құжаттар" not in words
    assert "ҚАРАЛЫП ЖАТЫР" in text_of(make(Paper.NOTICE, Format.WORD, of_case("kk", case=bare)).content)
    act = text_of(make(Paper.HANDOVER_ACT, Format.WORD, of_case("kk", case=bare, deputy="")).content)
    assert "Комиссия төрағасы: ____" in act
    assert make(Paper.RECEIPTS_SHEET, Format.WORD, of_case("kk", case=bare)).content


@pytest.mark.parametrize(
    ("ruling", "verdict"),
    [
        (Ruling.GRANT, "ҚАНАҒАТТАНДЫРЫЛДЫ"),
        (Ruling.REFUSE, "БАС ТАРТЫЛДЫ"),
        (Ruling.CHANGE, "ӨЗГЕРТІЛДІ"),
        (Ruling.END, "ТОҚТАТЫЛДЫ"),
    ],
)
def test_a_notice_says_what_was_decided(ruling: Ruling, verdict: str) -> None:
    one = of_case("kk", "money", case=case("kk", "money", rulings=(ruled("kk", "money", ruling),)))
    words = text_of(make(Paper.NOTICE, Format.WORD, one).content)
    assert verdict in words
    assert ("46\xa0228 теңге" in words) is (ruling in (Ruling.GRANT, Ruling.CHANGE))
    assert ("чектерін" in words) is (ruling in (Ruling.GRANT, Ruling.CHANGE))
    assert ("шағым" in words) is (ruling in (Ruling.REFUSE, Ruling.END))
    assert "№ 3 хаттамасы" in words


@pytest.mark.parametrize(
    ("kind", "point"),
    [
        ("money", "жалпы сомасы 138\xa0684 теңге"),
        ("things", "қабылдау-тапсыру актісі бойынша"),
        ("camp", "лагерьге жолдама берілсін"),
    ],
)
def test_an_order_says_how_what_is_given_reaches_the_children(kind: str, point: str) -> None:
    words = text_of(make(Paper.ORDER, Format.WORD, order("kk", kind)).content)
    assert point in words
    assert "чектерді" in words if kind == "money" else "чектерді" not in words
    meals = text_of(make(Paper.ORDER, Format.WORD, order("kk", "meals")).content)
    assert "№ 158 бұйрығына сәйкес БҰЙЫРАМЫН:" in meals
    assert "Негіз: заңды өкілдердің өтініштері; қамқоршылық кеңестің 14.09.2026 ж. № 3 хаттамасы" in meals


def test_a_school_without_a_council_decision_names_the_application() -> None:
    alone = ruled("kk", protocol=None, order=None)
    words = text_of(make(Paper.NOTICE, Format.WORD, of_case("kk", case=case("kk", rulings=(alone,)))).content)
    assert "07.09.2026 ж. № 12 өтініш" in words
    lines = tuple(replace(one, ruled=alone) for one in order("kk", "meals").lines)
    of_school = text_of(make(Paper.ORDER, Format.WORD, replace(order("kk", "meals"), lines=lines)).content)
    assert "өтініш № 12, 07.09.2026" in of_school
    assert "Негіз: заңды өкілдердің өтініштері\n" in of_school


def test_a_deputy_in_the_chair_signs_and_the_chair_is_no_member_twice() -> None:
    asked_for = protocol("kk")
    words = text_of(make(Paper.PROTOCOL, Format.WORD, asked_for).content)
    assert words.count(f"Кеңес мүшесі | {'_' * 15}") == 1
    nobody = replace(asked_for, chair="", secretary="", present=(), protocol=None)
    draft = text_of(make(Paper.PROTOCOL, Format.WORD, nobody).content)
    assert "ХАТТАМА № ____" in draft
    assert "Төраға: ____" in draft
    assert "ЖОБА" in draft


def test_a_made_up_service_has_words_on_every_paper() -> None:
    def made_up(request: PaperRequest) -> PaperRequest:
        if isinstance(request, CaseRequest):
            answers = (("size", "42"), ("colour", "blue"))
            own = replace(request.case, service="textbooks", answers=answers, proofs=(("list", "later"),))
            details = {"amount": "a lot", "until": "2026-12-31", "": ""}
            own = replace(own, rulings=(replace(ruled("kk"), details=details),))
            return replace(request, case=own)
        return replace(request, service="textbooks") if hasattr(request, "service") else request

    for name in REQUESTS:
        paper, request = asked(name, "kk")
        words = text_of(make(paper, Format.WORD, made_up(request)).content)
        assert "{" not in words
        if isinstance(request, CaseRequest) and paper is Paper.NOTICE and name == "notice":
            assert "31.12.2026 ж." in words
            assert "textbooks" in words


def test_a_list_that_was_not_handed_in_is_a_draft_and_the_first_one_is_compared_with_nothing() -> None:
    asked_for = monthly("kk")
    first = replace(asked_for, before=None, moved=(), handed_in_on=None)
    words = text_of(make(Paper.MONTHLY_LIST, Format.WORD, first).content)
    assert "ЖОБА" in words
    assert "Оқу жылының бірінші тізімі" in words
    same = text_of(make(Paper.MONTHLY_LIST, Format.WORD, replace(asked_for, moved=())).content)
    assert "2026 жылғы қазан айындағы тізіммен салыстырғанда өзгеріс жоқ." in same
    assert "ЖОБА" not in same


def test_a_school_with_one_name_has_it_in_the_middle() -> None:
    one = of_case("kk")
    named = replace(one, school=replace(one.school, name_ru=""))
    assert text_of(make(Paper.NOTICE, Format.WORD, named).content).startswith("«Өрнек» мектебі\n")


def test_only_a_council_of_kazakhstan_is_said_to_be_too_small() -> None:
    for language, said in (("kk", True), ("ky", False)):
        words = text_of(make(Paper.PROTOCOL, Format.WORD, protocol(language)).content)
        assert ("9 мүше" in words or "9 мүчө" in words) is said


def test_who_said_no_to_the_state_systems_does_not_sign_a_yes() -> None:
    """What is signed is what was answered."""
    agreed = of_case("kk")
    refused = replace(agreed, case=replace(agreed.case, answers=(("registries", "no"),)))
    said = [text_of(make(Paper.APPLICATION, Format.WORD, one).content) for one in (agreed, refused)]
    assert ["ақпараттық жүйелердегі" in one for one in said] == [True, False]
    assert all("№ 94-V" in one for one in said)


@pytest.mark.parametrize("name", REQUESTS)
def test_what_a_paper_is_made_of_crosses_into_another_process(name: str) -> None:
    _, request = asked(name, "kk")
    assert pickle.loads(pickle.dumps(request)) == request
