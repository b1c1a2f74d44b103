"""How pupils and categories are named where there is little room."""

from dataclasses import replace
from datetime import date

import pytest

from bot.chat import LABEL_LENGTH
from bot.core.passport.categories import categories_of
from bot.core.people import PersonName, Pupil
from bot.core.school import Country
from bot.handlers.survey_words import called, cut, fitted, listed, subject_name, subject_short
from bot.texts import LANGUAGES, Words

ONE = Pupil(1, PersonName("Омаров", "Дамир", "Серікұлы"), date(2014, 3, 5))


def test_namesakes_are_told_apart_by_patronymic_then_by_birthday() -> None:
    other = replace(ONE, id=2, name=replace(ONE.name, patronymic="Болатұлы"))
    twin = replace(ONE, id=3, birth_date=date(2014, 9, 1))
    unknown = replace(other, id=4, birth_date=None)
    assert called([ONE]) == {1: "Омаров Дамир"}
    assert called([ONE, other]) == {1: "Омаров Дамир С.", 2: "Омаров Дамир Б."}
    assert called([ONE, twin]) == {1: "Омаров Дамир 05.03", 3: "Омаров Дамир 01.09"}
    assert called([other, unknown]) == {2: "Омаров Дамир 05.03", 4: "Омаров Дамир №4"}
    nameless = replace(ONE, id=5, name=replace(ONE.name, patronymic=""))
    assert called([ONE, nameless]) == {1: "Омаров Дамир С.", 5: "Омаров Дамир"}


def test_long_namesakes_keep_what_tells_them_apart() -> None:
    name = PersonName("Нұрмағамбетова", "Гүлбаршын-Айгерім", "Серікқызы")
    long = replace(ONE, name=name)
    other = replace(long, id=2, name=replace(name, patronymic="Болатқызы"))
    labels = called([long, other])
    assert labels[1].endswith("… С.")
    assert labels[2].endswith("… Б.")
    assert all(len(one) <= LABEL_LENGTH - len("✅ ") for one in labels.values())


def test_a_label_keeps_both_its_ends() -> None:
    assert fitted("✅ ", "Нұрмағамбетова Гүлбаршын-Айгерім", " · 12") == "✅ Нұрмағамбетова Гүлба… · 12"
    assert cut("short", 10) == "short"


def test_names_are_listed_as_long_as_there_is_room() -> None:
    assert listed(["А", "Б", "В"], 100) == "А, Б, В"
    assert listed(["Аааааа", "Бббббб", "Вввввв"], 15) == "Аааааа, Бббббб … +1"
    assert listed(["Аааааааааа"], 5) == "Аааа…"
    assert listed([], 5) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", list(Country))
def test_every_category_has_a_short_name_that_leaves_room_for_its_count(
    language: str, country: Country
) -> None:
    words = Words(language)
    for one in categories_of(country):
        if not one.restricted:
            short = subject_short(words, country, one.key)
            assert not short.startswith("survey.")
            assert len(f"✅ {short} · 27") <= LABEL_LENGTH
            assert not subject_name(words, country, one.key).startswith("category.")
