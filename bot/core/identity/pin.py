"""The PIN of Kyrgyzstan: fourteen digits with sex and birth date (domain.md §8.2)."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.identity.iin import NumberProblem, digits_of
from bot.core.people import Sex

LENGTH = 14
SEXES = {"1": Sex.FEMALE, "2": Sex.MALE}


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN whose form and date are possible."""

    number: str
    birth_date: date
    sex: Sex


def read(text: str) -> Pin | NumberProblem:
    """The number that was meant, or what is wrong with it."""
    digits = digits_of(text)
    if len(digits) != LENGTH or not digits.isdecimal():
        return NumberProblem.LENGTH
    if not re.match(r"[12]\d{4}(19|20)", digits):
        return NumberProblem.CHECKSUM
    try:
        born = datetime.strptime(digits[1:9], "%d%m%Y").date()
    except ValueError:
        return NumberProblem.CHECKSUM
    return Pin(digits, born, SEXES[digits[0]])
