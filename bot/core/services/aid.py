"""Aid by resolution No 64 of 25.01.2008 (domain.md §3); no source confirms its term: five days, as everywhere."""

from dataclasses import replace

from bot.core.forms.form import Choice, Typed
from bot.core.school import Country
from bot.core.services import readers
from bot.core.services.common import (
    BY_CATEGORY,
    CATEGORIES,
    CATEGORY,
    FAMILY_TIES,
    PAPERS,
    PERSON,
    QUOTA,
    REGISTRIES,
    SIZE,
    when,
)
from bot.core.services.service import Gives, Limit, LimitKind, Service, Window

AID_KIND = Choice("aid_kind", choices=("money", "things"), of_family=True)
IBAN = Typed(
    "iban", reader=readers.iban, asked=when("aid_kind", "money"), optional=True, private=True, of_family=True
)
SIZE_OF_THINGS = replace(SIZE, asked=when("aid_kind", "things"))

AID = Service(
    key="aid",
    country=Country.KAZAKHSTAN,
    categories=CATEGORIES,
    questions=(CATEGORY, *BY_CATEGORY, AID_KIND, IBAN, SIZE_OF_THINGS, *PERSON, *FAMILY_TIES, REGISTRIES),
    proofs=PAPERS,
    gives=Gives.MONEY,
    council_for=frozenset(CATEGORIES),
    window=Window(opens=(8, 1), closes=(8, 15)),
    limits=(Limit("amount", LimitKind.MONEY), Limit("source", LimitKind.TEXT), QUOTA),
    details=("amount", "source"),
    receipts_back=True,
)
