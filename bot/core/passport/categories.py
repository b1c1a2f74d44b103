"""The categories of the social passport, each declared once (order No 130/68, form 2; domain.md §4, §10.3)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.people import Role
from bot.core.school import Country

TEACHERS = frozenset({Role.SOCIAL_PEDAGOGUE, Role.CLASS_TEACHER})
PEDAGOGUE = frozenset({Role.SOCIAL_PEDAGOGUE})
STAFF = frozenset(Role) - {Role.PARENT}
CONFIDANTS = frozenset({Role.SOCIAL_PEDAGOGUE, Role.PSYCHOLOGIST})


class Answer(StrEnum):
    """What is known of a pupil in a category; where nothing was said, the category's own presumption holds."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Category:
    """One row of the passport or, without a row number, one extra list.

    `families`: counted in families too. `presumed`: holds unless one that it excludes was set. `siblings`: children
    of one household share it. `excludes` and `implies` name other categories of the same country.
    """

    key: str
    row: int | None = None
    families: bool = False
    siblings: bool = False
    presumed: bool = False
    excludes: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    set_by: frozenset[Role] = TEACHERS
    seen_by: frozenset[Role] = STAFF

    @property
    def restricted(self) -> bool:
        """A label that only the pedagogue sets, with its reason and term, and few may see (domain.md §4.2)."""
        return Role.CLASS_TEACHER not in self.set_by


def _label(key: str, row: int | None = None, families: bool = False) -> Category:
    return Category(key, row, families, siblings=families, set_by=PEDAGOGUE, seen_by=CONFIDANTS)


KAZAKHSTAN = (
    Category(
        "complete_family",
        1,
        families=True,
        siblings=True,
        presumed=True,
        excludes=("incomplete_family", "orphan"),
    ),
    Category("incomplete_family", 2, families=True, siblings=True, excludes=("complete_family", "orphan")),
    Category("no_mother", 3),
    Category("no_father", 4),
    Category("large_family", 5, families=True, siblings=True),
    Category("low_income_family", 6, families=True, siblings=True),
    Category("orphan", 7, excludes=("complete_family", "incomplete_family")),
    Category("disability", 8),
    Category("stateless", 9, excludes=("foreign_citizen",)),
    Category("foreign_citizen", 10, excludes=("stateless",)),
    Category("police_record", 11),
    Category("school_record", 12),
    Category("step_father", excludes=("incomplete_family",)),
    Category("step_mother", excludes=("incomplete_family",)),
    Category("half_orphan", siblings=True, excludes=("orphan",)),
    Category("targeted_assistance", families=True, siblings=True, implies=("low_income_family",)),
    Category("special_needs"),
    _label("social_medical"),
    _label("risk_group"),
    _label("family_needs_support", families=True),
    _label("difficult_life_situation", families=True),
)

KYRGYZSTAN = (
    Category(
        "complete_family",
        1,
        families=True,
        siblings=True,
        presumed=True,
        excludes=("incomplete_family", "orphan", "no_parental_care"),
    ),
    Category(
        "incomplete_family",
        2,
        families=True,
        siblings=True,
        excludes=("complete_family", "orphan", "no_parental_care"),
    ),
    Category("large_family", 3, families=True, siblings=True),
    Category("low_income_family", 4, families=True, siblings=True),
    Category("orphan", 5, excludes=("complete_family", "incomplete_family")),
    Category("no_parental_care", 6, excludes=("complete_family", "incomplete_family")),
    Category("in_guardianship", 7),
    Category("lost_breadwinner", 8, siblings=True),
    Category("disability", 9),
    Category("special_needs", 10),
    Category("migrant_parents", 11, siblings=True),
    Category("refugee", 12, siblings=True),
    _label("difficult_life_situation", 13, families=True),
    _label("risk_group", 14),
    Category("police_record", 15),
    Category("out_of_school", 16),
    Category("no_mother"),
    Category("no_father"),
    Category("half_orphan", siblings=True, excludes=("orphan",)),
    Category("targeted_assistance", families=True, siblings=True, implies=("low_income_family",)),
    _label("family_needs_support", families=True),
)

REGISTRY = {Country.KAZAKHSTAN: KAZAKHSTAN, Country.KYRGYZSTAN: KYRGYZSTAN}


def categories_of(country: Country) -> tuple[Category, ...]:
    """All categories that a school of this country keeps, the rows of its form first."""
    return REGISTRY[country]


def category(country: Country, key: str) -> Category:
    """The category with this key; KeyError where the country has none."""
    return {one.key: one for one in REGISTRY[country]}[key]


class Education(StrEnum):
    """The levels of parents' education in the form (rows 1-3 of its second part)."""

    HIGHER = "higher"
    VOCATIONAL = "vocational"
    SECONDARY = "secondary"
    UNKNOWN = "unknown"


PARENTS = ("mother", "father")
