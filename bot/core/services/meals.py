"""Free and reduced school meals of grades 5-11 (order No 158 of 24.04.2020; domain.md §1)."""

from bot.core.forms.form import Answers
from bot.core.school import Country
from bot.core.services.common import (
    BY_CATEGORY,
    CATEGORIES,
    CATEGORY,
    FAMILY_TIES,
    PAPERS,
    PERSON,
    REGISTRIES,
)
from bot.core.services.service import Gives, Limit, LimitKind, Service

FED_ANYWAY = frozenset({"0", "1", "2", "3", "4"})


def only_who_must_apply(facts: Answers) -> str:
    """Primary classes eat free of charge without an application."""
    return "grades" if facts.get("grade") in FED_ANYWAY else ""


MEALS = Service(
    key="meals",
    country=Country.KAZAKHSTAN,
    categories=CATEGORIES,
    questions=(CATEGORY, *BY_CATEGORY, *PERSON, *FAMILY_TIES, REGISTRIES),
    proofs=PAPERS,
    gives=Gives.LIST,
    council_for=frozenset({"5"}),
    limits=(Limit("price", LimitKind.MONEY),),
    monthly_list=True,
    gate=only_who_must_apply,
)
