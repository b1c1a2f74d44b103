"""All services by key."""

from bot.core.school import Country
from bot.core.services.service import Service

SERVICES: dict[str, Service] = {}


def services_of(country: Country) -> tuple[Service, ...]:
    return tuple(one for one in SERVICES.values() if one.country is country)
