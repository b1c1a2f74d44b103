"""Every declared service with random children and random answers: no dead end, nothing twice, nothing lost."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.chat import Screen
from bot.core.forms.form import Choice, Proof, Question, Typed, files_of
from bot.core.forms.interview import Interview, Page
from bot.core.services.registry import SERVICES
from bot.core.services.service import Service
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.forms import AskQuestion
from bot.handlers.forms_pages import review_screen
from bot.handlers.forms_screens import intro_screen, place_screen
from bot.handlers.forms_words import option_words, worded
from bot.texts import LANGUAGES, Words
from tests.core.service_forms import (
    SUBJECT,
    declared,
    facts_about,
    interview,
    readable,
    services,
    ways_to_answer,
    with_answer,
)

ALL = sorted(SERVICES)
LONGEST_SERVICE, LONGEST_KEY, LONGEST_OPTION = 9, 14, 10
STEPS = 60


@st.composite
def begun(draw: st.DrawFn, whole: bool = False) -> Interview:
    """A form about some child, answered at random so far, or to its end; answers may be changed on the way."""
    service = draw(services())
    facts = draw(facts_about(service))
    now = interview(service, facts, draw(known_before(service, facts)))
    for _ in range(STEPS if whole else draw(st.integers(0, STEPS))):
        if now.page is Page.KNOWN:
            now = now.with_known()
        elif now.place is None:
            break
        else:
            now = with_answer(now, now.place.key, draw(st.sampled_from(ways_to_answer(now, now.place))))
    return now


@st.composite
def known_before(draw: st.DrawFn, service: Service, facts: dict[str, str]) -> dict[str, str]:
    """Answers that the office may propose, right ones and such as hold no more."""
    now = interview(service, facts)
    keys = draw(st.sets(st.sampled_from([one.key for one in now.form.questions]), max_size=6))
    asked = [one for one in now.form.questions if one.key in keys]
    return {
        one.key: draw(st.sampled_from((*ways_to_answer(now, one), "nothing of the kind"))) for one in asked
    }


@st.composite
def reviewed(draw: st.DrawFn) -> Interview:
    now = draw(begun(whole=True))
    assume(now.page is Page.REVIEW)
    return now


def screens(now: Interview, language: str) -> list[Screen]:
    """What a reader sees of this place; of the review all its pages."""
    words = Words(language)
    pages = (0, 1, 2) if now.page is Page.REVIEW else ()
    return [place_screen(words, now), *(review_screen(words, now, number) for number in pages)]


@given(begun(), st.sampled_from(LANGUAGES))
def test_every_screen_keeps_the_limits_and_has_a_way_on(now: Interview, language: str) -> None:
    for screen in screens(now, language):
        buttons = [one for row in screen.rows for one in row]
        assert len(readable(screen)) <= 900
        assert sum(bool(row) for row in screen.rows) <= 10
        assert [one.label for one in buttons if len(one.label.removeprefix("✅ ")) > 28] == []
        assert all(len(str(one.drawn().callback_data).encode()) <= 64 for one in buttons)
        assert buttons


@given(begun(whole=True))
def test_there_is_no_dead_end(now: Interview) -> None:
    """Whoever goes on answering comes to the review, or to a page that explains and leads back or away."""
    assert now.page in (Page.REVIEW, Page.ENDED, Page.GATE)
    if now.page is Page.REVIEW:
        assert now.complete
        return
    assert not now.complete
    targets = [type(one.to) for row in place_screen(Words("kk"), now).rows for one in row]
    assert OpenMenu in targets
    assert now.page is Page.GATE or AskQuestion in targets


@given(st.data())
def test_no_question_is_asked_twice(data: st.DataObject) -> None:
    service = data.draw(services())
    now, asked = interview(service, data.draw(facts_about(service))), []
    assume(not now.gate)
    while now.place is not None:
        asked.append(now.place.key)
        now = with_answer(now, now.place.key, data.draw(st.sampled_from(ways_to_answer(now, now.place))))
    assert len(asked) == len(set(asked))
    assert asked == [one.key for one in now.questions]


@given(begun(), st.integers(1, 12))
def test_back_and_forward_again_changes_nothing(now: Interview, steps: int) -> None:
    there, question = now, now.place
    for _ in range(steps):
        question = there.before(question)
        if question is None:
            break
        there = there.at(question.key, editing=False)
        assert there.place == question
    assert there.forward() == now.forward()


@given(reviewed(), st.data())
def test_any_single_edit_asks_only_what_it_opens(now: Interview, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(now.questions))
    assume(not files_of(now.answer_to(question)))
    chosen = data.draw(st.sampled_from(ways_to_answer(now, question)))
    changed = with_answer(now.at(question.key, editing=True), question.key, chosen)
    before = {one.key for one in now.questions}
    while changed.place is not None or changed.page is Page.KNOWN:
        if changed.page is Page.KNOWN:
            assert not before & set(changed.proposals)
            changed = changed.with_known()
            continue
        assert changed.place.key not in before
        told = data.draw(st.sampled_from(ways_to_answer(changed, changed.place)))
        changed = with_answer(changed, changed.place.key, told)
    kept = {one: told for one, told in now.given.items() if one != question.key and one in changed.given}
    assert kept.items() <= changed.given.items()


@given(reviewed(), st.sampled_from(LANGUAGES))
def test_the_review_shows_each_answer_once(now: Interview, language: str) -> None:
    words = Words(language)
    pages = {readable(screen): screen for screen in (review_screen(words, now, one) for one in range(3))}
    edited = [
        one.to.key
        for screen in pages.values()
        for row in screen.rows
        for one in row
        if isinstance(one.to, AskQuestion) and one.to.editing
    ]
    assert sorted(edited) == sorted(one.key for one in now.questions)
    lines = "\n".join(pages).split("\n")
    for question in now.questions:
        label = worded(words, now, question, "label")
        assert sum(is_about(line, label) for line in lines) == 1, label


def is_about(line: str, label: str) -> bool:
    """Whether the line begins with this label, which is cut where a long review would not fit."""
    head, colon, _ = line.partition(": ")
    return bool(colon) and (head == label or (head.endswith("…") and label.startswith(head[:-1])))


@given(begun())
def test_what_was_answered_holds_at_any_later_day(now: Interview) -> None:
    later = replace(now, today=date(2027, 8, 31))
    assert later.given == now.given
    assert later.page is now.page


@pytest.mark.parametrize("key", ALL)
def test_keys_are_short_and_each_stands_once(key: str) -> None:
    form = declared(SERVICES[key])
    keys = [one.key for one in form.questions]
    assert len(keys) == len(set(keys))
    assert max(map(len, keys)) <= LONGEST_KEY
    assert len(key) <= LONGEST_SERVICE
    for one in form.questions:
        options = one.choices if isinstance(one, Choice) else ()
        assert len(options) <= 8
        assert max(map(len, options), default=0) <= LONGEST_OPTION


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_all_its_words(key: str, language: str) -> None:
    words, now = Words(language), interview(SERVICES[key])
    for question in now.form.questions:
        place = f"{key}.{question.key} in {language}"
        for part in ("ask", "why", "label"):
            assert worded(words, now, question, part), f"{part} of {place}"
        assert len(worded(words, now, question, "label")) <= 28, place
        if isinstance(question, Typed):
            _has_an_example_that_is_understood(words, now, question, place)
        for option in _options(question):
            found = option_words(words, now, question, option)
            assert found != option, f"{option} of {place}"
            assert len(found) <= 28, f"{found} of {place}"


def _has_an_example_that_is_understood(words: Words, now: Interview, question: Typed, place: str) -> None:
    example = worded(words, now, question, "example")
    assert example, f"example of {place}"
    assert question.read(example, now.facts), f"{example} of {place}"


def _options(question: Question) -> tuple[str, ...]:
    if isinstance(question, Choice):
        return question.choices
    return question.options({"by": "staff"}) if isinstance(question, Proof) else ()


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_says_first_what_it_is_about(key: str, language: str) -> None:
    """Purpose, ground, who sees it, how long: four headings, and a title that fits on a button."""
    words = Words(language)
    screen = intro_screen(words, declared(SERVICES[key]), SUBJECT, "Айғаным")
    assert len(readable(screen)) <= 900
    assert screen.text.count("<b>") >= 5
    assert len(words(f"{key}.title")) <= 28


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_a_form_can_be_told_apart(key: str, language: str) -> None:
    now = interview(SERVICES[key])
    labels = [worded(Words(language), now, one, "label") for one in now.form.questions]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_categories_are_named_explained_and_printed(key: str, language: str) -> None:
    words, service = Words(language), SERVICES[key]
    for code in service.categories:
        for part in ("name", "plain", "official"):
            place = f"category_of.{service.country}.{code}.{part}"
            assert words(place) != place
        assert len(words(f"category_of.{service.country}.{code}.name")) <= 26


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_of_categories_are_not_cut(key: str, language: str) -> None:
    now = interview(SERVICES[key])
    screen = place_screen(Words(language), now)
    assert now.place is not None
    assert now.place.key == "category"
    assert "…" not in screen.text


@settings(max_examples=20)
@given(services(), st.sampled_from(LANGUAGES))
def test_not_fitting_is_a_page_that_explains(service: Service, language: str) -> None:
    ended = interview(service).answer("category", "none")
    words = Words(language)
    screen = place_screen(words, ended)
    assert ended.page is Page.ENDED
    assert words(f"{service.key}.category.ended.none") in screen.text
    assert len(readable(screen)) <= 900
    assert ended.at("category", editing=False).answer("category", service.categories[0]).place is not None
