"""What the cells of one row say of a pupil, and what in them a person should look at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.core.identity import birth_dates, iin, names, phones, pin
from bot.core.identity.letters import folded
from bot.core.people import Adult, Sex
from bot.core.roster.adults import adults_of
from bot.core.roster.headings import NAME_FIELDS, Column, Field, Whose
from bot.core.roster.layout import NOT_A_PUPIL, Entry, class_of_title, text_of
from bot.core.roster.values import Problem, RosterPupil
from bot.core.school import ClassName, SchoolYear

MALE_WORDS = frozenset({"у", "ул", "м", "муж", "ер", "э", "эр", "уул", "бала", "male", "boy"})
FEMALE_WORDS = frozenset({"к", "ж", "жен", "дев", "female", "f", "girl"})
MALE_BEGINNINGS = ("мальч", "мужс", "мужч", "эркек", "еркек", "ер ", "ул ", "уул ")
FEMALE_BEGINNINGS = ("девоч", "женс", "женщ", "кыз", "аиел", "аял")
AGES = range(4, 23)
SEPARATE_NAMES = (Field.LAST, Field.FIRST, Field.PATRONYMIC)


@dataclass(frozen=True, slots=True)
class Number:
    """A personal number as it was read: digits, what follows from them, and what is wrong with them."""

    digits: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    problems: tuple[Problem, ...] = ()
    unusual: bool = False


def pupil_of(entry: Entry, year: SchoolYear) -> RosterPupil | None:
    """The pupil of the row; None where the row names nobody."""
    name = _name(entry)
    number = read_number(_text(entry, Field.IIN))
    if not _is_pupil(entry, name, number):
        return None
    born, date_problems = _birth_date(entry, number, year)
    class_name = _class(entry)
    problems = [*number.problems, *date_problems]
    if name.unclear:
        problems.append(Problem.NAME_UNCLEAR)
    if class_name is None:
        problems.append(Problem.CLASS_UNCLEAR)
    adults = adults_of(entry)
    return RosterPupil(
        class_name=class_name,
        last=name.name.last,
        first=name.name.first,
        patronymic=name.name.patronymic,
        iin=number.digits,
        birth_date=born,
        sex=read_sex(_text(entry, Field.SEX)) or number.sex or names.sex_of(name.name.patronymic),
        nationality=_text(entry, Field.NATIONALITY),
        address=_address(entry),
        phone=_phone(entry, adults),
        guardians=adults,
        sheet=entry.sheet,
        row=entry.row,
        problems=tuple(problems),
        household_size=_household(entry),
    )


def read_number(text: str) -> Number:
    """An IIN or, where there are fourteen digits, a PIN."""
    if not re.search(r"\d", text):
        return Number()
    digits = iin.digits_of(text)
    kept = digits if digits.isdecimal() else text
    known = pin.read(text) if len(digits) == pin.LENGTH else iin.read(text)
    if isinstance(known, iin.NumberProblem):
        return Number(kept, problems=(Problem(known.value),))
    if isinstance(known, pin.Pin):
        return Number(known.number, known.birth_date, known.sex)
    restored = (Problem.IIN_RESTORED_ZERO,) if known.restored else ()
    return Number(known.number, known.birth_date, known.sex, restored, known.unusual)


def _text(entry: Entry, field: Field) -> str:
    return " ".join(text_of(cell) for cell in entry.cells.get(Column(field), ()))


def _name(entry: Entry) -> names.NameReading:
    """From one column or three; a second part beside a whole name completes it."""
    last, first, patronymic = (_text(entry, field) for field in SEPARATE_NAMES)
    whole = " ".join(_all(entry, Field.FULL_NAME))
    if whole:
        return names.read(" ".join(part for part in (last, whole, first, patronymic) if part))
    return names.of_parts(last, first, patronymic)


def _all(entry: Entry, field: Field) -> Iterable[str]:
    """The texts of a pupil's field whether or not its heading also promised a phone."""
    for with_phone in (False, True):
        for cell in entry.cells.get(Column(field, with_phone=with_phone), ()):
            text = text_of(cell)
            yield phones.without(text) if with_phone else text


def _is_pupil(entry: Entry, name: names.NameReading, number: Number) -> bool:
    """A row with a name that is no title, or with an incomplete one beside a number or a date."""
    written = " ".join(text for field in NAME_FIELDS for text in _all(entry, field))
    if NOT_A_PUPIL.search(folded(written)):
        return False
    evidence = bool(number.digits or _text(entry, Field.BIRTH_DATE))
    if not name.name.full:
        return evidence
    return evidence or bool(_text(entry, Field.NUMBER)) or bool(name.name.last and name.name.first)


def _birth_date(entry: Entry, number: Number, year: SchoolYear) -> tuple[date | None, list[Problem]]:
    """The date that was written, else the one in the number; what means no day stays a problem."""
    cells = entry.cells.get(Column(Field.BIRTH_DATE), ())
    written = (
        birth_dates.read(cells[0], year)
        if len(cells) == 1
        else birth_dates.read(_text(entry, Field.BIRTH_DATE), year)
    )
    if written is None:
        agrees = (
            bool(cells)
            and number.birth_date is not None
            and birth_dates.birth_year(cells[0]) == number.birth_date.year
        )
        unclear = bool(cells) and not agrees
        return number.birth_date, _plausible(number.birth_date, year, unclear)
    problems = _plausible(written, year, False)
    if number.birth_date and number.birth_date != written:
        problems.append(Problem.IIN_BIRTH_DATE_MISMATCH)
    return written, problems


def _plausible(born: date | None, year: SchoolYear, unclear: bool) -> list[Problem]:
    too_odd = born is not None and year.first - born.year not in AGES
    return [Problem.BIRTH_DATE_UNCLEAR] if unclear or too_odd else []


def _class(entry: Entry) -> ClassName | None:
    """From the row's own column, its letter perhaps beside it, else from what stood above."""
    written, letter = _text(entry, Field.CLASS), _text(entry, Field.LETTER)
    if not written:
        return entry.class_name
    own = ClassName.read(f"{written}{letter}") or ClassName.read(written) or class_of_title(written)
    if own:
        return own
    grade = re.match(r"\d+", written)
    same_grade = (
        grade is not None and entry.class_name is not None and int(grade[0]) == entry.class_name.grade
    )
    return entry.class_name if same_grade else None


def read_sex(text: str) -> Sex | None:
    """From `ұ`, `м`, `муж.`, `ер`, `қыз бала`, `Ж`, `female` and the like."""
    word = folded(text).strip(" .").replace("й", "и")
    if word in MALE_WORDS or word.startswith(MALE_BEGINNINGS):
        return Sex.MALE
    return Sex.FEMALE if word in FEMALE_WORDS or word.startswith(FEMALE_BEGINNINGS) else None


def _address(entry: Entry) -> str:
    return ", ".join(_all(entry, Field.ADDRESS))


def _phone(entry: Entry, adults: tuple[Adult, ...]) -> str:
    """The pupil's own column, the phone in the address, else a parents' phone that no named parent got."""
    own = _text(entry, Field.PHONE)
    beside = " ".join(text_of(cell) for cell in entry.cells.get(Column(Field.ADDRESS, with_phone=True), ()))
    beside_name = " ".join(
        text_of(cell) for cell in entry.cells.get(Column(Field.FULL_NAME, with_phone=True), ())
    )
    shared = " ".join(text_of(cell) for cell in entry.cells.get(Column(Field.PHONE, Whose.PARENTS), ()))
    for text in (own, beside, beside_name, "" if adults else shared):
        found = phones.read(text)
        if found:
            return ", ".join(phone.e164 for phone in found)
    return own


def _household(entry: Entry) -> int | None:
    found = re.search(r"\d{1,2}", _text(entry, Field.HOUSEHOLD))
    return int(found[0]) if found else None
