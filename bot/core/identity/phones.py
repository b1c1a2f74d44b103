"""Phone numbers as people write them, read with the numbering plans of Kazakhstan and Kyrgyzstan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from bot.core.school import Country

REGIONS = {Country.KAZAKHSTAN: ("KZ", "KG"), Country.KYRGYZSTAN: ("KG", "KZ")}
PIECE = re.compile(r"[,;/|\n]+|\b(?:және|немесе|или|и|же|жана)\b")
NOT_OF_A_NUMBER = re.compile(r"[^\d+]")
CANDIDATE = re.compile(r"\+?\(?\d[\d\s()\-–—.]{6,}\d")
GROUPS = re.compile(r"^(?:(\+7)(\d{3})(\d{3})(\d\d)(\d\d)|(\+996)(\d{3})(\d{3})(\d{3}))$")
LONGEST = 300
AROUND = " ,;/|"
LABEL_AT_END = re.compile(r"(?:\b(?:ұялы|тел(?:ефоны?)?|сот(?:овый)?|моб|phone|whatsapp)\b[\s.:№]*)+$", re.I)
LETTER_O = re.compile(r"(?<=[\d\s+OoОо])[OoОо](?=[\d\sOoОо])")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be dialled."""

    e164: str

    @property
    def printable(self) -> str:
        """As a printed form shows it: `+7 701 123 45 67`, `+996 555 123 456`."""
        return GROUPS.sub(lambda found: " ".join(filter(None, found.groups())), self.e164)


def read(text: str, country: Country = Country.KAZAKHSTAN) -> tuple[Phone, ...]:
    """All numbers in the text in their order, each once; none where nothing can be dialled."""
    found: dict[Phone, None] = {}
    for piece in PIECE.split(LETTER_O.sub("0", text[:LONGEST])):
        for candidate in CANDIDATE.findall(piece):
            found.update(dict.fromkeys(_cut(candidate, country)[1]))
    return tuple(found)


def without(text: str, country: Country = Country.KAZAKHSTAN) -> str:
    """The text with its phone numbers and their labels taken out."""
    rest = CANDIDATE.sub(lambda found: _cut(found[0], country)[0], text)
    return LABEL_AT_END.sub("", rest.strip(AROUND)).strip(AROUND)


def _cut(candidate: str, country: Country) -> tuple[str, tuple[Phone, ...]]:
    """What stands before the numbers (a house, say), and the numbers."""
    for start in (0, *(space.end() for space in re.finditer(r"\s+", candidate))):
        numbers = tuple(_numbers(candidate[start:], country))
        if numbers:
            return candidate[:start], numbers
    return candidate, ()


def _numbers(candidate: str, country: Country) -> Iterator[Phone]:
    """The number, or the numbers with spaces or dashes between them."""
    whole = _number(candidate, country)
    if whole:
        yield whole
        return
    for space in re.finditer(r"\s+|\s*-\s+", candidate):
        first = _number(candidate[: space.start()], country)
        if first:
            yield first
            yield from _numbers(candidate[space.end() :], country)
            return


def _number(candidate: str, country: Country) -> Phone | None:
    digits = NOT_OF_A_NUMBER.sub("", candidate)
    for region in REGIONS[country]:
        number = _parsed(digits, region)
        if number is not None and phonenumbers.is_valid_number(number):
            return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None


def _parsed(digits: str, region: str) -> phonenumbers.PhoneNumber | None:
    written = f"+{digits}" if re.match(r"996\d{9}$|7\d{10}$", digits) else digits
    try:
        return phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
