"""Words, dates and numbers as the papers print them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.core.passport.categories import Category, categories_of
from bot.core.people import Role
from bot.core.school import ClassName, Country
from bot.texts import text

NOTHING = "—"


def category_name(country: Country, key: str, language: str) -> str:
    """The name in today's terms; a country may have its own for the same key."""
    return _of_country(f"category.{key}.name", country, language)


def category_printed(country: Country, key: str, language: str) -> str:
    """The words of the form."""
    return _of_country(f"category.{key}.printed", country, language)


def key_printed(country: Country, key: str, language: str) -> str:
    """What a list of the pupils behind a number is called."""
    if key.startswith("education."):
        level = text(f"{key}.name", language)
        return f"{text('papers.row.education', language)} {level}"
    if key in {one.key for one in categories_of(country)}:
        return category_printed(country, key, language)
    return text(f"papers.row.{key}", language)


def date_printed(day: date, language: str) -> str:
    return text("papers.date", language, day=f"{day:%d.%m.%Y}")


def percent_printed(percent: Decimal | None) -> str:
    return NOTHING if percent is None else f"{percent}".replace(".", ",")


def signed(difference: int | Decimal | None) -> str:
    """A difference with its sign, a dash where there is none to give."""
    if difference is None:
        return NOTHING
    sign = "+" if difference > 0 else ""
    return f"{sign}{percent_printed(Decimal(difference))}"


def pair(pupils: int, families: int | None) -> str:
    """As rows of families are printed: pupils / families."""
    return str(pupils) if families is None else f"{pupils} / {families}"


def class_list(classes: Sequence[ClassName]) -> str:
    return ", ".join(map(str, sorted(classes)))


def may_see(one: Category, roles: frozenset[Role]) -> bool:
    return bool(one.seen_by & roles)


def _of_country(key: str, country: Country, language: str) -> str:
    own = f"{key}.{country}"
    found = text(own, language)
    return text(key, language) if found == own else found
