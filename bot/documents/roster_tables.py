"""Workbooks as plain cells, read in a process of its own that may use little memory."""

import contextlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import python_calamine

from bot.core.roster.errors import (
    MOST_ROWS,
    DamagedFile,
    FileTooBig,
    RosterRefusal,
    TooManyRows,
)
from bot.core.roster.values import Cell, Sheet

MOST_COLUMNS = 200
MEMORY = 280 * 1024 * 1024
REFUSED = 3
BROKEN = (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError)
LONGEST_TEXT = 500
LONGEST_ANSWER = 40 * 1024 * 1024
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
EMPTY_FORMULA = re.compile(
    rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The sheets of a file; `formulas` of which `unsolved` hold no result."""

    sheets: tuple[Sheet, ...]
    formulas: int = 0
    unsolved: int = 0


def read_workbook(content: bytes) -> Tables:
    """All sheets with merged cells filled; refuses what is damaged, locked or has more rows than a school."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        rows_left = MOST_ROWS
        sheets = []
        for name in workbook.sheet_names:
            sheet = _sheet(workbook, name, rows_left)
            rows_left -= sum(any(cell not in (None, "") for cell in row) for row in sheet.rows)
            sheets.append(sheet)
        return Tables(tuple(sheets), *formulas_of(content))
    except BROKEN as error:
        raise DamagedFile from error


def formulas_of(content: bytes) -> tuple[int, int]:
    """How many formulas an .xlsx holds, and how many of them were never calculated."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return 0, 0
    formulas = unsolved = 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.match(r"xl/worksheets/[^/]+\.xml$", name):
                text = archive.read(name)
                formulas += len(FORMULA.findall(text))
                unsolved += len(EMPTY_FORMULA.findall(text))
    return formulas, unsolved


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str, rows_left: int) -> Sheet:
    table = workbook.get_sheet_by_name(name)
    rows = list(_filled_rows(table, rows_left))
    for corner, opposite in table.merged_cell_ranges or []:
        _fill(rows, corner, opposite)
    return Sheet(name, tuple(tuple(row) for row in rows))


def _filled_rows(table: python_calamine.CalamineSheet, rows_left: int) -> Iterator[list[Cell]]:
    """The rows from the first of the sheet on; empty ones at its end are left out."""
    start = table.start or (0, 0)
    if start[0] > MOST_ROWS:
        raise TooManyRows
    yield from ([] for _ in range(start[0]))
    waiting, filled = 0, 0
    for values in table.iter_rows():
        row = [None] * min(start[1], MOST_COLUMNS) + [_cell(value) for value in values[:MOST_COLUMNS]]
        if all(cell in (None, "") for cell in row):
            waiting += 1
            continue
        filled += 1
        if filled > rows_left or waiting > MOST_ROWS:
            raise TooManyRows
        yield from ([] for _ in range(waiting))
        waiting = 0
        yield row


def _fill(rows: list[list[Cell]], corner: tuple[int, int], opposite: tuple[int, int]) -> None:
    """Writes what stands in the corner of merged cells into all of them."""
    if corner[0] >= len(rows) or corner[1] >= len(rows[corner[0]]):
        return
    value = rows[corner[0]][corner[1]]
    for row in rows[corner[0] : opposite[0] + 1]:
        last = min(opposite[1], MOST_COLUMNS)
        row.extend([None] * (last + 1 - len(row)))
        for place in range(corner[1], last + 1):
            row[place] = value


def _cell(value: object) -> Cell:
    """Text stays text, whatever it begins with."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return "" if not value else "+"
    return value if isinstance(value, int | float | date) else str(value)[:LONGEST_TEXT]


def as_json(tables: Tables) -> str:
    """What the process of its own says to the one that asked; a date is a list of one text."""
    sheets = [
        {"name": sheet.name, "rows": [[_plain(cell) for cell in row] for row in sheet.rows]}
        for sheet in tables.sheets
    ]
    return json.dumps({"sheets": sheets, "formulas": tables.formulas, "unsolved": tables.unsolved})


def from_json(text: str | bytes) -> Tables:
    said = json.loads(text)
    sheets = tuple(
        Sheet(sheet["name"], tuple(tuple(_dated(cell) for cell in row) for row in sheet["rows"]))
        for sheet in said["sheets"]
    )
    return Tables(sheets, said["formulas"], said["unsolved"])


def _plain(cell: Cell) -> str | int | float | list[str] | None:
    return [cell.isoformat()] if isinstance(cell, date) else cell


def _dated(cell: str | int | float | Sequence[str] | None) -> Cell:
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell  # type: ignore[return-value]


def answer(content: bytes) -> tuple[str, int]:
    """What the process of its own says, and its exit code: the cells, or the name of a refusal."""
    try:
        said = as_json(read_workbook(content))
    except RosterRefusal as refusal:
        return type(refusal).__name__, REFUSED
    return (said, 0) if len(said) <= LONGEST_ANSWER else (FileTooBig.__name__, REFUSED)


def main() -> int:  # pragma: no cover - runs in a process of its own only, which the tests start
    """Reads a workbook from standard input in little memory, where the system knows how to limit it."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    said, code = answer(sys.stdin.buffer.read())
    sys.stdout.write(said)
    return code


if __name__ == "__main__":  # pragma: no cover - as above
    raise SystemExit(main())
