"""The interview of a form: the place is computed, nothing is lost, nothing is asked twice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.access import Action
from bot.core.errors import Outdated
from bot.core.forms import readers
from bot.core.forms.form import Choice, Form, NotUnderstood, Question, Several, Typed
from bot.core.forms.interview import Interview
from bot.core.forms.school_form import SCHOOL_FORM, answers_of, in_kyrgyzstan, school_of, years
from bot.core.school import Country, School, SchoolYear

TODAY = date(2026, 9, 7)
GIVEN = {"today": "2026-09-07"}
WRITTEN = {
    "country": st.sampled_from(("kz", "kg", "Қазақстан", "Кыргызстан")),
    "name_kk": st.sampled_from(("№ 5 мектеп", '"Абай" мектебі', "«Тіректі» КММ")),
    "name_ru": st.sampled_from(("Школа № 5", "КГУ «Школа»")),
    "place": st.sampled_from(("Көкшетау", "нарын шаары")),
    "director": st.sampled_from(("Үлгіева Үміт", "мысалов м. м.")),
    "pedagogue": st.sampled_from(("Мысалова Мерей", "үлгіева ү. ү.")),
    "deputies": st.sampled_from(("", "-", "Үлгіева Үміт, Мысалов М.", "нет")),
    "year": st.sampled_from(("2026-27", "2026", "2027/2028")),
    "week_days": st.sampled_from(("5", "6", "6 күн")),
    "large_family_from": st.sampled_from(("3", "4", "5 балалы")),
}


def interview() -> Interview:
    return Interview(SCHOOL_FORM, {}, TODAY, "mark")


@st.composite
def begun(draw: st.DrawFn, least: int = 0) -> Interview:
    """A form with its first so many questions answered."""
    now = interview()
    for _ in range(draw(st.integers(least, 10))):
        if now.place is None:
            break
        now = now.answer(now.place.key, draw(WRITTEN[now.place.key]))
    return now


@st.composite
def full(draw: st.DrawFn) -> Interview:
    return draw(begun(least=10))


@given(begun(), st.integers(1, 9))
def test_back_and_forward_again_changes_nothing(now: Interview, steps: int) -> None:
    there, question = now, now.place
    for _ in range(steps):
        question = there.before(question)
        if question is None:
            break
        there = there.at(question.key, editing=False)
        assert there.place is question
        assert there.answered(question)
    assert there.forward() == now


@given(full(), st.data())
def test_any_single_edit_lands_on_the_review(now: Interview, data: st.DataObject) -> None:
    """What the change opens is asked first; nothing else is asked again."""
    assert now.complete
    key = data.draw(st.sampled_from([one.key for one in now.questions]))
    changed = now.at(key, editing=True).answer(key, data.draw(WRITTEN[key]))
    new = {one.key for one in changed.questions} - {one.key for one in now.questions}
    while changed.place is not None:
        assert changed.place.key in new
        changed = changed.answer(changed.place.key, data.draw(WRITTEN[changed.place.key]))
    untouched = {one: answer for one, answer in now.given.items() if one != key and one in changed.given}
    assert untouched.items() <= changed.given.items()


@given(st.data())
def test_no_question_is_asked_twice_and_there_is_no_dead_end(data: st.DataObject) -> None:
    now, asked = interview(), []
    while now.place is not None:
        asked.append(now.place.key)
        assert (now.number(now.place), now.total) == (SCHOOL_FORM.questions.index(now.place) + 1, 10)
        now = now.answer(now.place.key, data.draw(WRITTEN[now.place.key]))
    assert len(asked) == len(set(asked))
    assert asked == [one.key for one in now.questions]


@given(full())
def test_a_finished_form_is_a_school_and_back(now: Interview) -> None:
    school = school_of(now.given)
    assert school.large_family_from == (
        4 if school.country is Country.KAZAKHSTAN else int(now.answers["large_family_from"])
    )
    again = replace(now, answers=answers_of(school))
    assert again.given == now.given
    assert again.revision == now.revision


@given(full(), st.data())
def test_the_revision_changes_with_the_answers(now: Interview, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([one.key for one in now.questions]))
    changed = now.answer(key, data.draw(WRITTEN[key]))
    assert (changed.revision == now.revision) == (changed.given == now.given)


def test_an_answer_that_is_no_choice_any_more_is_asked_again() -> None:
    now = replace(interview(), answers={"country": "uz", "name_kk": ""})
    assert now.place is SCHOOL_FORM.questions[0]
    assert now.given == {}


def test_what_is_not_asked_can_not_be_answered() -> None:
    now = interview().answer("country", "kz")
    for step in (lambda: now.answer("large_family_from", "5"), lambda: now.at("nonsense", editing=True)):
        with pytest.raises(Outdated):
            step()


def test_a_hidden_answer_comes_back_with_its_question() -> None:
    kyrgyz = interview().answer("country", "kg").answer("large_family_from", "5")
    kazakh = kyrgyz.answer("country", "kz")
    assert "large_family_from" not in kazakh.given
    assert kazakh.answer("country", "kg").given["large_family_from"] == "5"


def test_a_place_that_is_not_asked_any_more_is_left() -> None:
    now = interview().answer("country", "kg").at("large_family_from", editing=False)
    assert replace(now, answers={"country": "kz"}).place is SCHOOL_FORM.questions[1]


def test_the_year_is_proposed_from_the_calendar() -> None:
    year = SCHOOL_FORM.questions[7]
    assert year.proposed(GIVEN) == "2026-2027"
    assert years({"today": "2026-08-01"}) == ("2026-2027", "2027-2028")
    assert years({"today": "2026-07-31"}) == ("2025-2026", "2026-2027")


def test_questions_without_choices_propose_nothing() -> None:
    assert SCHOOL_FORM.questions[1].options(GIVEN) == ()
    assert SCHOOL_FORM.questions[1].proposed(GIVEN) == ""
    assert SCHOOL_FORM.questions[6].options(GIVEN) == ()
    assert SCHOOL_FORM.questions[6].proposed(GIVEN) == ""
    assert SCHOOL_FORM.questions[8].proposed(GIVEN) == "5"
    with pytest.raises(NotImplementedError):
        Question("x").read("y", GIVEN)


def test_optional_choices_can_be_left_out() -> None:
    question = Choice("x", choices=("a",), optional=True)
    assert question.read("—", GIVEN) == ""
    assert question.holds("", GIVEN)
    assert not Choice("x", choices=("a",)).holds("", GIVEN)


def test_a_form_finds_its_questions() -> None:
    form = Form(
        "f",
        Action.TALK,
        (Typed("a"), Several("b")),
        save=lambda desk, subject, answers, doors: None,
        is_saved=lambda desk, subject: False,
    )
    assert form.question("b") is form.questions[1]
    assert form.question("c") is None
    assert form.questions[0].read(" x ", GIVEN) == "x"


@pytest.mark.parametrize(
    "written",
    [
        "2026-2027",
        "2026-27",
        "2026/2027",
        "2026/27",
        "2026 - 2027",
        "2026–2027",
        "2026—27",
        "26-27",
        "26/27",
        " 2026-2027 ",
        "2026",
        "2026 оқу жылы",
        "2026-2027 оқу жылы",
        "2026-2027 уч. год",
        "2026-2027ж.",
        "2026 2027",
        "2026-2027 г.",
        "2026.2027",
        "2026-2027 окуу жылы",
        "school year 2026-27",
        "26",
    ],
)
def test_a_school_year_is_understood(written: str) -> None:
    assert readers.school_year(written) == "2026-2027"


@pytest.mark.parametrize(
    "written", ["", "жыл", "2026-2028", "2027-2026", "2026-2027-2028", "202-203", "1999-2000"]
)
def test_what_is_no_school_year(written: str) -> None:
    assert readers.school_year(written) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  № 5   мектеп ", "№ 5 мектеп"),
        ('"№ 5 мектеп"', "№ 5 мектеп"),
        ("«№ 5 мектеп»", "№ 5 мектеп"),
        ("“№ 5 мектеп”", "№ 5 мектеп"),
        ('"Абай" мектебі', "«Абай» мектебі"),
        ('КММ "Абай мектебі"', "КММ «Абай мектебі»"),
        ("КММ “Абай мектебі”", "КММ «Абай мектебі»"),
        ("КММ „Абай мектебі“", "КММ «Абай мектебі»"),
        ('"КММ «Абай мектебі»"', "КММ «Абай мектебі»"),
        ("«КММ «Абай мектебі»»", "КММ «Абай мектебі»"),
        ("«Абай» және «Дина»", "«Абай» және «Дина»"),
        ('"Абай" және "Дина"', "«Абай» және «Дина»"),
        ("Мектеп\n№ 5", "Мектеп № 5"),
        ("КГУ\t«Школа»", "КГУ «Школа»"),
        ("№ 5 мектеп-лицей", "№ 5 мектеп-лицей"),
        ("SOSH 5", "SOSH 5"),
        ("школа", "школа"),
        ("№ 5 «А. Б. атындағы» мектеп", "№ 5 «А. Б. атындағы» мектеп"),
        ("«Мектеп", "«Мектеп"),
        ("Мектеп»", "Мектеп»"),
    ],
)
def test_an_official_name_is_tidied(written: str, read: str) -> None:
    assert readers.official_name(written) == read


@pytest.mark.parametrize("written", ["", "5", "№ 5", "!!", "а" * 201, '""', "«»"])
def test_what_is_no_official_name(written: str) -> None:
    assert readers.official_name(written) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("көкшетау", "Көкшетау"),
        ("  Көкшетау  ", "Көкшетау"),
        ("«Көкшетау»", "Көкшетау"),
        ('"Көкшетау"', "Көкшетау"),
        ("Көкшетау.", "Көкшетау"),
        ("Көкшетау,", "Көкшетау"),
        ("Көкшетау қ.", "Көкшетау қ."),
        ("г. Кокшетау", "г. Кокшетау"),
        ("город  Кокшетау", "Город Кокшетау"),
        ("Нарын шаары", "Нарын шаары"),
        ("с. 5-й съезд", "с. 5-й съезд"),
        ("Ош", "Ош"),
        ("Ақмола облысы, Тіректі а.", "Ақмола облысы, Тіректі а."),
        ("Aqtau", "Aqtau"),
        ("Ұзынағаш ауылы", "Ұзынағаш ауылы"),
        ("Кант\nшаары", "Кант шаары"),
        ("КӨКШЕТАУ", "КӨКШЕТАУ"),
        ("'Көкшетау'", "Көкшетау"),
        ("„Көкшетау“", "Көкшетау"),
        ("Көкшетау қаласы;", "Көкшетау қаласы"),
    ],
)
def test_a_place_is_tidied(written: str, read: str) -> None:
    assert readers.place(written) == read


@pytest.mark.parametrize("written", ["", "5", "а", "??", "а" * 81])
def test_what_is_no_place(written: str) -> None:
    assert readers.place(written) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("үлгіева үміт үлгіқызы", "Үлгіева Үміт Үлгіқызы"),
        ("ҮЛГІЕВА ҮМІТ", "Үлгіева Үміт"),
        (" Үлгіева   Үміт ", "Үлгіева Үміт"),
        ("Үлгіева Ү. Ү.", "Үлгіева Ү. Ү."),
        ("Үлгіева Ү.Ү.", "Үлгіева Ү. Ү."),
        ("Ү.Ү. Үлгіева", "Ү. Ү. Үлгіева"),
        ("1. Үлгіева Үміт", "Үлгіева Үміт"),
        ("1) Үлгіева Үміт", "Үлгіева Үміт"),
        ("Үлгіева Үміт.", "Үлгіева Үміт"),
        ("Мысал-Үлгіева Үміт", "Мысал-Үлгіева Үміт"),
        ("Примерова Анна Образцовна", "Примерова Анна Образцовна"),
        ("примерова анна", "Примерова Анна"),
        ("Үлгүева Умут Үлгү кызы", "Үлгүева Умут Үлгү кызы"),
        ("Ulgieva Umit", "Ulgieva Umit"),
        ("Үлгіева\nҮміт", "Үлгіева Үміт"),
        ("«Үлгіева Үміт»", "Үлгіева Үміт"),
        ("Үлгіева Үміт (директор)", "Үлгіева Үміт"),
        ("Үлгіева - Мысал Үміт", "Үлгіева-Мысал Үміт"),
        ("Пpимeрова Анна", "Примерова Анна"),
        ("Үлгіева, Үміт", "Үлгіева Үміт"),
    ],
)
def test_a_person_name_is_understood(written: str, read: str) -> None:
    assert readers.person_name(written) == read


@pytest.mark.parametrize(
    "written", ["", "Директор", "А. Б.", "87011234567", "Үлгіева 5", "бір екі үш төрт бес алты"]
)
def test_what_is_no_person_name(written: str) -> None:
    assert readers.person_name(written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Үлгіева Үміт, Мысалов Мысал", "Үлгіева Үміт\nМысалов Мысал"),
        ("Үлгіева Үміт; Мысалов М. М.", "Үлгіева Үміт\nМысалов М. М."),
        ("1. Үлгіева Үміт\n2. Мысалов М. М.\n", "Үлгіева Үміт\nМысалов М. М."),
        ("Үлгіева Үміт және Мысалов Мысал", "Үлгіева Үміт\nМысалов Мысал"),
        ("Примерова Анна и Образцов Пётр", "Примерова Анна\nОбразцов Пётр"),
        ("Үлгіева Үміт", "Үлгіева Үміт"),
        ("жоқ", ""),
        ("Нет", ""),
        ("-", ""),
        ("", ""),
    ],
)
def test_several_names_are_kept_a_line_each(written: str, kept: str) -> None:
    assert SCHOOL_FORM.questions[6].read(written, GIVEN) == kept


@pytest.mark.parametrize("written", ["Үлгіева Үміт, 5", ",", "Орынбасар"])
def test_a_list_with_something_else_in_it_is_not_understood(written: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        SCHOOL_FORM.questions[6].read(written, GIVEN)
    assert refusal.value.words == {"typed": written}


@pytest.mark.parametrize(
    ("key", "written", "kept"),
    [
        ("country", "kz", "kz"),
        ("country", "Қазақстан", "kz"),
        ("country", "казахстан", "kz"),
        ("country", "ҚР", "kz"),
        ("country", "Kyrgyzstan", "kg"),
        ("country", "Кыргыз Республикасы", "kg"),
        ("country", "киргизия", "kg"),
        ("week_days", "5", "5"),
        ("week_days", "5 күн", "5"),
        ("week_days", "шестидневка 6", "6"),
        ("week_days", "6-дневная", "6"),
        ("large_family_from", "4 баладан", "4"),
    ],
)
def test_a_typed_choice_is_understood(key: str, written: str, kept: str) -> None:
    question = SCHOOL_FORM.question(key)
    assert question is not None
    assert question.read(written, GIVEN) == kept


def test_the_declaration_keeps_a_school_as_it_is() -> None:
    school = School(
        "№ 5 мектеп",
        "Школа № 5",
        "Нарын",
        Country.KYRGYZSTAN,
        "Үлгүева У.",
        ("А Б", "В Г"),
        SchoolYear(2026),
        6,
        5,
    )
    assert school_of(answers_of(school)) == school
    assert in_kyrgyzstan(answers_of(school))
