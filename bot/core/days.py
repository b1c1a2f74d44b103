"""Days and times of the office as people write them: near today, with or without a year, past or to come."""

import re
from datetime import date, time, timedelta

from bot.core.errors import Refusal
from bot.core.identity import birth_dates
from bot.core.identity.letters import folded
from bot.core.school import SchoolYear

FARTHEST = timedelta(days=400)
# Folded words for days around today, in the four languages.
NEAR = {
    -1: ("кеше", "вчера", "кечээ", "yesterday"),
    0: ("бугин", "сегодня", "бугун", "today"),
    1: ("ертен", "завтра", "эртен", "tomorrow"),
    2: ("бурсигуни", "послезавтра", "бурсугуну"),
}
AT = r"(?:(?:саат|сагат|в|at)\s*)?"
TIME = re.compile(AT + r"([01]?\d|2[0-3])\s*[:\-–.ч]?\s*([0-5]\d)(?:\s*(?:мин\w*|де|да|те|та))?")
HOUR = re.compile(AT + r"([01]?\d|2[0-3])(?:\s*(?:саат|сагат|час\w*|ч|h|де|да|те|та))?")


class DayNotUnderstood(Refusal):
    key = "council.day_not_understood"


class TimeNotUnderstood(Refusal):
    key = "council.time_not_understood"


def read_day(typed: str, today: date) -> date:
    """The day that was meant; of one without a year the nearest to today. DayNotUnderstood where it is none."""
    said = folded(typed).strip(" .")
    near = next((days for days, words in NEAR.items() if said in words), None)
    if near is not None:
        return today + timedelta(days=near)
    found = [day for day in _days(typed, today) if abs(day - today) <= FARTHEST]
    if not found:
        raise DayNotUnderstood(typed=typed[:40])
    return min(found, key=lambda day: abs(day - today))


def read_time(typed: str) -> time:
    """`15:00`, `15.00`, `15-30`, `15`, `сағат 15`."""
    said = folded(typed).strip(" .")
    found = TIME.fullmatch(said) or HOUR.fullmatch(said)
    if found is None:
        raise TimeNotUnderstood(typed=typed[:40])
    return time(int(found[1]), int(found[2]) if found.re is TIME else 0)


def _days(typed: str, today: date) -> list[date]:
    year, bare = SchoolYear.of(today), typed.strip(" .,")
    whole = birth_dates.read(bare, year)
    if whole is not None:
        return [whole]
    years = (today.year - 1, today.year, today.year + 1)
    written = (birth_dates.read(f"{bare}{sign}{its}", year) for its in years for sign in ". ")
    return [day for day in written if day is not None]
