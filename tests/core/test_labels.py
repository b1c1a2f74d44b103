"""Terms of restricted labels: the ends of terms and years, and days as they are typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.labels import DateNotUnderstood, read_day, term_end, year_end
from bot.core.school import Country, SchoolYear

TODAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("country", "today", "end"),
    [
        (Country.KAZAKHSTAN, date(2026, 9, 7), date(2026, 10, 25)),
        (Country.KAZAKHSTAN, date(2026, 10, 25), date(2026, 10, 25)),
        (Country.KAZAKHSTAN, date(2026, 10, 26), date(2026, 12, 28)),
        (Country.KAZAKHSTAN, date(2027, 1, 10), date(2027, 3, 18)),
        (Country.KAZAKHSTAN, date(2027, 4, 1), date(2027, 5, 25)),
        (Country.KAZAKHSTAN, date(2027, 6, 1), date(2027, 8, 31)),
        (Country.KAZAKHSTAN, date(2027, 8, 20), date(2027, 10, 25)),
        (Country.KYRGYZSTAN, date(2026, 11, 1), date(2026, 11, 4)),
        (Country.KYRGYZSTAN, date(2027, 5, 26), date(2027, 5, 29)),
    ],
)
def test_the_end_of_a_term(country: Country, today: date, end: date) -> None:
    assert term_end(today, country) == end


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)), st.sampled_from(Country))
def test_a_term_ends_within_the_school_year_and_never_before_today(today: date, country: Country) -> None:
    end = term_end(today, country)
    assert today <= end <= year_end(today)
    assert SchoolYear.of(today).end == year_end(today) + timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25.05.2027", date(2027, 5, 25)),
        ("25.5.27", date(2027, 5, 25)),
        ("2027-05-25", date(2027, 5, 25)),
        ("25 мая 2027", date(2027, 5, 25)),
        ("25 мамыр", date(2027, 5, 25)),
        ("25 мая", date(2027, 5, 25)),
        ("20 қыркүйек", date(2026, 9, 20)),
        ("20.09", date(2026, 9, 20)),
        ("1.09.", date(2027, 9, 1)),
        ("07.09.2026", TODAY),
    ],
)
def test_a_day_is_understood_with_its_year_and_without(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "кейін", "31.02", "06.09.2026", "5", "Ахметов"])
def test_what_is_no_day_to_come(typed: str) -> None:
    with pytest.raises(DateNotUnderstood):
        read_day(typed, TODAY)
