"""Sponsors' and seasonal help in things: New Year gifts, clothes, food (domain.md §3, plan items 17 and 20)."""

from bot.core.school import Country
from bot.core.services.common import (
    APPLICANT,
    CATEGORIES,
    CATEGORY,
    EMERGENCY,
    OCCASION,
    OF_A_GIFT,
    PHONE,
    QUOTA,
    REASON,
    SEASONAL_NEED,
    SIZE,
)
from bot.core.services.service import Gives, Service

SPONSOR = Service(
    key="sponsor",
    country=Country.KAZAKHSTAN,
    categories=CATEGORIES,
    questions=(CATEGORY, EMERGENCY, REASON, OCCASION, SEASONAL_NEED, SIZE, APPLICANT, PHONE),
    proofs=(),
    gives=Gives.THINGS,
    council_for=frozenset(CATEGORIES),
    period_question=OCCASION.key,
    limits=(*OF_A_GIFT, QUOTA),
    details=tuple(one.key for one in OF_A_GIFT),
)
