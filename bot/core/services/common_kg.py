"""What the services of Kyrgyzstan share: a working set, no approved one is known (domain.md §10.3)."""

from dataclasses import replace

from bot.core.forms.form import Choice, Proof, Typed
from bot.core.services import readers
from bot.core.services.common import (
    CATEGORY,
    DECISION_NO,
    GUARD_PAPER,
    INCOME,
    MEMBERS,
    NOT_SURE,
    REASON,
    REASON_PAPER,
    of_country,
    when,
)

CATEGORIES_KG = ("needy", "orphan", "loss", "disabled", "large", "migrant", "hard")

CATEGORY_KG = replace(CATEGORY, choices=(*CATEGORIES_KG, NOT_SURE))
ALLOWANCE = Choice(
    "allowance", choices=("gets", "applied", "no"), asked=when("category", "needy"), of_family=True
)
MEMBERS_KG = replace(MEMBERS, asked=when("allowance", "applied", "no"))
INCOME_KG = replace(INCOME, asked=when("allowance", "applied", "no"), variant=of_country)
DECISION_NO_KG = replace(DECISION_NO, asked=when("category", "orphan"))
CHILDREN = Typed("children", reader=readers.people, asked=when("category", "large"), of_family=True)
LIVES_WITH = Choice("lives_with", choices=("elders", "kin", "parent"), asked=when("category", "migrant"))
REASON_KG = replace(REASON, asked=when("category", "hard"), variant=of_country)
BY_CATEGORY_KG = (ALLOWANCE, MEMBERS_KG, INCOME_KG, DECISION_NO_KG, CHILDREN, LIVES_WITH, REASON_KG)

NEEDY_PAPER = Proof("needy_paper", asked=when("category", "needy"), of_family=True, in_egov=False)
GUARD_PAPER_KG = replace(GUARD_PAPER, asked=when("category", "orphan"), in_egov=False)
LOSS_PAPER = Proof("loss_paper", asked=when("category", "loss"), of_family=True, in_egov=False)
DISAB_PAPER = Proof("disab_paper", asked=when("category", "disabled"), in_egov=False)
FAMILY_PAPER = Proof("family_paper", asked=when("category", "large"), of_family=True, in_egov=False)
REASON_PAPER_KG = replace(REASON_PAPER, asked=when("category", "migrant", "hard"))
PAPERS_KG = (NEEDY_PAPER, GUARD_PAPER_KG, LOSS_PAPER, DISAB_PAPER, FAMILY_PAPER, REASON_PAPER_KG)
