"""How answers of forms are read: forgiving in what people type, None where nothing sensible is left."""

import re
from itertools import accumulate

from bot.core.identity import names
from bot.core.school import SchoolYear

NAME_LENGTH = 200
PLACE_LENGTH = 80
NAME_WORDS = range(2, 6)
LIST_OF_NAMES = r"[,;\n]|\s(?:және|и|жана|and)\s"
OPENING, CLOSING = tuple('"“„«'), tuple('"”“»')
END_OF_SENTENCE = re.compile(r"(?<=\w{5})\.$")
PAIR = re.compile(r"[\"“„]([^\"“”„]+)[\"”“]")


def official_name(written: str) -> str | None:
    """An institution's name in one line, straight quotes made «», quotes around the whole taken off."""
    line = PAIR.sub(r"«\1»", _without_outer_quotes(_line(written)))
    return line if _letters(line) >= 3 and len(line) <= NAME_LENGTH else None


def place(written: str) -> str | None:
    """A town or village as it is written; its first letter a capital, but not in `г. Кокшетау`."""
    line = END_OF_SENTENCE.sub("", _line(written).strip("\"'«»“”„,; "))
    if _letters(line) < 2 or len(line) > PLACE_LENGTH:
        return None
    abbreviated = line.split()[0].endswith(".")
    return line if abbreviated else line[0].upper() + line[1:]


def person_name(written: str) -> str | None:
    """A surname with first name and patronymic, or with initials."""
    if any(sign.isdigit() for sign in re.sub(r"^\s*\d{1,2}\s*[.)]", "", written)):
        return None
    words = names.words_of(written)
    whole = any(len(word.rstrip(".")) > 1 for word in words)
    return " ".join(words) if len(words) in NAME_WORDS and whole else None


def school_year(written: str) -> str | None:
    """`2026-2027` from `2026-27`, `2026/2027`, `26-27`, `2026`, `2026 - 2027 учебный год`."""
    figures = re.findall(r"\d+", written)
    if not 1 <= len(figures) <= 2 or any(len(one) not in (2, 4) for one in figures):
        return None
    full = [one if len(one) == 4 else f"20{one}" for one in figures]
    year = SchoolYear.read("-".join(full))
    return str(year) if year else None


def _without_outer_quotes(line: str) -> str:
    """Takes off quotes that stand around the whole, not around its first and its last words."""
    inner = line[1:-1].strip()
    if line[:1] not in OPENING or line[-1:] not in CLOSING or '"' in inner:
        return line
    depths = list(accumulate((sign == "«") - (sign == "»") for sign in inner))
    return inner if min(depths, default=0) >= 0 and depths[-1:] in ([], [0]) else line


def _line(written: str) -> str:
    return " ".join(written.split())


def _letters(line: str) -> int:
    return sum(sign.isalpha() for sign in line)
