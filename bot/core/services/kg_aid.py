"""Material help of a school in Kyrgyzstan to a family; no source confirms the rules, the school sets them."""

from bot.core.school import Country
from bot.core.services.common import NEED, OF_A_GIFT, PERSON, QUOTA, SIZE
from bot.core.services.common_kg import BY_CATEGORY_KG, CATEGORIES_KG, CATEGORY_KG, PAPERS_KG
from bot.core.services.service import Gives, Service

KG_AID = Service(
    key="kg_aid",
    country=Country.KYRGYZSTAN,
    categories=CATEGORIES_KG,
    questions=(CATEGORY_KG, *BY_CATEGORY_KG, NEED, SIZE, *PERSON),
    proofs=PAPERS_KG,
    gives=Gives.THINGS,
    council_for=frozenset(CATEGORIES_KG),
    limits=(*OF_A_GIFT, QUOTA),
    details=tuple(one.key for one in OF_A_GIFT),
)
