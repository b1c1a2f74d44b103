"""When a message that nobody asked for may arrive."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.human_hours import next_human_hour
from bot.core.school import Calendar

ALMATY = ZoneInfo("Asia/Almaty")
HOLIDAY = date(2026, 9, 9)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-09-07 08:00", "2026-09-07 08:00"),
        ("2026-09-07 20:59", "2026-09-07 20:59"),
        ("2026-09-07 21:00", "2026-09-08 08:00"),
        ("2026-09-07 07:59", "2026-09-07 08:00"),
        ("2026-09-08 00:10", "2026-09-08 08:00"),
        ("2026-09-08 22:00", "2026-09-10 08:00"),
        ("2026-09-09 12:00", "2026-09-10 08:00"),
        ("2026-09-11 21:30", "2026-09-14 08:00"),
        ("2026-09-12 10:00", "2026-09-14 08:00"),
        ("2026-09-13 23:00", "2026-09-14 08:00"),
    ],
)
def test_night_and_days_off_wait_for_the_next_working_morning(local: str, expected: str) -> None:
    moment, wanted = (datetime.fromisoformat(one).replace(tzinfo=ALMATY) for one in (local, expected))
    calendar = Calendar(frozenset({HOLIDAY}), 5)
    assert next_human_hour(moment.astimezone(UTC), ALMATY, calendar) == wanted
