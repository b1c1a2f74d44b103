"""The IIN of Kazakhstan: twelve digits, a birth date, a sex and a check digit (domain.md §8.1)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.people import Sex

LENGTH = 12
LONGEST = 80
WEIGHTS = (tuple(range(1, 12)), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
FOREIGN_RESIDENT = "0"
MISTYPED_DIGITS = str.maketrans("OoОоlIІі", "00001111")
LABEL = re.compile(r"(?:жсн|иин|iin|инн|жик|пин|pin)\s*[:№.\-]*", re.I)
SEPARATORS = re.compile(r"[\s.,'’`\"_/\\\-–—\u200b\u200e\u200f\ufeff]+")
NUMBER_FORMAT = re.compile(r"\s*(\d+[.,]0+|\d[.,]?\d*[eE]\+?\d\d?)\s*")


class NumberProblem(StrEnum):
    """Why a personal number can not be the number that was given to somebody."""

    LENGTH = "iin_length"
    CHECKSUM = "iin_checksum"


@dataclass(frozen=True, slots=True)
class Iin:
    """An IIN that can exist; `restored`: a lost leading zero was put back, `unusual`: its seventh digit is 0.

    Some foreigners have such a number: it names neither century nor sex and deserves a look, not a refusal.
    """

    number: str
    birth_date: date | None
    sex: Sex | None
    restored: bool = False
    unusual: bool = False


def digits_of(text: str) -> str:
    """The digits that a person or a spreadsheet meant: labels, spaces, dashes, letters O and l mended."""
    plain = _without_number_format(LABEL.sub(" ", text))
    return SEPARATORS.sub("", plain).translate(MISTYPED_DIGITS)


def checksum(digits: str) -> int | None:
    """The check digit of the first eleven digits, or None where no number is issued."""
    for weights in WEIGHTS:
        remainder = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if remainder < 10:
            return remainder
    return None


def read(text: str) -> Iin | NumberProblem:
    """The number that was meant, or what is wrong with it."""
    digits = digits_of(text[:LONGEST])
    if not re.fullmatch(r"[0-9]{9,12}", digits):
        return NumberProblem.LENGTH
    known = _checked(digits.zfill(LENGTH), restored=len(digits) < LENGTH)
    if known is None:
        return NumberProblem.CHECKSUM if len(digits) == LENGTH else NumberProblem.LENGTH
    return known


def _checked(digits: str, restored: bool) -> Iin | None:
    century_digit = digits[6]
    unusual = century_digit == FOREIGN_RESIDENT
    if not digits.strip("0") or checksum(digits) != int(digits[11]) or not _day_exists(digits):
        return None
    if unusual:
        return Iin(digits, None, None, restored, unusual=True)
    sex = Sex.MALE if int(century_digit) % 2 else Sex.FEMALE
    return Iin(digits, _birth_date(digits), sex, restored)


def _day_exists(digits: str) -> bool:
    try:
        return _birth_date(digits) is not None
    except ValueError:
        return False


def _birth_date(digits: str) -> date | None:
    century = CENTURIES.get(digits[6], 2000 if digits[6] == FOREIGN_RESIDENT else None)
    if century is None:
        return None
    return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def _without_number_format(text: str) -> str:
    found = NUMBER_FORMAT.fullmatch(text)
    return str(int(float(found[1].replace(",", ".")))) if found else text
