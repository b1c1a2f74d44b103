"""Where in a sheet the pupils are: told apart from headings, class lines, sums and signatures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.identity import names
from bot.core.identity.letters import folded, plain
from bot.core.roster.headings import NAME_FIELDS, Column, Field, Whose, column
from bot.core.roster.values import Cell, Sheet
from bot.core.school import ClassName

QUOTE = r"[\"'«„“”‘’»()]"
GRADE = r"(?<![\d.])(1[0-2]|[0-9])"
LETTER = r"([^\W\d_])(?![^\W\d_])"
CLASS_THEN_WORD = re.compile(
    rf"{GRADE}\s*[-–—_]?\s*{QUOTE}*\s*{LETTER}\s*{QUOTE}*\s*[-–—_]?\s*(?:сынып|сыныб|класс|кл\b|class|grade)",
    re.I,
)
WORD_THEN_CLASS = re.compile(
    rf"(?:сынып|сыныбы|класс|class|grade)[^\W\d_]*\s*[:№\-–—]?\s*{GRADE}\s*[-–—_]?\s*{QUOTE}*\s*{LETTER}",
    re.I,
)
CLASS_ANYWHERE = re.compile(rf"{GRADE}[\s_\-–—]*{QUOTE}*\s*{LETTER}", re.I)
SUMMARY = re.compile(
    r"\s*(?:барлы[гк]\w*|жалпы|итого?|всего|жыиынты\w*|жыйынты\w*|бардыгы|total|корытынды\w*"
    r"|онын ишинде|анын ичинде"
    r"|из них"
    r"|улдар|кыздар|балдар|ул бала\w*|кыз бала\w*|орындаушы|аткаруучу|исполнитель|м\.? ?о)(?![^\W\d_])"
)
STAFF = re.compile(r"директор|жетек[шч]и|руководител|орынбасар|завуч|тарбиеши|орун басар")
PERHAPS_SUMMARY = re.compile(r"\s*(?:мальчик|девоч|юнош|девуш|дата|куни|ескерту|примечани)")
NOT_A_PUPIL = re.compile(
    r"директор|жетек[шч]и|руководител|мектеб|мектеп|тизим|\bсписок|тизме|окушылар|учащихся"
    r"|окуучулар|сынып|окуу? жыл"
    r"|\bшкол[аыеу]?\b|\bкласс(?:а|ы|тын)?\b|учебн|болими\b|\bотдел|__|:|орынбасар|завуч"
)
HEADING_ROWS = 3
LONGEST_TEXT = 300
VALUE = re.compile(r"^\d+$|\d{5}|\d[.\-/]\d\d?[.\-/]\d|\d\d.\d\d.\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that may be a pupil: its cells by column, and the class that stood above it."""

    cells: Mapping[Column, tuple[Cell, ...]]
    class_name: ClassName | None
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A block of heading rows: the column at each place, and how many rows it takes."""

    columns: Mapping[int, Column]
    height: int


def entries(sheet: Sheet, outside: ClassName | None) -> Iterator[Entry]:
    """The rows below the headings of a sheet; `outside` is the class that the file's name tells."""
    class_name = class_of_title(sheet.name) or outside
    columns: Mapping[int, Column] = {}
    place = 0
    while place < len(sheet.rows):
        row = sheet.rows[place]
        heading = heading_at(sheet.rows, place)
        if heading:
            columns, place = heading.columns, place + heading.height
            continue
        place += 1
        if spoken := class_of_row(row):
            class_name = spoken
        elif columns and not is_aside(row):
            yield Entry(by_column(row, columns), class_name, sheet.name, place)


def text_of(cell: Cell) -> str:
    """A cell as a person reads it; whole numbers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else str(cell)
    return plain(str(cell)[:LONGEST_TEXT])


def texts_of(row: Sequence[Cell]) -> list[str]:
    """The different texts of a row: a merged cell counts once."""
    return list(dict.fromkeys(text for cell in row if (text := text_of(cell))))


def class_of_title(title: str) -> ClassName | None:
    """The class in the name of a sheet or a file."""
    found = CLASS_THEN_WORD.search(title) or WORD_THEN_CLASS.search(title) or CLASS_ANYWHERE.search(title)
    return ClassName.read(f"{found[1]}{found[2]}") if found else None


def class_of_row(row: Sequence[Cell]) -> ClassName | None:
    """The class that a line of its own announces; a row that names a pupil announces none."""
    texts = texts_of(row)
    if not 0 < len(texts) <= 3 or any(looks_like_name(text) for text in texts):
        return None
    for text in texts:
        found = CLASS_THEN_WORD.search(text) or WORD_THEN_CLASS.search(text)
        name = ClassName.read(f"{found[1]}{found[2]}") if found else ClassName.read(text)
        if name:
            return name
    return None


def looks_like_name(text: str) -> bool:
    """Two to five words of letters, none of which belongs to titles or signatures."""
    if re.search(r"\d", text) or NOT_A_PUPIL.search(folded(text)):
        return False
    return 2 <= len(names.words_of(text)) <= 5 and column(text) is None


def is_aside(row: Sequence[Cell]) -> bool:
    """Empty rows, sums, signatures, and the row of column numbers below a heading."""
    texts = texts_of(row)
    if not texts or all(re.fullmatch(r"\d{1,2}", text) for text in texts):
        return True
    spoken = [folded(text) for text in texts if not text.isdigit()]
    if not spoken:
        return False
    if SUMMARY.match(spoken[0]) or STAFF.search(spoken[0]):
        return True
    return bool(PERHAPS_SUMMARY.match(spoken[0])) and not any(looks_like_name(text) for text in texts)


def by_column(row: Sequence[Cell], columns: Mapping[int, Column]) -> dict[Column, tuple[Cell, ...]]:
    cells: dict[Column, tuple[Cell, ...]] = {}
    for place, one in columns.items():
        cell = row[place] if place < len(row) else None
        if text_of(cell) and cell not in cells.get(one, ()):
            cells[one] = (*cells.get(one, ()), cell)
    return cells


def heading_at(rows: Sequence[Sequence[Cell]], place: int) -> Heading | None:
    """The heading that begins at this row: the rows that together name the pupils."""
    if not _like_heading(rows[place]) or _is_title(rows, place):
        return None
    height = 1
    while height < HEADING_ROWS and place + height < len(rows) and _like_heading(rows[place + height], 1 / 3):
        height += 1
    columns = owned(_combined(rows[place : place + height]))
    found = {one for one in columns.values() if one.field is not Field.OTHER}
    named = any(one.whose is Whose.PUPIL and one.field in NAME_FIELDS for one in found)
    if not named or (len(found) < 2 and not _followed_by_name(rows, place + height, columns)):
        return None
    return Heading(columns, height)


def _like_heading(row: Sequence[Cell], most_unknown: float = 1 / 2) -> bool:
    """Its texts are headings that we know, but for some, and none is a value."""
    texts = texts_of(row)
    if any(isinstance(cell, date | float) for cell in row) or any(VALUE.search(text) for text in texts):
        return False
    unknown = 0
    for text in texts:
        unknown += column(text) is None
        if unknown > len(texts) * most_unknown:
            return False
    return bool(texts)


def _is_title(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """A single text above a full heading is its title."""
    if len(texts_of(rows[place])) > 1 or place + 1 >= len(rows):
        return False
    below = {column(text) for text in texts_of(rows[place + 1])}
    return len(below - {None}) >= 2


def _followed_by_name(rows: Sequence[Sequence[Cell]], place: int, columns: Mapping[int, Column]) -> bool:
    below = rows[place] if place < len(rows) else ()
    return any(looks_like_name(text_of(below[at])) for at in columns if at < len(below))


def _combined(block: Sequence[Sequence[Cell]]) -> dict[int, Column]:
    width = max(len(row) for row in block)
    filled = [_carried(row, block[number + 1 :], width) for number, row in enumerate(block)]
    found = {place: _of_path([texts[place] for texts in filled]) for place in range(width)}
    return {place: one for place, one in found.items() if one}


def _carried(row: Sequence[Cell], below: Sequence[Sequence[Cell]], width: int) -> list[str]:
    """A group heading carried to the right over the columns that have a heading of their own below it."""
    texts = [text_of(cell) for cell in row] + [""] * (width - len(row))
    for place in range(1, width):
        left = column(texts[place - 1])
        grouped = left is not None and left.whose is not Whose.PUPIL
        if (
            not texts[place]
            and grouped
            and all(_text_at(under, place - 1) and _text_at(under, place) for under in below)
        ):
            texts[place] = texts[place - 1] if below else ""
    return texts


def _text_at(row: Sequence[Cell], place: int) -> str:
    return text_of(row[place]) if place < len(row) else ""


def _of_path(texts: Sequence[str]) -> Column | None:
    """What a heading means below its group: `Анасы` / `Телефоны` is the mother's phone."""
    path = list(dict.fromkeys(text for text in texts if text))
    if not path:
        return None
    last, group = column(path[-1]), next((one for text in path[:-1] if (one := column(text))), None)
    if last and last.whose is Whose.PUPIL and group and group.whose is not Whose.PUPIL:
        return Column(last.field, group.whose, last.with_phone)
    return last or column(" ".join(path))


def owned(columns: Mapping[int, Column]) -> dict[int, Column]:
    """A second phone, a workplace, a level of education belong to the adult named to the left of them."""
    result: dict[int, Column] = {}
    adult = Whose.PUPIL
    for place, one in sorted(columns.items()):
        if one.whose not in (Whose.PUPIL, Whose.STAFF):
            adult = one.whose
        elif _belongs_to_adult(one, result, place) and (adult is not Whose.PUPIL or one.field in OF_ADULTS):
            one = Column(one.field, Whose.PARENTS if adult is Whose.PUPIL else adult, one.with_phone)
        result[place] = one
    return _fathers_name(result)


OF_ADULTS = frozenset({Field.WORKPLACE, Field.EDUCATION})
REPEATED = frozenset({Field.PHONE, Field.IIN, Field.BIRTH_DATE, Field.ADDRESS, Field.NATIONALITY})


def _belongs_to_adult(one: Column, before: Mapping[int, Column], place: int) -> bool:
    repeated = one.field in REPEATED and one in before.values() and before.get(place - 1) != one
    return one.field in OF_ADULTS or repeated


def _fathers_name(columns: dict[int, Column]) -> dict[int, Column]:
    """`Әкесінің аты` beside `Анасының аты` and behind a whole name is the father's name."""
    fields = {one.field for one in columns.values() if one.whose is Whose.PUPIL}
    mother = any(one.whose is Whose.MOTHER and one.field in NAME_FIELDS for one in columns.values())
    if not mother or {Field.LAST, Field.FIRST} & fields or Field.FULL_NAME not in fields:
        return columns
    father = Column(Field.FULL_NAME, Whose.FATHER)
    return {place: father if one == Column(Field.PATRONYMIC) else one for place, one in columns.items()}
