"""What is true of the families and children of the sample school, as often as in an ordinary district."""

import random
from enum import StrEnum

from bot.core.school import Country


class Kind(StrEnum):
    """Who brings the children up."""

    BOTH = "both"
    STEP_FATHER = "step_father"
    STEP_MOTHER = "step_mother"
    NO_FATHER = "no_father"
    NO_MOTHER = "no_mother"
    GUARDIAN = "guardian"


KINDS = (
    (Kind.BOTH, 84),
    (Kind.STEP_FATHER, 3),
    (Kind.STEP_MOTHER, 1),
    (Kind.NO_FATHER, 9),
    (Kind.NO_MOTHER, 1),
    (Kind.GUARDIAN, 1),
)
OF_KIND = {
    Country.KAZAKHSTAN: {
        Kind.STEP_FATHER: {"step_father"},
        Kind.STEP_MOTHER: {"step_mother"},
        Kind.NO_FATHER: {"incomplete_family", "no_father"},
        Kind.NO_MOTHER: {"incomplete_family", "no_mother"},
        Kind.GUARDIAN: {"orphan", "no_mother", "no_father"},
    },
    Country.KYRGYZSTAN: {
        Kind.NO_FATHER: {"incomplete_family", "no_father"},
        Kind.NO_MOTHER: {"incomplete_family", "no_mother"},
        Kind.GUARDIAN: {"orphan", "in_guardianship", "no_mother", "no_father"},
    },
}
OF_A_HOUSEHOLD = {
    Country.KAZAKHSTAN: (("family_needs_support", 0.012), ("difficult_life_situation", 0.01)),
    Country.KYRGYZSTAN: (
        ("family_needs_support", 0.012),
        ("difficult_life_situation", 0.01),
        ("migrant_parents", 0.08),
        ("refugee", 0.003),
    ),
}
OF_A_CHILD = {
    Country.KAZAKHSTAN: (
        ("disability", 1, 0.02),
        ("special_needs", 1, 0.025),
        ("social_medical", 1, 0.006),
        ("foreign_citizen", 1, 0.012),
        ("school_record", 5, 0.015),
        ("police_record", 7, 0.006),
        ("risk_group", 5, 0.01),
    ),
    Country.KYRGYZSTAN: (
        ("disability", 1, 0.02),
        ("special_needs", 1, 0.025),
        ("police_record", 7, 0.006),
        ("risk_group", 5, 0.01),
        ("out_of_school", 5, 0.003),
    ),
}


def kind_of_family(chance: random.Random, country: Country) -> Kind:
    """A kind at random; the Kyrgyz working set has no categories for step-parents."""
    kind = chance.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
    stepped = country is Country.KYRGYZSTAN and kind in (Kind.STEP_FATHER, Kind.STEP_MOTHER)
    return Kind.BOTH if stepped else kind


def about_household(
    chance: random.Random, country: Country, kind: Kind, minors: int, large_family_from: int
) -> frozenset[str]:
    """The categories that all children of a household share."""
    facts = set(OF_KIND[country].get(kind, ()))
    facts |= {key for key, frequency in OF_A_HOUSEHOLD[country] if chance.random() < frequency}
    if minors >= large_family_from:
        facts.add("large_family")
    if chance.random() < 0.02 + 0.02 * minors:
        facts |= (
            {"low_income_family", "targeted_assistance"} if chance.random() < 0.4 else {"low_income_family"}
        )
    if kind in (Kind.NO_FATHER, Kind.NO_MOTHER) and chance.random() < 0.3:
        facts |= {"half_orphan", "lost_breadwinner"} if country is Country.KYRGYZSTAN else {"half_orphan"}
    return frozenset(facts)


def about_child(chance: random.Random, country: Country, grade: int) -> frozenset[str]:
    """The categories of one child alone; records are kept from the middle grades on."""
    return frozenset(
        key
        for key, from_grade, frequency in OF_A_CHILD[country]
        if grade >= from_grade and chance.random() < frequency
    )
