"""Days and times of the office as people write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.days import FARTHEST, DayNotUnderstood, TimeNotUnderstood, read_day, read_time

TODAY = date(2026, 9, 7)
DAYS = (
    ("15.09", date(2026, 9, 15)),
    ("15.09.2026", date(2026, 9, 15)),
    ("15.09.26", date(2026, 9, 15)),
    ("15/09", date(2026, 9, 15)),
    ("15-9", date(2026, 9, 15)),
    ("2026-09-15", date(2026, 9, 15)),
    ("15 қыркүйек", date(2026, 9, 15)),
    ("15 сентября", date(2026, 9, 15)),
    ("September 15", date(2026, 9, 15)),
    ("28.08", date(2026, 8, 28)),
    ("30.12", date(2026, 12, 30)),
    ("3 января", date(2027, 1, 3)),
    ("15 қаңтар.", date(2027, 1, 15)),
    ("бүгін", TODAY),
    ("Завтра", date(2026, 9, 8)),
    ("эртең", date(2026, 9, 8)),
    ("кеше", date(2026, 9, 6)),
    ("послезавтра", date(2026, 9, 9)),
)
TIMES = (
    ("15:00", time(15)),
    ("15.30", time(15, 30)),
    ("15-30", time(15, 30)),
    ("15 30", time(15, 30)),
    ("1530", time(15, 30)),
    ("9:05", time(9, 5)),
    ("15", time(15)),
    ("9ч", time(9)),
    ("сағат 15", time(15)),
    ("саат 15:30", time(15, 30)),
    ("в 10", time(10)),
    ("15.00де", time(15)),
)


@pytest.mark.parametrize(("typed", "expected"), DAYS)
def test_a_day_is_the_nearest_one_that_was_meant(typed: str, expected: date) -> None:
    assert read_day(typed, TODAY) == expected


@pytest.mark.parametrize("typed", ["", "15", "кейін", "31.02", "15.09.1998", "15.09.2036", "99.99"])
def test_what_is_no_day_near_today_is_refused(typed: str) -> None:
    with pytest.raises(DayNotUnderstood):
        read_day(typed, TODAY)


@pytest.mark.parametrize(("typed", "expected"), TIMES)
def test_a_time_is_read_in_many_spellings(typed: str, expected: time) -> None:
    assert read_time(typed) == expected


@pytest.mark.parametrize("typed", ["", "25", "15:60", "түсте", "15:30:10", "10-12 сағат"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(TimeNotUnderstood):
        read_time(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(DayNotUnderstood):
        assert abs(read_day(typed, TODAY) - TODAY) <= FARTHEST
    with suppress(TimeNotUnderstood):
        assert read_time(typed).second == 0
