"""What holds of any school: sums, covers, and a recount that shares nothing with the counting code."""

import random
from collections import defaultdict
from decimal import Decimal
from itertools import count as numbers

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.passport.categories import Answer, Education
from bot.core.passport.counts import comparison, count, names
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.people import Sex
from bot.core.school import Country
from tests.core.passport_school import class_of, pupil

KAZAKH = {
    1: "complete_family", 2: "incomplete_family", 3: "no_mother", 4: "no_father", 5: "large_family",
    6: "low_income_family", 7: "orphan", 8: "disability", 9: "stateless", 10: "foreign_citizen",
    11: "police_record", 12: "school_record",
}  # fmt: skip
KYRGYZ = {
    1: "complete_family", 2: "incomplete_family", 3: "large_family", 4: "low_income_family", 5: "orphan",
    6: "no_parental_care", 7: "in_guardianship", 8: "lost_breadwinner", 9: "disability", 10: "special_needs",
    11: "migrant_parents", 12: "refugee", 13: "difficult_life_situation", 14: "risk_group",
    15: "police_record", 16: "out_of_school",
}  # fmt: skip
FORMS = {Country.KAZAKHSTAN: KAZAKH, Country.KYRGYZSTAN: KYRGYZ}
IN_FAMILIES = {
    "complete_family",
    "incomplete_family",
    "large_family",
    "low_income_family",
    "difficult_life_situation",
}
INSTEAD = {
    Country.KAZAKHSTAN: ("incomplete_family", "orphan"),
    Country.KYRGYZSTAN: ("incomplete_family", "orphan", "no_parental_care"),
}
SAID = (Answer.YES, Answer.NO, Answer.UNKNOWN)


def any_answers(country: Country) -> st.SearchStrategy[dict[str, Answer]]:
    keys = st.sampled_from(sorted(FORMS[country].values()))
    return st.dictionaries(keys, st.sampled_from(SAID), max_size=4)


@st.composite
def schools(draw: st.DrawFn, country: Country) -> list[ClassFacts]:
    ids = numbers(1)
    families = st.none() | st.integers(1, 4)
    return [
        class_of(
            name,
            *(
                pupil(next(ids), family=draw(families), sex=draw(st.sampled_from([*Sex, None])), said=said)
                for said in draw(st.lists(any_answers(country), max_size=5))
            ),
            number=place,
        )
        for place, name in enumerate(("1А", "7Ә", "11Ғ"))
    ]


@pytest.mark.parametrize("country", list(Country))
@given(chosen=st.data())
@settings(max_examples=60, deadline=None)
def test_sums_covers_and_bounds(country: Country, chosen: st.DataObject) -> None:
    school = chosen.draw(schools(country))
    whole, parts = count(country, school), [count(country, [one]) for one in school]
    assert whole.pupils == sum(part.pupils for part in parts)
    for place, row in enumerate(whole.rows):
        assert row.pupils == sum(part.rows[place].pupils for part in parts)
        if row.families is not None:
            assert max(part.rows[place].families or 0 for part in parts) <= row.families <= row.pupils
    kinds = ("complete_family", *INSTEAD[country], "unclear")
    covered = {one.facts.pupil.id for key in kinds for one in names(country, school, key)}
    assert covered == {facts.pupil.id for one in school for facts in one.pupils}
    assert whole.boys + whole.girls <= whole.pupils
    assert whole.families <= whole.pupils


@given(school=schools(Country.KAZAKHSTAN))
@settings(max_examples=30, deadline=None)
def test_a_year_compared_with_itself_has_not_changed(school: list[ClassFacts]) -> None:
    passport = count(Country.KAZAKHSTAN, school)
    assert all(not one.pupils.difference for one in comparison(passport, passport))


def large_school(country: Country, seed: int) -> list[ClassFacts]:
    """1,200 pupils of 44 classes in about 800 households, answers of every kind thrown in."""
    chance = random.Random(seed)
    classes: list[list[PupilFacts]] = [[] for _ in range(44)]
    for number in range(1200):
        answers = {key: chance.choice(SAID) for key in FORMS[country].values() if chance.random() < 0.06}
        known = [who for who in ("mother", "father") if chance.random() < 0.8]
        levels = {who: chance.choice(list(Education)) for who in known}
        family = chance.randrange(500) if chance.random() < 0.6 else None
        lost = [f"no_{who}" for who in ("mother", "father") if chance.random() < 0.04]
        sex = chance.choice(list(Sex))
        one = pupil(number, *lost, family=family, sex=sex, education=levels, said=answers)
        classes[number % 44].append(one)
    letters = "АӘБВ"
    return [
        class_of(f"{1 + place // 4}{letters[place % 4]}", *pupils, number=place)
        for place, pupils in enumerate(classes)
    ]


def belongs(country: Country, facts: PupilFacts, key: str) -> bool:
    said = {name: str(answer) for name, answer in facts.answers.items()}
    if key in said:
        return said[key] == "yes"
    instead = [said.get(other) for other in INSTEAD[country]]
    return key == "complete_family" and "yes" not in instead and "unknown" not in instead


def household(facts: PupilFacts) -> str:
    family = facts.pupil.family
    return f"alone {facts.pupil.id}" if family is None else f"family {family}"


def tenths(part: int, whole: int) -> Decimal:
    """Rounded half up by whole numbers only."""
    return Decimal((2000 * part + whole) // (2 * whole)) / 10


@pytest.mark.parametrize("country", list(Country))
@pytest.mark.parametrize("seed", [1, 2026])
def test_a_school_of_1200_agrees_with_an_independent_recount(country: Country, seed: int) -> None:
    school = large_school(country, seed)
    everyone = [facts for one in school for facts in one.pupils]
    passport = count(country, school)
    assert passport.pupils == 1200
    assert passport.families == len({household(one) for one in everyone})
    for number, key in FORMS[country].items():
        inside = [one for one in everyone if belongs(country, one, key)]
        row = passport.rows[number - 1]
        families = len({household(one) for one in inside}) if key in IN_FAMILIES else None
        assert (row.number, row.key, row.pupils, row.families) == (number, key, len(inside), families)
        assert row.percent == tenths(len(inside), 1200)


@pytest.mark.parametrize("country", list(Country))
def test_parents_of_a_school_of_1200_agree_with_an_independent_recount(country: Country) -> None:
    school = large_school(country, 7)
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for facts in (facts for one in school for facts in one.pupils):
        apart = any(belongs(country, facts, key) for key in INSTEAD[country][1:])
        for who in ("mother", "father"):
            if not apart and not belongs(country, facts, f"no_{who}"):
                said[household(facts), who].append(str(facts.education.get(who, "unknown")))
    order = ("higher", "vocational", "secondary", "unknown")
    best = [min(levels, key=order.index) for levels in said.values()]
    passport = count(country, school)
    assert [one.parents for one in passport.education] == [best.count(level) for level in order[:3]]
    assert passport.parents_unknown == best.count("unknown")
    known = len(best) - best.count("unknown")
    shares = [tenths(best.count(level), known) for level in order[:3]]
    assert [one.percent for one in passport.education] == shares
