"""Lists without headings: typed lines and plain tables, where each piece shows by itself what it is."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.core.identity import birth_dates, iin, names, phones, pin
from bot.core.roster.headings import Column, Field, column
from bot.core.roster.layout import Entry, class_of_row, class_of_title, is_aside, looks_like_name, text_of
from bot.core.roster.values import Cell, Sheet
from bot.core.school import ClassName, SchoolYear

NUMBERING = re.compile(r"^\s*(?:№\s*)?\d{1,3}\s*[.)\]:\-–—]*(?=[\s\t]|[^\W\d_])\s*")
BULLET = re.compile(r"^\s*[•*\-–—▪◦]+\s*")
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d[ \-]?){10,13}\d(?!\d)")
MONTH_NAME = (
    r"\d{1,2}[\s\-]+[^\W\d_]{3,}\.?,?\s+\d{4}|\d{4}\s*(?:жылғы|ж\.?|г\.?)\s*\d{1,2}[\s\-]+[^\W\d_]{3,}"
)
DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[.\-/]\d{{1,2}}[.\-/](?:\d{{4}}|\d\d)|\d{{4}}[.\-/]\d{{1,2}}[.\-/]\d{{1,2}}|{MONTH_NAME})(?!\d)"
    r"(?:\s*(?:ж|г|жылы|года)\b\.?(?:\s*р\.?)?)?"
)
LABELS = re.compile(
    r"\b(?:жсн|иин|пин|туған|туылған|д\.?\s?р|г\.?\s?р|ж\.?\s?т|тел(?:ефоны?)?|рожд\w*)\b[\s.:№]*", re.I
)
PIECES = re.compile(r"[\t;|]+|\s{3,}")
ONE_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
FEWEST_BARE_NAMES = 3
Piece = tuple[Column, str]


def entries_of_lines(text: str, class_name: ClassName | None, year: SchoolYear) -> Iterator[Entry]:
    """A line a pupil; lines that name a class count for those below them."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = NUMBERING.sub("", BULLET.sub("", line)).strip()
        spoken = class_of_row((line.strip(),)) or class_of_row((bare,))
        if spoken:
            class_name = spoken
        elif bare and not is_aside((bare,)) and not _is_heading(bare):
            yield _entry(list(_pieces(bare, year)), class_name, "", number)


def _is_heading(line: str) -> bool:
    return column(line) is not None and not re.search(r"\d", line)


def entries_without_headings(sheet: Sheet, outside: ClassName | None, year: SchoolYear) -> Iterator[Entry]:
    """Rows in which a name stands beside something of a pupil; bare names, where there is little else."""
    found = list(_named_rows(sheet, outside, year))
    beside = [entry for entry, evidence in found if evidence]
    rows = sum(any(text_of(cell) for cell in row) for row in sheet.rows)
    bare_list = len(found) >= FEWEST_BARE_NAMES and 3 * len(found) >= 2 * rows
    yield from (entry for entry, _ in found) if bare_list else beside


def _named_rows(sheet: Sheet, outside: ClassName | None, year: SchoolYear) -> Iterator[tuple[Entry, bool]]:
    class_name = class_of_title(sheet.name) or outside
    for number, row in enumerate(sheet.rows, start=1):
        spoken = class_of_row(row)
        if spoken:
            class_name = spoken
        elif not is_aside(row):
            pieces = list(_of_cells(row, year))
            if any(one.field is Field.FULL_NAME for one, _ in pieces):
                evidence = len(pieces) > 1 or _numbered(row)
                yield _entry(pieces, class_name, sheet.name, number), evidence


def _numbered(row: Sequence[Cell]) -> bool:
    return any(re.fullmatch(r"\d{1,3}\.?", text_of(cell)) for cell in row)


def _entry(pieces: Sequence[Piece], class_name: ClassName | None, sheet: str, number: int) -> Entry:
    cells: dict[Column, tuple[Cell, ...]] = {}
    for one, text in pieces:
        cells[one] = (*cells.get(one, ()), text)
    return Entry(cells, class_name, sheet, number)


def _pieces(line: str, year: SchoolYear) -> Iterator[Piece]:
    """Number, date and phone are taken out of the line; what is left of it is the name."""
    rest = line
    for pattern, field in ((DATE, Field.BIRTH_DATE), (PERSONAL_NUMBER, Field.IIN)):
        for found in pattern.finditer(rest):
            if _fits(field, found[0], year):
                yield Column(field), found[0].strip()
                rest = rest.replace(found[0], " ; ")
                break
    numbers = phones.read(rest)
    if numbers:
        yield Column(Field.PHONE), ", ".join(phone.e164 for phone in numbers)
        rest = phones.without(rest)
    yield from _named([part for part in PIECES.split(LABELS.sub(" ; ", rest)) if part.strip(" ,.;:-–—()")])


def _fits(field: Field, text: str, year: SchoolYear) -> bool:
    """A number that is a phone is no personal number, whatever its length."""
    if field is Field.BIRTH_DATE:
        return birth_dates.read(text, year) is not None
    return len(iin.digits_of(text)) in (12, pin.LENGTH) or not phones.read(text)


def _named(parts: Sequence[str]) -> Iterator[Piece]:
    """The first part is the name; a class, a sex, an address may follow."""
    for place, part in enumerate(parts):
        text = part.strip(" ,;:")
        if place == 0:
            yield Column(Field.FULL_NAME), text
        elif ClassName.read(text):
            yield Column(Field.CLASS), text
        elif len(names.words_of(text)) == 1 and place < 3 and not re.search(r"\d", text) and len(text) > 3:
            yield Column(Field.FULL_NAME), text


def _of_cells(row: Sequence[Cell], year: SchoolYear) -> Iterator[Piece]:
    """Each cell by its form: a personal number, a date, a phone, a class; one name, in one cell or three."""
    single: list[str] = []
    named = False
    for cell in row:
        text = text_of(cell)
        field = _field_of(cell, text, year)
        if field and not (field is Field.FULL_NAME and named):
            named = named or field is Field.FULL_NAME
            yield Column(field), f"{cell:%d.%m.%Y}" if isinstance(cell, date) else text
        elif ONE_WORD.fullmatch(text) and column(text) is None:
            single.append(text)
    if not named and 2 <= len(single) <= 4 and looks_like_name(" ".join(single[:3])):
        yield Column(Field.FULL_NAME), " ".join(single[:3])


def _field_of(cell: Cell, text: str, year: SchoolYear) -> Field | None:
    if not text or re.fullmatch(r"\d{1,4}", text):
        return None
    if re.search(r"\d", text):
        return _field_of_digits(cell, text, year)
    words = names.words_of(text)
    return Field.FULL_NAME if len(words) > 1 and looks_like_name(text) else None


def _field_of_digits(cell: Cell, text: str, year: SchoolYear) -> Field | None:
    if ClassName.read(text):
        return Field.CLASS
    if phones.read(text) and not isinstance(iin.read(text), iin.Iin):
        return Field.PHONE
    if 11 <= len(iin.digits_of(text)) <= pin.LENGTH and iin.digits_of(text).isdecimal():
        return Field.IIN
    return Field.BIRTH_DATE if birth_dates.read(cell, year) else None
