"""All services by key."""

from bot.core.school import Country
from bot.core.services.aid import AID
from bot.core.services.camp import CAMP
from bot.core.services.kg_aid import KG_AID
from bot.core.services.kg_camp import KG_CAMP
from bot.core.services.kg_gifts import KG_GIFTS
from bot.core.services.kg_meals import KG_MEALS
from bot.core.services.meals import MEALS
from bot.core.services.service import Service
from bot.core.services.sponsor import SPONSOR

OF_KAZAKHSTAN = (MEALS, CAMP, AID, SPONSOR)
OF_KYRGYZSTAN = (KG_MEALS, KG_CAMP, KG_AID, KG_GIFTS)
SERVICES: dict[str, Service] = {one.key: one for one in (*OF_KAZAKHSTAN, *OF_KYRGYZSTAN)}


def services_of(country: Country) -> tuple[Service, ...]:
    return tuple(one for one in SERVICES.values() if one.country is country)
