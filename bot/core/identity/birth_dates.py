"""Birth dates in the spellings of registers: figures, month names in four languages, spreadsheet days."""

import re
from datetime import date, timedelta

from bot.core.identity.letters import folded
from bot.core.school import SchoolYear

LONGEST = 80
MONTHS: tuple[tuple[str, ...], ...] = (
    ("янв", "кант", "учтун", "jan"),
    ("фев", "акпа", "бирдин", "feb"),
    ("мар", "наур", "жалган", "mar"),
    ("апр", "сауи", "чын", "apr"),
    ("маи", "мая", "мамы", "бугу", "may"),
    ("июн", "маус", "кулжа", "jun"),
    ("июл", "шилд", "теке", "jul"),
    ("авг", "тамы", "баш", "aug"),
    ("сен", "кырк", "аяк", "sep"),
    ("окт", "каза", "тогуз", "oct"),
    ("ноя", "кара", "жетин", "nov"),
    ("дек", "желт", "бешт", "dec"),
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
FIRST_DAY_OF_SPREADSHEETS = date(1899, 12, 30)
FIRST_DAY_NUMBER = 29000
REMARK = re.compile(r"\([^)]*\)")
PLACES = re.compile(r"(?<=[\d.\-/])[оoОO](?![^\W\d_])|(?<![^\W\d_])[оoОO](?=\d)")
TIME = re.compile(r"[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?$", re.I)
SEPARATOR = r"\s*[.\-–—/,\\_:;\s]+\s*"
DAY_FIRST = re.compile(rf"(\d{{1,2}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{4}}|\d\d)")
YEAR_FIRST = re.compile(rf"(\d{{4}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{1,2}})")
ROMAN_MONTH = re.compile(rf"(\d{{1,2}}){SEPARATOR}([ivxіх]+){SEPARATOR}(\d{{4}}|\d\d)", re.I)
AFTERWORDS = re.compile(
    r"(?:\s*(?<![^\W\d_])(?:жыл[ыі]?|жылғы|жылы|жж|ж|г|гг|год|года|г\s*\.?\s*р|ж\s*\.?\s*т|т\s*\.?\s*ж|б|туған|туылған|рожд\w*|born)"
    r"\b\.?)+\s*$",
    re.I,
)
WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"\d+")


def read(written: str | int | float | date | None, year: SchoolYear) -> date | None:
    """The day that was meant in a school of this year, or None where it can not be told for certain."""
    if isinstance(written, date):
        return written
    if isinstance(written, int | float):
        return _of_day_number(written, year) or _of_digits(f"{written:.0f}", year)
    return _of_text(written, year) if written and len(written) <= LONGEST else None


def birth_year(written: str | int | float | date | None) -> int | None:
    """The year where nothing but a year was written."""
    text = f"{written:.0f}" if isinstance(written, int | float) else str(written or "")
    found = re.fullmatch(r"(19\d\d|20\d\d)", AFTERWORDS.sub("", text.strip()).strip(" .") or text)
    return int(found[1]) if found else None


def _of_text(text: str, year: SchoolYear) -> date | None:
    bare = TIME.sub("", PLACES.sub("0", REMARK.sub("", text).strip(" '`’\"")))
    bare = AFTERWORDS.sub("", bare).strip(" .,;")
    if re.fullmatch(r"\d+(?:[.,]0+)?", bare):
        whole = re.split("[.,]", bare)[0]
        return (_of_day_number(int(whole), year) if len(whole) == 5 else None) or _of_digits(whole, year)
    return _of_figures(bare, year) or _of_month_name(bare, year)


def _of_figures(text: str, year: SchoolYear) -> date | None:
    if found := YEAR_FIRST.fullmatch(text):
        return _day(found[1], int(found[2]), found[3], year)
    if found := DAY_FIRST.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        if month > 12 >= day and "/" in text:
            day, month = month, day
        return _day(found[3], month, str(day), year)
    if found := ROMAN_MONTH.fullmatch(text):
        roman = found[2].lower().replace("і", "i").replace("х", "x")
        return _day(found[3], ROMAN.index(roman) + 1, found[1], year) if roman in ROMAN else None
    return None


def _of_month_name(text: str, year: SchoolYear) -> date | None:
    """`5 қыркүйек 2014`, `2014 жылғы 5 қыркүйек`, `September 5, 2014`: one month, one day, one year."""
    months = [month for word in WORD.findall(text) if (month := month_of(word))]
    numbers = NUMBER.findall(text)
    if len(months) != 1 or len(numbers) != 2:
        return None
    years = [number for number in numbers if len(number) == 4] or numbers[1:]
    days = [number for number in numbers if len(number) <= 2]
    return _day(years[0], months[0], days[0], year) if days else None


def month_of(word: str) -> int | None:
    """The number of the month that a word names, in any of the four languages."""
    bare = folded(word).replace("й", "и")
    for number, beginnings in enumerate(MONTHS, start=1):
        if bare.startswith(beginnings) or word.lower().startswith(beginnings):
            return number
    return None


def _of_digits(digits: str, year: SchoolYear) -> date | None:
    """`05092014`, `5092014` (a lost zero), `20140905`, `050914`."""
    if (
        len(digits) == 8
        and digits[:2] in ("19", "20")
        and (day := _day(digits[:4], int(digits[4:6]), digits[6:], year))
    ):
        return day
    if len(digits) in (7, 8):
        padded = digits.zfill(8)
        return _day(padded[4:], int(padded[2:4]), padded[:2], year)
    if len(digits) in (5, 6):
        digits = digits.zfill(6)
        return _day(digits[4:], int(digits[2:4]), digits[:2], year)
    return None


def _of_day_number(number: float, year: SchoolYear) -> date | None:
    """The date that a spreadsheet keeps as a count of days, as far as a pupil may have been born on it."""
    if not FIRST_DAY_NUMBER <= number < 100_000:
        return None
    day = FIRST_DAY_OF_SPREADSHEETS + timedelta(days=int(number))
    return day if day.year <= year.after.first else None


def _day(year_digits: str, month: int, day: str, year: SchoolYear) -> date | None:
    full = int(year_digits)
    if full < 100:
        full += 2000 if full <= year.after.first % 100 else 1900
    try:
        return date(full, month, int(day))
    except ValueError:
        return None
