"""One declaration, one line of the registry and its words make a service: nothing else knows of it."""

from collections.abc import Iterator

import pytest

from bot.core.forms.form import LATER
from bot.core.forms.interview import Interview, Page
from bot.core.forms.registry import form_of
from bot.core.school import Country
from bot.core.services.limits import limits_in
from bot.core.services.registry import services_of
from bot.core.services.service import Path, Service
from bot.handlers.forms_screens import intro_screen, place_screen
from bot.texts import Words
from tests.core.service_forms import interview, readable
from tests.made_up_service import WORDS, declared_at_run_time

WORDS_KK = Words("kk")


@pytest.fixture
def textbooks() -> Iterator[Service]:
    with declared_at_run_time() as service:
        yield service


def seen(now: Interview) -> str:
    return readable(place_screen(WORDS_KK, now))


def test_it_is_offered_where_the_others_are(textbooks: Service) -> None:
    assert [one.key for one in services_of(Country.KAZAKHSTAN)][-1] == "textbooks"
    assert services_of(Country.KYRGYZSTAN)[-1].key == "kg_gifts"
    form, subject = form_of("textbooks-n17")
    assert (form.key, subject) == ("textbooks", "n17")
    assert all(form.question(one.key) for one in (*textbooks.questions, *textbooks.proofs))
    assert [one.key for one in limits_in(textbooks)] == ["opens", "closes", "things", "amount"]
    assert textbooks.path is Path.SCHOOL


def test_a_parent_comes_through_it_to_the_review(textbooks: Service) -> None:
    now = interview(textbooks)
    assert "Не үшін" in readable(intro_screen(WORDS_KK, now.form))
    said = (
        ("5", "Қай негізде"),
        ("Төрт бала бар", "неліктен қолдау"),
        ("kazakh", "қай тілде"),
        ("some", "Бәрі керек пе"),
        ("Алгебра, Тарих", "Қай оқулықтар"),
        ("Үлгіева Үміт Үлгіқызы", "Өтінішті кім береді"),
        ("8 701 123 45 67", "қай нөмірмен"),
        (LATER, "Кітапхананың анықтамасы"),
    )
    for answer, words in said:
        assert words in seen(now)
        assert now.place is not None
        now = now.answer(now.place.key, answer)
    assert (now.page, now.complete) == (Page.REVIEW, True)
    for line in ("Оқыту тілі: Қазақша", "Тізімі: Алгебра, Тарих", "Телефон: +7 701 123 45 67"):
        assert line in seen(now)


def test_what_is_not_asked_is_not_shown(textbooks: Service) -> None:
    now = interview(textbooks)
    for key, answer in (("category", "1"), ("language", "russian"), ("whose", "all")):
        now = now.answer(key, answer)
    assert now.place is not None
    assert now.place.key == "applicant"
    ended = now.answer("category", "none")
    assert ended.page is Page.ENDED
    assert WORDS["textbooks.category.ended.none"] in seen(ended)


def test_it_is_gone_afterwards() -> None:
    assert "textbooks" not in [one.key for one in services_of(Country.KAZAKHSTAN)]
    assert WORDS_KK("textbooks.title") == "textbooks.title"
