"""Gifts and seasonal things from sponsors in Kyrgyzstan; no source confirms the rules, the school sets them."""

from bot.core.school import Country
from bot.core.services.common import APPLICANT, OCCASION, OF_A_GIFT, PHONE, QUOTA, SEASONAL_NEED, SIZE
from bot.core.services.common_kg import CATEGORIES_KG, CATEGORY_KG, REASON_KG
from bot.core.services.service import Gives, Service

KG_GIFTS = Service(
    key="kg_gifts",
    country=Country.KYRGYZSTAN,
    categories=CATEGORIES_KG,
    questions=(CATEGORY_KG, REASON_KG, OCCASION, SEASONAL_NEED, SIZE, APPLICANT, PHONE),
    proofs=(),
    gives=Gives.THINGS,
    council_for=frozenset(CATEGORIES_KG),
    period_question=OCCASION.key,
    limits=(*OF_A_GIFT, QUOTA),
    details=tuple(one.key for one in OF_A_GIFT),
)
