"""Vouchers to out-of-town and school camps (annex 11 of order No 158 of 24.04.2020; domain.md §2)."""

from bot.core.school import Country
from bot.core.services.common import (
    BY_CATEGORY,
    CAMP_KIND,
    CATEGORIES,
    CATEGORY,
    FAMILY_TIES,
    HEALTH_PAPER,
    OF_A_CAMP,
    PAPERS,
    PERSON,
    QUOTA,
    REGISTRIES,
    SHIFT,
)
from bot.core.services.service import Gives, Service, Window

CAMP = Service(
    key="camp",
    country=Country.KAZAKHSTAN,
    categories=CATEGORIES,
    questions=(CATEGORY, *BY_CATEGORY, SHIFT, CAMP_KIND, *PERSON, *FAMILY_TIES, REGISTRIES),
    proofs=(*PAPERS, HEALTH_PAPER),
    gives=Gives.VOUCHER,
    council_for=frozenset(CATEGORIES),
    window=Window(opens=(4, 1), closes=(6, 30)),
    period_question=SHIFT.key,
    limits=(*OF_A_CAMP, QUOTA),
    details=tuple(one.key for one in OF_A_CAMP),
)
