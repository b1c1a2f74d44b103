"""The roster of a school: tables and typed lists read into pupils, with what a person should look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core.identity import iin, names
from bot.core.roster.headings import Column, Field
from bot.core.roster.layout import Entry, class_of_title, entries, text_of
from bot.core.roster.lines import entries_of_lines, entries_without_headings
from bot.core.roster.pupils import pupil_of
from bot.core.roster.values import Cell, Problem, Roster, RosterPupil, RosterWarning, Sheet
from bot.core.school import ClassName, SchoolYear

__all__ = [
    "Cell",
    "Problem",
    "Roster",
    "RosterPupil",
    "RosterWarning",
    "Sheet",
    "read_lines",
    "read_sheets",
]


def read_sheets(sheets: Sequence[Sheet], year: SchoolYear, title: str = "") -> Roster:
    """All pupils of a file; `title`, the name of the file, tells the class where nothing in it does."""
    outside = class_of_title(title) if title else None
    found: list[Entry] = []
    warnings: dict[RosterWarning, None] = {}
    for sheet in sheets:
        with_headings = list(entries(sheet, outside))
        here = with_headings or list(entries_without_headings(sheet, outside, year))
        if here and not with_headings:
            warnings[RosterWarning.COLUMNS_GUESSED] = None
        if not here and any(text_of(cell) for row in sheet.rows for cell in row):
            warnings[RosterWarning.SHEET_SKIPPED] = None
        found += here
    return _roster(found, year, warnings)


def read_lines(text: str, year: SchoolYear, class_name: ClassName | None = None) -> Roster:
    """A class list as a person types it: a line a pupil, perhaps with a birth date, a number, a phone."""
    return _roster(entries_of_lines(text, class_name, year), year, {})


def _roster(found: Iterable[Entry], year: SchoolYear, warnings: dict[RosterWarning, None]) -> Roster:
    pupils: list[RosterPupil] = []
    for entry in found:
        pupil = pupil_of(entry, year)
        if pupil:
            pupils.append(pupil)
            warnings.update(_about_number(entry))
    return Roster(tuple(_with_duplicates_marked(pupils)), tuple(warnings))


def _about_number(entry: Entry) -> dict[RosterWarning, None]:
    cells = entry.cells.get(Column(Field.IIN), ())
    known = iin.read(text_of(cells[0])) if cells else None
    return {RosterWarning.IIN_UNUSUAL: None} if isinstance(known, iin.Iin) and known.unusual else {}


def _with_duplicates_marked(pupils: Iterable[RosterPupil]) -> Iterator[RosterPupil]:
    """Somebody is there twice where the number is the same, or name, class and birth date are."""
    seen: set[tuple[object, ...]] = set()
    for pupil in pupils:
        keys = _keys(pupil)
        again = any(key in seen for key in keys)
        seen.update(keys)
        yield replace(pupil, problems=(*pupil.problems, Problem.DUPLICATE)) if again else pupil


def _keys(pupil: RosterPupil) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = [("number", pupil.sure_iin)] if pupil.sure_iin else []
    if pupil.last and pupil.first:
        keys.append(("name", names.identity(pupil.name), pupil.class_name, pupil.birth_date))
    return keys
