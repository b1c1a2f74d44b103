"""The public days of a country, the calendar's first content: some are moved each year, Islamic days are estimates."""

from datetime import date

from bot.core.school import Country, SchoolYear


def public_days(country: Country, year: SchoolYear) -> dict[date, str]:
    """The days off of a school year with their names in the country's own language (package holidays)."""
    from holidays import country_holidays

    days = country_holidays(country.upper(), years=[year.first, year.first + 1], language=NAMED_IN[country])
    return {
        day: name for day, name in days.items() if date(year.first, 8, 1) <= day < date(year.first + 1, 8, 1)
    }


NAMED_IN = {Country.KAZAKHSTAN: "kk", Country.KYRGYZSTAN: "ky"}
