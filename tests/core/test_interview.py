"""The place in a form: what is known, what ends it, what is asked; nothing is lost, nothing is asked twice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import NotFound, Outdated
from bot.core.forms.form import (
    FileExpected,
    Known,
    NotUnderstood,
    Proof,
    Question,
    files_answer,
    files_of,
    is_files,
)
from bot.core.forms.interview import MOST_PROPOSALS, Interview, Page
from bot.core.forms.registry import form_of
from tests.made_up_form import QUESTIONS, Garden

TODAY = date(2026, 9, 7)
FORM = Garden().form()
TYPED = {
    "place": ("Көкшетау", "Ош"),
    "iin": ("080101550010", "080101550029"),
    "uncle": ("Үлгіев Үлгі", "Мысалов М. М."),
    "helpers": ("", "Үлгіева Үміт, Мысалов М."),
}
KEYS = tuple(one.key for one in QUESTIONS)
KNOWN_VALUES = {
    "kin": "mother",
    "place": "Көкшетау",
    "iin": "080101550010",
    "weather": "wind",
    "uncle": "Үлгіев Үлгі",
    "leaf": "egov",
    "root": "files:7,8",
    "helpers": "Үлгіева Үміт",
}


def interview(known: Known | None = None) -> Interview:
    return Interview(FORM, {}, TODAY, "mark", subject="n1", known=known or Known())


@st.composite
def knowledge(draw: st.DrawFn) -> Known:
    keys = draw(st.sets(st.sampled_from(KEYS)))
    grade = draw(st.sampled_from(("2", "7")))
    return Known(
        {"grade": grade, "by": draw(st.sampled_from(("parent", "staff")))},
        {key: KNOWN_VALUES[key] for key in keys},
    )


def answers_to(now: Interview, question: Question) -> tuple[str, ...]:
    return TYPED.get(question.key) or now.options(question)


def step(now: Interview, draw: st.DrawFn) -> Interview:
    """What a person can do next on the way forward."""
    if now.page is Page.KNOWN:
        return now.with_known()
    question = now.place
    assert question is not None
    if isinstance(question, Proof) and draw(st.booleans()):
        return now.with_file(question.key, draw(st.integers(1, 99))).forward()
    return now.answer(question.key, draw(st.sampled_from(answers_to(now, question))))


@st.composite
def begun(draw: st.DrawFn) -> Interview:
    now = interview(draw(knowledge()))
    for _ in range(draw(st.integers(0, 12))):
        if now.page in (Page.REVIEW, Page.ENDED):
            break
        now = step(now, draw)
    return now


@st.composite
def full(draw: st.DrawFn) -> Interview:
    now = interview(draw(knowledge()))
    while now.page is not Page.REVIEW:
        now = (
            now.at("kin", editing=False).answer("kin", "father")
            if now.page is Page.ENDED
            else step(now, draw)
        )
    return now


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
    assert there.forward() == now.forward()


@given(st.data())
def test_no_dead_end_and_no_question_twice(data: st.DataObject) -> None:
    now, asked = interview(data.draw(knowledge())), []
    for _ in range(40):
        if now.page is Page.REVIEW:
            break
        if now.page is Page.ENDED:
            assert not now.complete
            now = now.at("kin", editing=False)
            now = now.answer("kin", "mother")
            continue
        if now.place is not None:
            asked.append(now.place.key)
        now = step(now, data.draw)
    assert now.page is Page.REVIEW
    assert now.complete
    assert len(asked) == len(set(asked))
    assert set(now.given) == {one.key for one in now.questions}


@given(full(), st.data())
def test_any_single_edit_lands_on_the_review(now: Interview, data: st.DataObject) -> None:
    """The line's button, the new answer; what the change opens is asked, nothing else."""
    question = data.draw(st.sampled_from(now.questions))
    there = now.at(question.key, editing=True)
    if isinstance(question, Proof):
        changed = there.with_file(question.key, 500).forward()
    else:
        written = data.draw(st.sampled_from([one for one in answers_to(there, question) if one != "other"]))
        changed = there.answer(question.key, written)
    new = {one.key for one in changed.questions} - {one.key for one in now.questions}
    while changed.page is not Page.REVIEW:
        assert changed.page is Page.KNOWN or (changed.place and changed.place.key in new)
        changed = step(changed, data.draw)
    kept = {key: value for key, value in now.given.items() if key != question.key and key in changed.given}
    assert kept.items() <= changed.given.items()


@given(knowledge())
def test_everything_known_is_taken_with_one_tap(known: Known) -> None:
    """Also what is only asked because of what was taken; and only what is an answer here."""
    now = interview(known)
    if known.facts["grade"] == "2" and "weather" in known.answers:
        assert "weather" not in now.proposals
    taken = now.with_known()
    assert taken.page is not Page.KNOWN
    assert taken.answers == {**now.answers, **now.proposals}
    assert ("uncle" in now.proposals) == (
        {"weather", "uncle"} <= set(known.answers) and known.facts["grade"] == "7"
    )
    assert set(now.proposals) <= set(known.answers)


@given(begun())
@settings(max_examples=50)
def test_another_answer_is_another_revision(now: Interview) -> None:
    changed = now.at("kin", editing=False).answer("kin", "father")
    assert (changed.revision == now.revision) == (changed.given == now.given)
    assert (changed.known_revision == now.known_revision) == (changed.proposals == now.proposals)


def test_one_known_line_is_changed_and_the_others_are_left() -> None:
    now = interview(Known(answers={"kin": "mother", "place": "Көкшетау"}))
    assert now.page is Page.KNOWN
    there = now.at("place", editing=True)
    assert there.place is QUESTIONS[1]
    assert there.proposed(QUESTIONS[1]) == "Көкшетау"
    assert there.forward() == now
    changed = there.answer("place", "Ош")
    assert (changed.page, changed.proposals) == (Page.KNOWN, {"kin": "mother"})
    assert changed.with_known().given == {"kin": "mother", "place": "Ош"}


def test_a_line_that_waits_for_another_line_can_be_changed() -> None:
    """Only the wind asks for an uncle, and that it is the wind is only known."""
    now = interview(Known(answers={"weather": "wind", "uncle": "Үлгіев Үлгі"}))
    changed = now.at("uncle", editing=True).answer("uncle", "Мысалов М. М.")
    assert (changed.page, changed.proposals) == (Page.KNOWN, {"weather": "wind"})
    assert changed.with_known().given["uncle"] == "Мысалов М. М."
    other = changed.at("weather", editing=True).answer("weather", "sun")
    assert "uncle" not in other.given


def test_what_is_learned_later_is_shown_then() -> None:
    now = interview(Known(answers={"uncle": "Үлгіев Үлгі"}))
    for key, written in (("kin", "mother"), ("place", "Ош"), ("iin", "080101550010"), ("weather", "wind")):
        assert now.page is Page.QUESTION
        now = now.answer(key, written)
    assert (now.page, now.proposals) == (Page.KNOWN, {"uncle": "Үлгіев Үлгі"})
    assert now.before(None) is QUESTIONS[3]


def test_more_than_a_page_of_known_lines_comes_on_two_pages() -> None:
    many = replace(FORM, questions=tuple(replace(QUESTIONS[1], key=f"q{one}") for one in range(20)))
    now = replace(interview(Known(answers={f"q{one}": "Ош" for one in range(20)})), form=many)
    assert len(now.proposals) == MOST_PROPOSALS
    assert len(now.with_known().proposals) == 4
    assert now.with_known().with_known().complete


def test_an_answer_that_ends_it_asks_nothing_more_and_can_be_changed() -> None:
    now = interview().answer("kin", "other")
    assert (now.page, now.place, now.ended, now.complete) == (Page.ENDED, None, QUESTIONS[0], False)
    assert now.questions == QUESTIONS[:1]
    assert now.before(None) is QUESTIONS[0]
    back = now.at("kin", editing=False)
    assert back.page is Page.QUESTION
    assert back.answer("kin", "mother").place is QUESTIONS[1]
    with pytest.raises(Outdated):
        now.answer("place", "Ош")


def test_a_gate_stands_before_everything() -> None:
    now = interview(Known({"grade": "1"}, {"kin": "mother"}))
    assert (now.page, now.place, now.gate, now.complete) == (Page.GATE, None, "small", False)
    filled = replace(now, answers=dict(KNOWN_VALUES.items()))
    assert not filled.complete


def test_an_answer_that_is_not_seen_decides_nothing() -> None:
    """The wind was taken back, so its uncle is not asked, whatever was answered before."""
    now = replace(interview(), answers={"weather": "wind", "uncle": "Үлгіев Үлгі"})
    in_grade_two = replace(now, known=Known({"grade": "2"}))
    assert "uncle" in now.given
    assert in_grade_two.given == {}


def test_choices_have_conditions() -> None:
    reason = QUESTIONS[3]
    assert interview().options(reason) == ("rain", "sun", "wind")
    assert interview(Known({"grade": "2"})).options(reason) == ("rain", "sun")
    assert interview().proposed(reason) == "sun"
    assert replace(interview(), today=date(2027, 1, 1)).proposed(reason) == "rain"
    with pytest.raises(NotUnderstood):
        reason.read("wind", {"grade": "2"})
    assert interview(Known(answers={"weather": "wind"})).proposed(reason) == "wind"
    assert interview(Known({"grade": "2"}, {"weather": "wind"})).proposed(reason) == "sun"


def test_files_of_a_proof() -> None:
    now = interview(Known({"by": "staff"})).with_file("root", 3).with_file("root", 4)
    assert (now.answers["root"], now.place) == ("files:3,4", QUESTIONS[6])
    with pytest.raises(Outdated):
        now.without_file("root", 3)
    once = now.without_file("root", 4)
    assert once.answers["root"] == "files:3"
    none = once.without_file("root", 3)
    assert "root" not in none.answers
    assert none.place is QUESTIONS[6]
    with pytest.raises(Outdated):
        none.without_file("root", 3)


def test_an_old_button_does_not_throw_files_away() -> None:
    with pytest.raises(Outdated):
        interview().with_file("root", 3).answer("root", "later")
    assert interview().answer("root", "later").with_file("root", 3).answers["root"] == "files:3"


def test_a_file_in_the_middle_of_an_edit_stays_in_the_edit() -> None:
    now = interview().answer("root", "later")
    assert now.at("root", editing=True).with_file("root", 3).editing
    assert not now.at("root", editing=False).with_file("root", 3).editing


@pytest.mark.parametrize(
    ("by", "key", "options"),
    [
        ("parent", "leaf", ("later", "egov")),
        ("staff", "leaf", ("later", "egov", "shown")),
        ("parent", "root", ("later",)),
        ("staff", "root", ("later", "shown")),
    ],
)
def test_what_may_be_said_of_a_paper(by: str, key: str, options: tuple[str, ...]) -> None:
    proof = next(one for one in QUESTIONS if one.key == key)
    given = {"by": by}
    assert proof.options(given) == options
    for one in options:
        assert proof.read(one, given) == one
    for wrong in {"shown", "egov", "files:1", "", "кейін"} - set(options):
        with pytest.raises(FileExpected):
            proof.read(wrong, given)
        assert not proof.holds(wrong, given) or wrong == "files:1"


def test_how_files_are_kept() -> None:
    assert files_of("files:3,14") == (3, 14)
    assert files_of("later") == files_of("files:") == files_of("files:x") == ()
    assert files_answer(()) == ""
    assert files_answer((3, 14)) == "files:3,14"
    assert not is_files("files:3,")


def test_a_reference_names_the_form_and_whom_it_is_about() -> None:
    assert form_of("school")[1] == ""
    assert form_of("school-n12") == (form_of("school")[0], "n12")
    assert interview().reference == "garden-n1"
    assert replace(interview(), subject="").reference == "garden"
    for nonsense in ("nonsense", "nonsense-n1", "", "-"):
        with pytest.raises(NotFound):
            form_of(nonsense)
