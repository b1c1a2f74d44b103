"""Whether what a parent wrote means a pupil of the school."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.identity import iin
from bot.core.identity.letters import folded
from bot.core.identity.names import MARKERS
from bot.core.parents.claim_form import CLAIM_FORM, Birth, decision, full_name
from bot.core.parents.matching import WrittenChild, born_by, meant
from bot.core.people import PersonName, Pupil

BORN = date(2014, 1, 18)
NUMBER = "140118500002"
PIN = "21801201400001"


def pupil(number: int, last: str, first: str, born: date | None = BORN, iin: str = "") -> Pupil:
    return Pupil(number, PersonName(last, first, "Серікұлы"), born, iin=iin)


ARSEN = pupil(1, "Ерғалиев", "Арсен", iin=NUMBER)
SCHOOL = {
    1: (ARSEN, pupil(2, "Ерғалиев", "Темірлан"), pupil(3, "Нұрмағамбетов-Әбдіқадыров", "Ян")),
    2: (pupil(4, "Ли", "Анна Мария", None, "140118600009"), pupil(5, "Ерғалиев", "Арсен", date(2012, 3, 3))),
}


def written(name: str, birth: str = "18.01.2014") -> WrittenChild:
    return WrittenChild.read(name, birth)


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Ерғалиев Арсен", 1),
        ("ЕРГАЛИЕВ АРСЕН", 1),
        ("арсен ергалиев", 1),
        ("Арсен Ерғалиев Серікұлы", 1),
        ("Ергалиева Арсен", 1),
        ("Ерғалиев Арсэн", 1),
        ("Eрғaлиeв Apceн", 1),
        ("Ерғалиев Темирлан", 2),
        ("Нурмагамбетов Ян", 3),
        ("Абдикадыров Ян", 3),
        ("Ли Анна", 4),
        ("Мария Ли", 4),
        ("Ерғалиев Нұрлан", None),
        ("Сейтов Арсен", None),
        ("Арсен Арсен", None),
        ("Ерғалиев", None),
        ("", None),
    ],
)
def test_names_are_forgiven_their_spelling(name: str, who: int | None) -> None:
    found = meant(written(name), SCHOOL, 1)
    assert (found.id if found else None) == who


@pytest.mark.parametrize(
    ("birth", "who"),
    [
        ("18.01.2014", 1),
        (NUMBER, 1),
        ("03.03.2012", 5),
        ("19.01.2014", None),
        ("140118500101", None),
        ("18.01.2015", None),
    ],
)
def test_the_birth_has_to_agree_exactly(birth: str, who: int | None) -> None:
    found = meant(written("Ерғалиев Арсен", birth), SCHOOL, 1)
    assert (found.id if found else None) == who


def test_a_date_may_stand_in_the_number_alone() -> None:
    assert meant(written("Ли Анна"), SCHOOL, 1) == SCHOOL[2][0]
    # The number of somebody whose number the school does not know.
    nameless = {1: (pupil(9, "Ким", "Дана"),)}
    assert meant(written("Ким Дана", NUMBER), nameless, 1) == nameless[1][0]
    assert meant(written("Ким Дана"), {1: (pupil(9, "Ким", "Дана", None),)}, 1) is None


def test_a_namesake_in_the_class_of_the_link_goes_first_and_two_there_are_nobody() -> None:
    here, there = pupil(1, "Сейтов", "Али"), pupil(2, "Сейтов", "Али")
    assert meant(written("Сейтов Али"), {1: (here,), 2: (there,)}, 2) == there
    assert meant(written("Сейтов Али"), {1: (here,), 2: (there,)}, 3) is None
    assert meant(written("Сейтов Али"), {1: (here, there)}, 1) is None


def test_twins_are_told_apart_by_the_nearer_name() -> None:
    twins = {1: (pupil(1, "Сейтов", "Арман"), pupil(2, "Сейтов", "Арлан"))}
    assert meant(written("Сейтов Арлан"), twins, 1) == twins[1][1]
    assert meant(written("Сейтов Аркан"), twins, 1) is None


def test_the_office_sees_the_end_of_a_number_only() -> None:
    assert written("Ерғалиев Арсен").line == "Ерғалиев Арсен, 18.01.2014"
    assert written("Ерғалиев Арсен", NUMBER).line == "Ерғалиев Арсен, 18.01.2014, •••• 0002"
    assert written("Ерғалиев Арсен", "990118000001").line == "Ерғалиев Арсен, •••• 0001"
    assert NUMBER not in written("Ерғалиев Арсен", NUMBER).line


def test_both_countries_have_a_date_in_their_numbers() -> None:
    assert (born_by(NUMBER), born_by(PIN)) == (BORN, BORN)
    assert born_by("1") is None


GIVEN = {"today": "2026-09-07"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("18.01.2014", "18.01.2014"),
        ("18 қаңтар 2014", "18.01.2014"),
        ("18/1/14", "18.01.2014"),
        ("2014-01-18", "18.01.2014"),
        ("18012014", "18.01.2014"),
        ("ЖСН 140118 500 002", NUMBER),
        (NUMBER, NUMBER),
        (PIN, PIN),
        ("140118500003", None),
        ("31.02.2014", None),
        ("18.01.1950", None),
        ("18.01.2030", None),
        ("білмеймін", None),
        ("2014", None),
    ],
)
def test_a_birth_date_or_a_number_is_understood(typed: str, kept: str | None) -> None:
    question = CLAIM_FORM.question("birth")
    assert isinstance(question, Birth)
    assert question.understood(typed, GIVEN) == kept
    assert question.hides(NUMBER)
    assert not question.hides("18.01.2014")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("сейтов  али", "Сейтов Али"),
        ("Сейтов Али Маратұлы", "Сейтов Али Маратұлы"),
        ("Али", None),
        ("Сейтов А.", None),
        ("12.03.2014", None),
    ],
)
def test_a_name_is_a_surname_and_a_first_name(typed: str, kept: str | None) -> None:
    assert full_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("№ 45,  12.03.2024", "№ 45, 12.03.2024"), ("бар", None), ("1" * 81, None)],
)
def test_a_decision_has_a_number(typed: str, kept: str | None) -> None:
    assert decision(typed) == kept


letters = st.text("абвгдежзиклмнопрстуәғқңөұүі", min_size=3, max_size=12).map(str.capitalize)
letters = letters.filter(lambda word: folded(word) not in MARKERS)


@given(letters, letters, st.integers(1, 400))
def test_another_birth_date_never_agrees(last: str, first: str, days: int) -> None:
    there = {1: (pupil(1, last, first),)}
    assert meant(WrittenChild(f"{last} {first}", BORN), there, 1) == there[1][0]
    assert meant(WrittenChild(f"{first} {last}", BORN), there, 1) == there[1][0]
    assert meant(WrittenChild(f"{last} {first}", BORN + timedelta(days=days)), there, 1) is None


@given(st.integers(0, 9999))
def test_another_number_never_agrees(serial: int) -> None:
    digits = f"1401185{serial:04d}"
    check = iin.checksum(digits)
    assume(check is not None)
    number = f"{digits}{check}"
    found = meant(WrittenChild.read("Ерғалиев Арсен", number), SCHOOL, 1)
    assert (found is not None) == (number == NUMBER)
