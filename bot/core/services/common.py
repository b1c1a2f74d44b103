"""Questions and papers that several services share (domain.md §1.2-1.4, §3); their words lie under `service.…`."""

from dataclasses import replace

from bot.core.forms import readers as form_readers
from bot.core.forms.form import Answers, Choice, Condition, Proof, Typed
from bot.core.school import Country
from bot.core.services import readers
from bot.core.services.service import Limit, LimitKind

CATEGORIES = ("1", "2", "3", "4", "5")
NOT_SURE = "none"
# Births since this day and marriages since 2008 are in the state systems: no copy is asked for.
IN_SYSTEMS_SINCE = "2007-08-13"


def when(key: str, *values: str) -> Condition:
    """Asked where this fact or earlier answer is one of these; never by the day, so that what was sent stays whole."""
    return lambda given: given.get(key) in values


def of_country(given: Answers) -> str:
    """The variant of the words: the general ones are those of Kazakhstan."""
    return Country.KYRGYZSTAN.value if given.get("country") == Country.KYRGYZSTAN.value else ""


def born_before_systems(given: Answers) -> bool:
    return "" < given.get("born", "") < IN_SYSTEMS_SINCE


def born_since_systems(given: Answers) -> bool:
    return not born_before_systems(given)


def birth_not_in_systems(given: Answers) -> bool:
    return born_before_systems(given) or given.get("abroad") == "yes"


def no_guardian(given: Answers) -> bool:
    """A guardian's tie to the child is the decision, not a marriage certificate."""
    return given.get("relation") != "guardian"


CATEGORY = Choice(
    "category",
    choices=(*CATEGORIES, NOT_SURE),
    ends=frozenset({NOT_SURE}),
    of_family=True,
    variant=of_country,
)
ASP = Choice("asp", choices=("gets", "applied"), asked=when("category", "1"), of_family=True)
MEMBERS = Typed("members", reader=readers.people, asked=when("category", "2"), of_family=True)
INCOME = Typed("income", reader=readers.per_head, asked=when("category", "2"), of_family=True)
DECISION_NO = Typed("decision_no", reader=readers.paper_number, asked=when("category", "3"))
EMERGENCY = Typed("emergency", reader=readers.sentence, asked=when("category", "4"), of_family=True)
REASON = Typed("reason", reader=readers.sentence, asked=when("category", "5"), of_family=True)
BY_CATEGORY = (ASP, MEMBERS, INCOME, DECISION_NO, EMERGENCY, REASON)

APPLICANT = Typed("applicant", reader=form_readers.person_name, of_family=True)
IIN = Typed(
    "iin",
    reader=readers.personal_number,
    optional=True,
    private=True,
    of_family=True,
    variant=of_country,
)
NO_IIN = Choice("no_iin", choices=("at_school", "not_given"), asked=when("iin", ""), of_family=True)
PHONE = Typed("phone", reader=readers.phone, of_family=True, variant=of_country)
ADDRESS = Typed("address", reader=readers.address, of_family=True, variant=of_country)
PERSON = (APPLICANT, IIN, NO_IIN, PHONE, ADDRESS)

ABROAD = Choice("abroad", choices=("no", "yes"), asked=born_since_systems, of_family=True)
SURNAMES = Choice("surnames", choices=("same", "new", "old"), asked=no_guardian, of_family=True)
FAMILY_TIES = (ABROAD, SURNAMES)
REGISTRIES = Choice("registries", choices=("yes", "no"), of_family=True)

SHIFT = Choice("shift", choices=("june", "july", "august", "holidays"), of_family=True)
CAMP_KIND = Choice("camp_kind", choices=("school", "outside", "any"), of_family=True)
OF_A_CAMP = (Limit("camp", LimitKind.TEXT), Limit("shift", LimitKind.TEXT))

NEED = Choice("need", choices=("clothes", "shoes", "school", "food"))
SIZE = Typed("size", reader=readers.short_line, asked=when("need", "clothes", "shoes"))
# What is given at New Year is the same for all: a gift.
OCCASION = Choice("occasion", choices=("newyear", "autumn", "winter", "other"))
SEASONAL_NEED = replace(NEED, asked=when("occasion", "autumn", "winter", "other"))
# Who gave it, what, and what it was worth, as the hand-over act prints it.
OF_A_GIFT = (
    Limit("source", LimitKind.TEXT),
    Limit("things", LimitKind.TEXT),
    Limit("amount", LimitKind.MONEY),
)
QUOTA = Limit("quota", LimitKind.NUMBER)

ASP_PAPER = Proof("asp_paper", asked=when("category", "1"), of_family=True)
INCOME_PAPER = Proof("income_paper", asked=when("category", "2"), of_family=True)
GUARD_PAPER = Proof("guard_paper", asked=when("category", "3"))
EVENT_PAPER = Proof("event_paper", asked=when("category", "4"), of_family=True, in_egov=False)
REASON_PAPER = Proof("reason_paper", asked=when("category", "5"), optional=True, in_egov=False)
BIRTH_CERT = Proof("birth_cert", asked=birth_not_in_systems)
MARRIAGE_CERT = Proof("marriage_cert", asked=when("surnames", "old"), of_family=True)
HEALTH_PAPER = Proof("health_paper", in_egov=False, variant=of_country)
PAPERS = (ASP_PAPER, INCOME_PAPER, GUARD_PAPER, EVENT_PAPER, REASON_PAPER, BIRTH_CERT, MARRIAGE_CERT)
