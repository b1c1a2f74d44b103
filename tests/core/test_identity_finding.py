"""Pupils found by what a teacher types: matched, asked about, or not found, and never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.identity import names
from bot.core.identity.endings import is_form
from bot.core.identity.finding import Found, find_pupils
from bot.core.people import Pupil

CLASS = [
    "Ахметов Айдар Болатұлы",
    "Сейтова Айша Серікқызы",
    "Ким Тимур Германович",
    "Әбдірахманов Қуаныш Өмірұлы",
    "Тілеубергенов Дәулет Асқарұлы",
    "Тілеубергенов Дәурен Ерланұлы",
    "Ковалёв Лев Сергеевич",
    "Черновский Егор Олегович",
    "Нұрмағамбетов-Әбдіқадыров Мұхаммедәли Бауыржанұлы",
    "Ли Дарья Ивановна",
    "Әлиев Санжар Қанатұлы",
    "Алиев Мирас Қанатұлы",
    "Жуков Андрей Павлович",
    "Ғабдуллин Іскендер Маратұлы",
    "Асанбек уулу Нурлан",
    "Асанова Айжан Бакыт кызы",
    "Белая Гуль Олеговна",
]
PUPILS = [Pupil(number, names.read(name).name) for number, name in enumerate(CLASS, start=1)]


def matched(typed: str) -> list[str]:
    found = find_pupils(typed, PUPILS)
    assert not found.namesakes, found.namesakes
    assert not found.not_found, found.not_found
    return [pupil.name.short for pupil in found.matched]


@pytest.mark.parametrize(
    "typed",
    [
        "Ахметов",
        "ахметов",
        "АХМЕТОВ",
        "Axметов",
        "Ахметов Айдар",
        "Айдар Ахметов",
        "Ахметов А",
        "Ахметов А.",
        "А. Ахметов",
        "Ахметов А.Б.",
        "Ахметов Айдар Болатұлы",
        "Ахметов Айдар Болат улы",
        "Ахметовты",
        "Ахметовті",
        "Ахметовтың",
        "Ахметовқа",
        "Ахметовке",
        "Ахметова",
        "Ахметову",
        "Ахметовым",
        "Ахметове",
        "Ахметов-ты",
        "Ахметова Айдара",
        "1. Ахметов",
        "Ахметов (7Ә)",
        "Айдар",
        "Ахметовден",
        "Ахметовпен",
        "Ахметовдун",
        "Ахметовго",
        " Ахметов ,",
        "Айдарды",
    ],
)
def test_one_pupil_typed_in_many_ways(typed: str) -> None:
    assert matched(typed) == ["Ахметов Айдар"]


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("Сейтову", "Сейтова Айша"),
        ("Сейтовой Айши", "Сейтова Айша"),
        ("Сейтованы", "Сейтова Айша"),
        ("Сеитова", "Сейтова Айша"),
        ("Айшаның", "Сейтова Айша"),
        ("Сейтова", "Сейтова Айша"),
        ("Кимом", "Ким Тимур"),
        ("Ким-ді", "Ким Тимур"),
        ("Кимнің", "Ким Тимур"),
        ("Абдирахманов", "Әбдірахманов Қуаныш"),
        ("Абдирахмановты", "Әбдірахманов Қуаныш"),
        ("абдирахманов куаныш", "Әбдірахманов Қуаныш"),
        ("Ковалев", "Ковалёв Лев"),
        ("Ковалевым", "Ковалёв Лев"),
        ("Черновского", "Черновский Егор"),
        ("Черновскому", "Черновский Егор"),
        ("Белую", "Белая Гуль"),
        ("Белой Гули", "Белая Гуль"),
        ("Нұрмағамбетов", "Нұрмағамбетов-Әбдіқадыров Мұхаммедәли"),
        ("Абдикадырова", "Нұрмағамбетов-Әбдіқадыров Мұхаммедәли"),
        ("Ли Дарью", "Ли Дарья"),
        ("Лидің", "Ли Дарья"),
        ("Әлиев", "Әлиев Санжар"),
        ("Әлиевті", "Әлиев Санжар"),
        ("Жукову Андрею", "Жуков Андрей"),
        ("Габдуллин Искендер", "Ғабдуллин Іскендер"),
        ("Асанбек уулу Нурлан", "Асанбек уулу Нурлан"),
        ("Асанбек", "Асанбек уулу Нурлан"),
        ("Асанованын", "Асанова Айжан"),
        ("Тілеубергенов Дәулет", "Тілеубергенов Дәулет"),
        ("Тилеубергенов Д.А.", "Тілеубергенов Дәулет"),
        ("Тілеубергенов Ерланұлы Дәурен", "Тілеубергенов Дәурен"),
    ],
)
def test_endings_letters_and_orders(typed: str, short: str) -> None:
    assert matched(typed) == [short]


@pytest.mark.parametrize(
    "typed",
    [
        "Ахметов, Сейтова Айша; Ким",
        "Ахметов\nСейтова\nКим",
        "1. Ахметов 2. Сейтова 3. Ким",
        "Ахметов, Сейтова және Ким",
        "Ахметов, Сейтова и Ким",
        "Ахметовты, Сейтованы, Кимді",
        "Ахметов Сейтова Ким",
        "Ахметов Айдар Сейтова Айша Ким Тимур",
        "Ахметов, Сейтова мен Ким",
        "Ахметов; ; Сейтова,,Ким, Ахметов",
    ],
)
def test_several_pupils_in_one_message(typed: str) -> None:
    assert matched(typed) == ["Ахметов Айдар", "Сейтова Айша", "Ким Тимур"]


@pytest.mark.parametrize(
    "typed", ["Тілеубергенов", "Тілеубергенов Д.", "Тилеубергеновты", "Алиев", "алиевті"]
)
def test_namesakes_are_asked_about(typed: str) -> None:
    found = find_pupils(typed, PUPILS)
    assert not found.matched
    (question,) = found.namesakes
    assert len(question.pupils) == 2
    assert not question.misspelt


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("Ахмтеов", "Ахметов Айдар"),
        ("Ахметов Даурен", "Ахметов Айдар"),
        ("Сейтва", "Сейтова Айша"),
        ("Тимр Ким", "Ким Тимур"),
        ("Ковалева Льва", "Ковалёв Лев"),
        ("Жуковв", "Жуков Андрей"),
        (["бәрі", "тек Ахметов емес"][1], "Ахметов Айдар"),
        ("Ахмктовты", "Ахметов Айдар"),
    ],
)
def test_a_slip_is_proposed_and_never_matched(typed: str, short: str) -> None:
    found = find_pupils(typed, PUPILS)
    assert not found.matched
    (question,) = found.namesakes
    assert question.misspelt
    assert short in [pupil.name.short for pupil in question.pupils]


@pytest.mark.parametrize(
    "typed", ["Петренко", "А", "Ы.", "Кимов", "уулу", "Ахметов Ким Петренко Юсупов", "Ш Ким"]
)
def test_who_is_not_here_is_not_found(typed: str) -> None:
    found = find_pupils(typed, PUPILS)
    assert not found.matched
    assert found.not_found or all(question.misspelt for question in found.namesakes)


FAMILY = [
    Pupil(number, names.read(name).name)
    for number, name in enumerate(
        [
            "Қожахметов Әли Болатұлы",
            "Қожахметова Айша Болатқызы",
            "Ахметов Айдар Серікұлы",
            "Ахметова Дана Серікқызы",
            "Иванов Пётр Олегович",
            "Иванова Анна Олеговна",
            "Черновский Егор Олегович",
            "Черновская Ольга Олеговна",
            "Ким Тимур Германович",
            "Ким Анель Германовна",
        ],
        start=1,
    )
]


@pytest.mark.parametrize(
    ("typed", "first_names"),
    [
        ("Қожахметовтар", ["Әли", "Айша"]),
        ("Кожахметовтарды", ["Әли", "Айша"]),
        ("Ахметовтер", ["Айдар", "Дана"]),
        ("Ахметовдор", ["Айдар", "Дана"]),
        ("Ахметовалар", ["Дана"]),
        ("Ивановы", ["Пётр", "Анна"]),
        ("Ивановых", ["Пётр", "Анна"]),
        ("Черновские", ["Егор", "Ольга"]),
        ("Кимы", ["Тимур", "Анель"]),
        ("Ахметова", ["Айдар", "Дана"]),
        ("Ахметова А.", ["Айдар"]),
    ],
)
def test_a_plural_or_a_name_that_is_also_a_case_of_another_is_asked(
    typed: str, first_names: list[str]
) -> None:
    found = find_pupils(typed, FAMILY)
    asked = [one.name.first for question in found.namesakes for one in question.pupils]
    certain = [one.name.first for one in found.matched]
    assert (asked or certain) == first_names
    assert bool(asked) is (typed != "Ахметова А.")


@pytest.mark.parametrize("typed", ["Ахметова Дана", "Ахметовой", "Дана", "Ахметова Дана Серікқызы"])
def test_what_is_said_of_one_alone_is_certain(typed: str) -> None:
    assert [one.name.first for one in find_pupils(typed, FAMILY).matched] == ["Дана"]


def test_a_plural_beside_others_is_asked_and_the_others_are_certain() -> None:
    found = find_pupils("Қожахметовтар, Ахметов", FAMILY)
    assert [one.name.first for one in found.matched] == ["Айдар"]
    assert [one.typed for one in found.namesakes] == ["Қожахметовтар"]


def test_nothing_typed_means_nobody() -> None:
    assert find_pupils("", PUPILS) == find_pupils(" ,;\n", PUPILS) == Found()
    assert find_pupils("Ахметов", []) == Found(not_found=("Ахметов",))


@given(
    st.lists(st.sampled_from(PUPILS), unique=True, min_size=1, max_size=6),
    st.sampled_from([", ", "; ", "\n", " және ", " и "]),
)
@settings(deadline=None)
def test_full_names_always_match(pupils: list[Pupil], separator: str) -> None:
    found = find_pupils(separator.join(pupil.name.full for pupil in pupils), PUPILS)
    assert found == Found(tuple(pupils))


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_answered(typed: str) -> None:
    find_pupils(typed, PUPILS)


def test_forms_of_names() -> None:
    assert is_form("дарии", "дария")
    assert is_form("льву", "льв")
    assert not is_form("ахметов", "ахметова")
    assert not is_form("тоо", "то")
