"""Places in rest camps in Kyrgyzstan; no source confirms the rules, the school sets them."""

from bot.core.school import Country
from bot.core.services.common import CAMP_KIND, HEALTH_PAPER, OF_A_CAMP, PERSON, QUOTA, SHIFT
from bot.core.services.common_kg import BY_CATEGORY_KG, CATEGORIES_KG, CATEGORY_KG, PAPERS_KG
from bot.core.services.service import Gives, Service, Window

KG_CAMP = Service(
    key="kg_camp",
    country=Country.KYRGYZSTAN,
    categories=CATEGORIES_KG,
    questions=(CATEGORY_KG, *BY_CATEGORY_KG, SHIFT, CAMP_KIND, *PERSON),
    proofs=(*PAPERS_KG, HEALTH_PAPER),
    gives=Gives.VOUCHER,
    council_for=frozenset(CATEGORIES_KG),
    window=Window(opens=(4, 1), closes=(6, 30)),
    period_question=SHIFT.key,
    limits=(*OF_A_CAMP, QUOTA),
    details=tuple(one.key for one in OF_A_CAMP),
)
