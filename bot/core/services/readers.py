"""How answers and limits of services are read: forgiving in what people type, None where nothing sensible is left."""

import re
from datetime import date

from bot.core.identity import birth_dates, iin, phones, pin
from bot.core.identity.letters import plain
from bot.core.school import Country, SchoolYear

IBAN_LENGTH = 20
IBAN_COUNTRY = "KZ"
IBAN = re.compile(r"KZ\d{5}[A-Z0-9]{13}")
IBAN_LABEL = re.compile(r"^\s*(?:iban|ибан|жск|иик|шот\w*|сч[её]т\w*|эсеп\w*|account)?[\s:№.\-]*", re.I)
LATIN = str.maketrans("АВЕКЗМНОРСТУХІ", "ABEKZMHOPCTYXI")
FIGURES = str.maketrans("OIL", "011")
MONEY = re.compile(r"(\d[\d\s.,'’]*)([^\d]*)")
THOUSANDS = re.compile(r"\d{1,3}(?:[\s.,'’]\d{3})+(?![\d])")
CENTS = re.compile(r"[.,]\d{1,2}$")
UNITS = {"тыс": 1_000, "мың": 1_000, "миң": 1_000, "млн": 1_000_000}
OF_MONEY = (*UNITS, "тг", "тен", "тең", "тнг", "сом", "som", "kzt", "kgs", "₸")
LARGEST_SUM = 1_000_000_000
LARGEST_FAMILY = 25
SENTENCE_LENGTH, LINE_LENGTH = 300, 120
DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*[.\-/]\s*(\d{1,2})\.?")
FIRST_MONTH = 8


def iin_of(written: str) -> str | None:
    """A Kazakh personal number with a right check digit."""
    found = iin.read(written)
    return found.number if isinstance(found, iin.Iin) else None


def pin_of(written: str) -> str | None:
    """A Kyrgyz personal number of the right form."""
    found = pin.read(written)
    return found.number if isinstance(found, pin.Pin) else None


def personal_number(written: str) -> str | None:
    """The personal number of either country."""
    return iin_of(written) or pin_of(written)


def phone(written: str) -> str | None:
    """The first number in it that can be dialled, `+7 701 123 45 67`; local ones are Kazakh, then Kyrgyz."""
    for country in Country:
        if found := phones.read(written, country):
            return found[0].printable
    return None


def address(written: str) -> str | None:
    """A place to live in one line: a street or village has letters."""
    line = plain(written).strip(" ,;")
    return line if _letters(line) >= 3 and 5 <= len(line) <= LINE_LENGTH else None


def sentence(written: str) -> str | None:
    """A few words of one's own in one line."""
    line = plain(written)
    return line if _letters(line) >= 3 and len(line) <= SENTENCE_LENGTH else None


def short_line(written: str) -> str | None:
    """Anything that is short: a size, a name of a thing."""
    line = plain(written)
    return line if any(sign.isalnum() for sign in line) and len(line) <= LINE_LENGTH else None


def paper_number(written: str) -> str | None:
    """The number of a paper, with its day and office where they were named: `№ 12, 05.03.2025`."""
    line = plain(written).strip(" ,;.")
    return line if any(sign.isdigit() for sign in line) and len(line) <= LINE_LENGTH else None


def people(written: str) -> str | None:
    """How many people live together: one number in whatever words."""
    numbers = re.findall(r"\d+", written)
    fits = len(numbers) == 1 and 2 <= int(numbers[0]) <= LARGEST_FAMILY
    return str(int(numbers[0])) if fits else None


def number(written: str) -> str | None:
    """A count, spaces between its thousands allowed."""
    digits = re.sub(r"[\s.,'’]", "", plain(written))
    found = re.fullmatch(r"(\d{1,7})[^\W\d]*", digits)
    return str(int(found[1])) if found else None


def money(written: str) -> str | None:
    """A sum in whole tenge or som: `46 228`, `46228 тг`, `46.228,50 ₸`, `46 мың`."""
    found = MONEY.fullmatch(plain(written))
    words = re.findall(r"[^\W\d]+|₸", found[2].lower()) if found else []
    if found is None or not all(word.startswith(OF_MONEY) for word in words):
        return None
    amount = _amount(found[1].strip(" .,"), UNITS.get(words[0][:3], 1) if words else 1)
    return str(amount) if amount is not None and amount <= LARGEST_SUM else None


def per_head(written: str) -> str | None:
    """Income a head, or the family's income divided as it is written: `230 000 / 5`."""
    whole, sign, heads = written.replace(":", "/").replace("÷", "/").partition("/")
    income = money(whole)
    if not sign or income is None:
        return income
    members = people(heads)
    return str(int(income) // int(members)) if members else None


def iban(written: str) -> str | None:
    """A Kazakh account number whose check digits are right; spaces, Cyrillic look-alikes, O for 0 are mended."""
    bare = re.sub(r"[\s\-–—.]", "", IBAN_LABEL.sub("", plain(written))).upper().translate(LATIN)
    whole = bare if bare.startswith(IBAN_COUNTRY) else IBAN_COUNTRY + bare
    mended = IBAN_COUNTRY + whole[2:].translate(FIGURES)
    return next((one for one in (whole, mended) if IBAN.fullmatch(one) and _checks(one)), None)


def day(written: str, year: SchoolYear) -> str | None:
    """A day of the school year as ISO; where the year is not written, it follows from the month."""
    return _iso(birth_dates.read(written, year)) or _iso(_day_without_year(plain(written), year))


def _day_without_year(text: str, year: SchoolYear) -> date | None:
    if found := DAY_AND_MONTH.fullmatch(text):
        return _in_year(int(found[1]), int(found[2]), year)
    days = re.findall(r"\d+", text)
    months = [month for word in re.findall(r"[^\W\d]{3,}", text) if (month := birth_dates.month_of(word))]
    return _in_year(int(days[0]), months[0], year) if (len(days), len(months)) == (1, 1) else None


def _in_year(of_month: int, month: int, year: SchoolYear) -> date | None:
    try:
        return date(year.first if month >= FIRST_MONTH else year.first + 1, month, of_month)
    except ValueError:
        return None


def _iso(found: date | None) -> str | None:
    return found.isoformat() if found else None


def _amount(figures: str, unit: int) -> int | None:
    if not (unit > 1 and re.fullmatch(r"\d+[.,]\d{1,2}", figures)):
        figures = CENTS.sub("", figures)
        if not (figures.isdecimal() or THOUSANDS.fullmatch(figures)):
            return None
        return int(re.sub(r"\D", "", figures)) * unit
    return round(float(figures.replace(",", ".")) * unit)


def _checks(account: str) -> bool:
    """ISO 13616: the first four signs moved to the end, letters as numbers from 10 on, the rest by 97 is 1."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _letters(line: str) -> int:
    return sum(sign.isalpha() for sign in line)
