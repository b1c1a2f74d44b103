"""The calendar begins with the public days of the country (domain.md §8.4)."""

from datetime import date

import pytest

from bot.core.school import Country, SchoolYear
from bot.storage.public_days import public_days


@pytest.mark.parametrize(
    ("country", "year", "off", "working"),
    [
        (
            Country.KAZAKHSTAN,
            2025,
            (date(2026, 3, 9), date(2026, 3, 25), date(2026, 5, 11), date(2026, 5, 27)),
            date(2026, 3, 26),
        ),
        (
            Country.KAZAKHSTAN,
            2026,
            (date(2026, 10, 26), date(2027, 3, 15), date(2027, 5, 3)),
            date(2026, 8, 31),
        ),
        (Country.KYRGYZSTAN, 2026, (date(2026, 8, 31), date(2027, 5, 5)), date(2026, 12, 16)),
    ],
)
def test_public_days_of_a_school_year(
    country: Country, year: int, off: tuple[date, ...], working: date
) -> None:
    days = public_days(country, SchoolYear(year))
    assert set(off) <= set(days)
    assert working not in days
    assert all(SchoolYear.of(day) == SchoolYear(year) for day in days)
