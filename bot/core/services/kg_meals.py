"""Free school meals for pupils who need support in Kyrgyzstan; no source confirms the rules, the school sets them."""

from bot.core.school import Country
from bot.core.services.common import PERSON
from bot.core.services.common_kg import BY_CATEGORY_KG, CATEGORIES_KG, CATEGORY_KG, PAPERS_KG
from bot.core.services.service import Gives, Limit, LimitKind, Service

KG_MEALS = Service(
    key="kg_meals",
    country=Country.KYRGYZSTAN,
    categories=CATEGORIES_KG,
    questions=(CATEGORY_KG, *BY_CATEGORY_KG, *PERSON),
    proofs=PAPERS_KG,
    gives=Gives.LIST,
    council_for=frozenset({"hard"}),
    limits=(Limit("price", LimitKind.MONEY),),
    monthly_list=True,
)
