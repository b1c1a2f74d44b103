"""The largest screens of the review, the board and the totals stay within a message."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat import LABEL_LENGTH, ROWS, Screen
from bot.core.passport.board import STATES, Board, ClassLine, Teacher
from bot.core.passport.categories import Answer, Education, categories_of
from bot.core.passport.counts import count, names
from bot.core.passport.differences import differences
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.passport.reports import ClassReport, Remark, ReportState
from bot.core.passport.review_views import Decided, ReviewView, Since
from bot.core.passport.totals import Names, Reach, Totals
from bot.core.people import PersonName, Pupil
from bot.core.school import Class, ClassName, Country, School, SchoolYear
from bot.handlers.addresses.board import OpenBoard
from bot.handlers.addresses.review import AskReason, OpenAnswers
from bot.handlers.addresses.totals import OpenNames, OpenTotals
from bot.handlers.board import board_screen, late_screen, state_screen
from bot.handlers.review_screens import (
    answer_screen,
    answers_screen,
    done_screen,
    pupils_screen,
    reason_screen,
    remarks_screen,
    review_screen,
)
from bot.handlers.totals_screens import PARTS, classes_screen, names_screen, totals_screen
from bot.texts import LANGUAGES, Words

YEAR = SchoolYear(2026)
LONG = PersonName("Нұрмағамбетов-Әбдіқадыров", "Мұхаммедәли", "Бауыржанұлы")
CLASSES = tuple(
    Class(number, YEAR, ClassName(1 + number % 11, "АӘБВ"[number % 4])) for number in range(1, 45)
)
NOW = datetime(2026, 9, 7, 17, tzinfo=UTC)
COUNTRIES = pytest.mark.parametrize("country", list(Country))
TONGUES = pytest.mark.parametrize("language", LANGUAGES)


def too_large(screen: Screen) -> list[str]:
    text = re.sub(r"</?b>", "", screen.text)
    labels = [button.drawn() for row in screen.rows for button in row]
    faults = [f"text {len(text)}"] if len(text) > 900 else []
    rows = [row for row in screen.rows if row]
    faults += [f"rows {len(rows)}"] if len(rows) > ROWS + 2 else []
    faults += [one.text for one in labels if len(one.text) > LABEL_LENGTH]
    return faults + [one.text for one in labels if len((one.callback_data or "").encode()) > 64]


def class_facts(country: Country, class_: Class) -> ClassFacts:
    """Thirty pupils with long names, each in everything or not known in anything."""
    everything = {one.key: Answer.YES for one in categories_of(country)}
    nothing = dict.fromkeys(everything, Answer.UNKNOWN)
    levels = {"mother": Education.VOCATIONAL, "father": Education.UNKNOWN}
    pupils = (
        PupilFacts(Pupil(number, LONG), everything if number % 2 else nothing, levels)
        for number in range(1, 31)
    )
    return ClassFacts(class_, tuple(pupils), newer_waits=True)


def view(country: Country, state: ReportState = ReportState.WAITING) -> ReviewView:
    facts = class_facts(country, CLASSES[-1])
    then = {one.pupil.id: replace(one, answers={}) for one in facts.pupils}
    reason = "ы" * 300
    return ReviewView(
        School(country=country),
        ClassReport(999_999, CLASSES[-1].id, 12, state),
        facts,
        LONG.full,
        NOW,
        tuple(Since),
        Since.APPROVED,
        differences(country, facts.pupils, then),
        tuple(Remark(number, 999_999, reason, number, "difficult_life_situation") for number in range(1, 9)),
        "kk",
    )


@COUNTRIES
@TONGUES
def test_the_review(country: Country, language: str) -> None:
    words, shown = Words(language), view(country)
    approved = ClassReport(999_998, 1, 1, ReportState.APPROVED)
    place = AskReason(report_id=999_999, pupil_id=99_999, key="difficult_life_situation")
    screens = [
        review_screen(words, shown, 3, Decided(approved, CLASSES[-1])),
        review_screen(words, replace(shown, remarks=()), 0, Decided(approved, CLASSES[-1])),
        review_screen(words, view(country, ReportState.RETURNED)),
        done_screen(words, Decided(replace(approved, state=ReportState.RETURNED), CLASSES[-1])),
        reason_screen(words, shown, place),
        reason_screen(words, shown, AskReason(report_id=999_999)),
        remarks_screen(words, shown),
        pupils_screen(words, shown, 1),
        *(answers_screen(words, shown, OpenAnswers(report_id=999_999, page=page)) for page in range(3)),
        *(answer_screen(words, shown, OpenAnswers(report_id=999_999, key=key)) for key in shown.subjects),
    ]
    assert [too_large(screen) for screen in screens] == [[]] * len(screens)


@TONGUES
def test_the_board(language: str) -> None:
    words = Words(language)
    states = [ReportState(state) for state in STATES[:-1]]
    lines = tuple(
        ClassLine(one, ClassReport(one.id, one.id, 1, states[place % 4]), teachers(place))
        for place, one in enumerate(CLASSES)
    )
    shown = Board(lines, True, True, NOW.replace(day=8), NOW)
    screens = [board_screen(words, shown), late_screen(words, shown, 0), late_screen(words, shown, 1)]
    screens += [state_screen(words, shown, OpenBoard(state=state, page=1)) for state in STATES]
    assert [too_large(screen) for screen in screens] == [[]] * len(screens)


def teachers(place: int) -> tuple[Teacher, ...]:
    """Two, of whom one is blocked; none for each ninth class."""
    blocked = Teacher(place, LONG.full, "kk", True, False)
    return () if place % 9 == 0 else (blocked, Teacher(100 + place, LONG.full, "kk", False, place % 2 == 0))


@COUNTRIES
@TONGUES
@pytest.mark.parametrize("part", PARTS)
def test_the_totals(country: Country, language: str, part: str) -> None:
    words = Words(language)
    facts = [class_facts(country, one) for one in CLASSES]
    passport = count(country, facts, [ClassName(grade, letter) for grade in range(12) for letter in "ГДЕЖ"])
    shown = Totals(
        school=School(country=country),
        class_=None,
        passport=passport,
        before=passport,
        approved=True,
        hidden=frozenset(),
        sees_names=True,
        reviews=True,
        reach=Reach(True, CLASSES),
    )
    of_class = replace(shown, class_=CLASSES[0], before=None, hidden=frozenset({"risk_group"}))
    screens = [totals_screen(words, shown, OpenTotals(part=part, page=page)) for page in range(4)]
    screens += [totals_screen(words, of_class, OpenTotals(class_id=1, part=part))]
    screens += [totals_screen(words, replace(shown, approved=False), OpenTotals(part=part))]
    screens += [classes_screen(words, shown.reach, page) for page in range(2)]
    for key in ("difficult_life_situation", "education.vocational", "all"):
        found = Names(country, None, names(country, facts[:2], key))
        place = OpenNames(class_id=999, key=key, part="education", page=1)
        screens += [names_screen(words, found, place), names_screen(words, replace(found, pupils=()), place)]
    assert [too_large(screen) for screen in screens] == [[]] * len(screens)
