"""The numbers of the passport on classes small enough to count by hand."""

from decimal import Decimal

import pytest

from bot.core.passport.categories import Answer, Education, categories_of
from bot.core.passport.counts import (
    Change,
    Passport,
    Row,
    StepParents,
    behind,
    comparison,
    count,
    names,
    parents,
    share,
)
from bot.core.people import Sex
from bot.core.school import ClassName, Country
from tests.core.passport_school import NO, UNKNOWN, class_of, pupil

KZ, KG = Country.KAZAKHSTAN, Country.KYRGYZSTAN
HIGHER, VOCATIONAL, SECONDARY = Education.HIGHER, Education.VOCATIONAL, Education.SECONDARY


def row(passport: Passport, key: str) -> Row:
    return next(one for one in (*passport.rows, *passport.extra) if one.key == key)


SEVEN = class_of(
    "7Ә",
    pupil(1, "large_family", "low_income_family", "targeted_assistance", family=1),
    pupil(2, "large_family", family=1, sex=Sex.FEMALE),
    pupil(3, "incomplete_family", "no_father", "half_orphan"),
    pupil(4, "orphan", "no_mother", "no_father"),
    pupil(5, "step_father", sex=Sex.FEMALE),
    pupil(6, complete_family=NO, sex=None),
    pupil(7, incomplete_family=UNKNOWN),
)
EIGHT = class_of("8А", pupil(8, "large_family", family=1), number=2, approved=False, waits=True)


def test_pupils_families_and_sexes() -> None:
    passport = count(KZ, [SEVEN, EIGHT])
    assert (passport.pupils, passport.families) == (8, 6)
    assert (passport.boys, passport.girls) == (5, 2)


@pytest.mark.parametrize(
    ("key", "number", "pupils", "families", "percent"),
    [
        ("complete_family", 1, 4, 2, "50.0"),
        ("incomplete_family", 2, 1, 1, "12.5"),
        ("no_mother", 3, 1, None, "12.5"),
        ("no_father", 4, 2, None, "25.0"),
        ("large_family", 5, 3, 1, "37.5"),
        ("low_income_family", 6, 1, 1, "12.5"),
        ("orphan", 7, 1, None, "12.5"),
        ("stateless", 9, 0, None, "0.0"),
        ("half_orphan", None, 1, None, "12.5"),
        ("targeted_assistance", None, 1, 1, "12.5"),
    ],
)
def test_a_row(key: str, number: int | None, pupils: int, families: int | None, percent: str) -> None:
    found = row(count(KZ, [SEVEN, EIGHT]), key)
    assert found == Row(key, number, pupils, families, Decimal(percent))


def test_the_rows_stand_in_the_order_of_the_form() -> None:
    assert [one.number for one in count(KZ, [SEVEN]).rows] == list(range(1, 13))
    assert [one.number for one in count(KG, []).rows] == list(range(1, 17))


def test_who_is_in_no_kind_of_family_is_counted_apart() -> None:
    passport = count(KZ, [SEVEN])
    assert passport.unclear == 2
    assert [one.facts.pupil.id for one in names(KZ, [SEVEN], "unclear")] == [6, 7]


def test_the_four_cells_of_step_parents() -> None:
    five = class_of(
        "5Ғ",
        pupil(1, "step_father"),
        pupil(2, "step_father", sex=Sex.FEMALE),
        pupil(3, "step_father", sex=Sex.FEMALE),
        pupil(4, "step_mother"),
        pupil(5, "step_mother", sex=None),
    )
    assert count(KZ, [five]).step_parents == StepParents(1, 2, 1, 0)
    assert [one.facts.pupil.id for one in names(KZ, [five], "step_father.female")] == [2, 3]
    assert count(KG, []).step_parents is None


def test_classes_that_are_not_in_it_are_named() -> None:
    expected = [ClassName(7, "Ә"), ClassName(1, "А"), ClassName(8, "А"), ClassName(1, "Ә")]
    passport = count(KZ, [SEVEN, EIGHT], expected)
    assert passport.missing == (ClassName(1, "А"), ClassName(1, "Ә"))
    assert passport.not_approved == (ClassName(8, "А"),)
    assert passport.newer_waits == (ClassName(8, "А"),)


def test_nobody_gives_no_percent() -> None:
    passport = count(KZ, [])
    assert {one.percent for one in passport.rows} == {None}
    assert [one.percent for one in passport.education] == [None] * 3


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 2000, "0.1"), (1, 2001, "0.0"), (1, 16, "6.3"), (-1, 16, "-6.3")],
)
def test_percent_is_rounded_half_up(part: int, whole: int, percent: str) -> None:
    assert share(part, whole) == Decimal(percent)


def test_nothing_of_nothing_is_no_percent() -> None:
    assert share(1, 0) is None


EDUCATED = class_of(
    "9Б",
    pupil(1, family=1, education={"mother": HIGHER, "father": SECONDARY}),
    pupil(2, family=1, education={"mother": VOCATIONAL, "father": Education.UNKNOWN}),
    pupil(3, "no_father", "incomplete_family", education={"mother": VOCATIONAL, "father": HIGHER}),
    pupil(4, "orphan", education={"mother": HIGHER, "father": HIGHER}),
    pupil(5),
)


def test_parents_are_counted_once_a_household_and_only_where_there_are_any() -> None:
    passport = count(KZ, [EDUCATED])
    assert [(one.level, one.number, one.parents) for one in passport.education] == [
        (HIGHER, 1, 1),
        (VOCATIONAL, 2, 1),
        (SECONDARY, 3, 1),
    ]
    assert [one.percent for one in passport.education] == [Decimal("33.3")] * 3
    assert (passport.parents_known, passport.parents_unknown) == (3, 2)


def test_the_pupils_behind_an_education_are_the_children_of_such_parents() -> None:
    assert [one.facts.pupil.id for one in names(KZ, [EDUCATED], "education.higher")] == [1, 2]
    assert [one.facts.pupil.id for one in names(KZ, [EDUCATED], "education.unknown")] == [5]


def test_a_kyrgyz_child_without_care_has_no_counted_parents() -> None:
    assert parents(KG, [class_of("1А", pupil(1, "no_parental_care"))]) == ()
    assert len(parents(KG, [class_of("1А", pupil(1, "no_mother"))])) == 1


def test_names_stand_by_class_and_kazakh_alphabet() -> None:
    later = class_of("10А", pupil(1, name="Абай А"), number=3)
    first = class_of("7Ә", pupil(2, name="Үсен Б"), pupil(3, name="Әли В"), pupil(4, name="Бек Г"))
    found = names(KZ, [later, first], "all")
    assert [(str(one.class_.name), one.facts.pupil.name.last) for one in found] == [
        ("7Ә", "Әли"),
        ("7Ә", "Бек"),
        ("7Ә", "Үсен"),
        ("10А", "Абай"),
    ]


@pytest.mark.parametrize("key", ["", "nothing", "migrant_parents", "education.none"])
def test_an_unknown_key_is_a_mistake(key: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        names(KZ, [SEVEN], key)


@pytest.mark.parametrize("country", list(Country))
def test_every_number_opens_to_as_many_names(country: Country) -> None:
    mixed = class_of(
        "3А",
        *(pupil(number, one.key) for number, one in enumerate(categories_of(country))),
        *(pupil(100 + number, sex=Sex.FEMALE) for number in range(3)),
    )
    passport = count(country, [mixed])
    for one in (*passport.rows, *passport.extra):
        assert len(names(country, [mixed], one.key)) == one.pupils
    assert len(names(country, [mixed], "boys")) == passport.boys
    assert len(names(country, [mixed], "girls")) == passport.girls


def test_boys_and_girls_by_predicate() -> None:
    assert behind(KZ, "girls")(pupil(1, sex=Sex.FEMALE))
    assert not behind(KZ, "boys")(pupil(1, sex=None))


def test_two_years_are_compared_row_by_row() -> None:
    before = class_of("6Ә", pupil(1, "large_family", family=1), pupil(9, "stateless"))
    found = {one.key: one for one in comparison(count(KZ, [SEVEN]), count(KZ, [before]))}
    assert found["all"].pupils == Change(7, 2)
    assert found["all"].families == Change(6, 2)
    assert found["large_family"].pupils == Change(2, 1)
    assert found["large_family"].pupils.percent == Decimal("100.0")
    assert found["large_family"].families == Change(1, 1)
    assert found["stateless"].pupils.difference == -1
    assert found["stateless"].families is None
    assert found["orphan"].pupils.percent is None
    assert found["half_orphan"].number is None


def test_an_answer_is_yes_no_or_not_known() -> None:
    one = pupil(1, stateless=NO, disability=UNKNOWN)
    assert not behind(KZ, "stateless")(one)
    assert not behind(KZ, "disability")(one)
    assert one.answers["disability"] is Answer.UNKNOWN
