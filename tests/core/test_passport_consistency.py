"""Each doubt on a pupil of its own, and that what agrees is not doubted."""

import pytest

from bot.core.passport.categories import Education
from bot.core.passport.consistency import Hint, hints, unknowns
from bot.core.passport.facts import PupilFacts
from bot.core.school import Country
from tests.core.passport_school import NO, UNKNOWN, YES, class_of, pupil

KZ, KG = Country.KAZAKHSTAN, Country.KYRGYZSTAN


def codes(*pupils: PupilFacts, country: Country = KZ) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.category, one.other) for one in hints(country, pupils, 4)]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (pupil(1), []),
        (pupil(1, "incomplete_family", "no_father"), []),
        (pupil(1, "incomplete_family", "no_father", "half_orphan"), []),
        (pupil(1, "incomplete_family"), []),
        (pupil(1, "orphan", "no_mother", "no_father"), []),
        (pupil(1, "no_father", "step_father"), []),
        (pupil(1, "targeted_assistance", "low_income_family"), []),
        (pupil(1, "targeted_assistance", low_income_family=UNKNOWN), []),
        (pupil(1, "large_family"), []),
        (pupil(1, "large_family", size=6), []),
        (pupil(1, incomplete_family=UNKNOWN), []),
        (
            pupil(1, complete_family=YES, incomplete_family=YES),
            [("excluded", "complete_family", "incomplete_family")],
        ),
        (pupil(1, "stateless", "foreign_citizen"), [("excluded", "stateless", "foreign_citizen")]),
        (
            pupil(1, "step_mother", "incomplete_family"),
            [("excluded", "incomplete_family", "step_mother")],
        ),
        (
            pupil(1, "incomplete_family", "no_mother", "no_father"),
            [("no_parents_not_orphan", "orphan", None)],
        ),
        (pupil(1, "no_mother"), [("parent_lost_family_complete", "no_mother", "incomplete_family")]),
        (pupil(1, "no_father"), [("parent_lost_family_complete", "no_father", "incomplete_family")]),
        (
            pupil(1, "no_mother", "step_father"),
            [("parent_lost_family_complete", "no_mother", "incomplete_family")],
        ),
        (pupil(1, "half_orphan"), [("half_orphan_of_whom", "half_orphan", None)]),
        (pupil(1, complete_family=NO), [("family_kind_missing", "complete_family", None)]),
        (
            pupil(1, "targeted_assistance"),
            [("implied_missing", "targeted_assistance", "low_income_family")],
        ),
        (pupil(1, "large_family", size=5), [("large_family_few_children", "large_family", None)]),
        (pupil(1, "large_family", family=3), [("large_family_few_children", "large_family", None)]),
    ],
)
def test_a_pupil_alone(one: PupilFacts, found: list[tuple[str, str, str | None]]) -> None:
    assert codes(one) == found


def test_a_mother_alone_with_four_children_is_a_large_family() -> None:
    assert codes(pupil(1, "large_family", "incomplete_family", "no_father", size=5)) == []


def test_pupils_of_one_doubt_stand_in_one_hint_with_their_names() -> None:
    two = pupil(1, "half_orphan", name="Үсен Әли"), pupil(3, "half_orphan", name="Бек Бек")
    class_ = class_of("7Ә", two[0], pupil(2), two[1])
    assert hints(KZ, class_, 4) == (
        Hint("half_orphan_of_whom", "half_orphan", (1, 3), {"names": "Үсен Әли, Бек Бек"}),
    )


def test_four_siblings_in_the_school_who_are_not_marked() -> None:
    mine = pupil(1, family=5)
    others = [pupil(number, family=5) for number in (2, 3, 4)]
    found = hints(KZ, [mine], 4, {5: others})
    (hint,) = found
    assert (hint.code, hint.pupils, hint.words["number"]) == ("large_family_not_said", (1,), 4)
    assert hints(KZ, [mine], 5, {5: others}) == ()
    assert hints(KZ, [pupil(1, family=5, large_family=UNKNOWN)], 4, {5: others}) == ()


def test_siblings_of_another_class_contradict() -> None:
    mine, sister = pupil(1, "low_income_family", family=5), pupil(2, family=5)
    found = hints(KZ, [mine], 4, {5: [sister, pupil(1, family=5)]})
    assert [(one.code, one.category, one.pupils) for one in found] == [
        ("siblings_differ", "low_income_family", (2, 1))
    ]


def test_complete_beside_incomplete_is_one_contradiction() -> None:
    assert codes(pupil(1, "incomplete_family", family=5), pupil(2, family=5)) == [
        ("siblings_differ", "incomplete_family", None)
    ]


def test_complete_beside_orphan_is_said_of_the_complete_family() -> None:
    assert codes(pupil(1, "orphan", family=5), pupil(2, family=5)) == [
        ("siblings_differ", "complete_family", None)
    ]


def test_what_is_not_known_yet_contradicts_nothing() -> None:
    unsaid = pupil(1, family=5, incomplete_family=UNKNOWN, low_income_family=UNKNOWN)
    assert codes(unsaid, pupil(2, "low_income_family", family=5)) == []


def test_pupils_may_differ_in_what_is_their_own() -> None:
    assert codes(pupil(1, "special_needs", family=5), pupil(2, family=5)) == []


def test_a_household_of_siblings_is_said_once() -> None:
    found = codes(pupil(1, "low_income_family", family=5), pupil(2, family=5), pupil(3, family=5))
    assert found == [("siblings_differ", "low_income_family", None)]


def test_the_kyrgyz_set_has_its_own_exclusions() -> None:
    assert codes(pupil(1, "no_parental_care", "no_mother", "no_father"), country=KG) == []
    assert codes(pupil(1, "no_parental_care", "incomplete_family"), country=KG) == [
        ("excluded", "incomplete_family", "no_parental_care")
    ]


def test_unknown_answers_are_listed_apart() -> None:
    class_ = class_of(
        "7Ә",
        pupil(1, name="Үсен Әли", low_income_family=UNKNOWN),
        pupil(2, name="Бек Бек", low_income_family=UNKNOWN, education={"mother": Education.UNKNOWN}),
        pupil(3, education={"father": Education.HIGHER}),
    )
    assert hints(KZ, class_, 4) == ()
    assert unknowns(KZ, class_) == (
        Hint("unknown", "low_income_family", (1, 2), {"names": "Үсен Әли, Бек Бек"}),
        Hint("mother_education_unknown", "mother", (2,), {"names": "Бек Бек"}),
    )
    assert unknowns(KZ, [pupil(1)]) == ()
