"""Writes the tables of a paper as an Excel file ready for A4; nothing in it is a formula or a link."""

from decimal import Decimal
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from bot.core.papers import REGISTRY
from bot.documents.contents import Cell, Column, Content, Line, Sheet
from bot.texts import text

A4 = 9
CENTIMETRES_A_CHARACTER = 0.19
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
FOOTER_FONT = '&"Times New Roman,Regular"&9'
INCH = 2.54
LINE_HEIGHT, UPRIGHT_HEIGHT = 15, 150
CENTIMETRES_A_LETTER = 0.175
Styles = dict[str, Style]


def workbook(content: Content, language: str) -> bytes:
    """The file; a sheet a table."""
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        styles = _styles(book)
        for sheet in content.sheets:
            _write(book.add_worksheet(_sheet_name(sheet.name)), sheet, content, language, styles)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    """What Excel takes: at most 31 characters, none of its own signs."""
    return "".join("-" if sign in "[]:*?/\\" else sign for sign in name)[:31].strip("' ")


def _styles(book: Workbook) -> Styles:
    box = {**FONT, "border": 1, "text_wrap": True}
    return {
        "title": book.add_format({**FONT, "bold": True, "font_size": 14, "align": "center"}),
        "line": book.add_format({**FONT, "align": "center"}),
        "plain": book.add_format(FONT),
        "note": book.add_format({**FONT, "font_size": 10}),
        "head": book.add_format({**box, "bold": True, "align": "center"}),
        "upright": book.add_format({**box, "bold": True, "align": "center", "rotation": 90}),
        "left": book.add_format(box),
        "centred": book.add_format({**box, "align": "center"}),
        "percent": book.add_format({**box, "align": "center", "num_format": "0.0"}),
        "left_bold": book.add_format({**box, "bold": True}),
        "centred_bold": book.add_format({**box, "bold": True, "align": "center"}),
    }


def _write(page: Worksheet, sheet: Sheet, content: Content, language: str, styles: Styles) -> None:
    _set_up(page, sheet, content, language)
    row = _titles(page, sheet, content, language, styles)
    first = _headings(page, sheet, row, styles)
    page.freeze_panes(first, 0)
    page.repeat_rows(row, first - 1)
    for place, line in enumerate(sheet.lines, first):
        _write_line(page, place, line, sheet.columns, styles)
    _below(page, first + len(sheet.lines) + 1, content, language, styles)


def _set_up(page: Worksheet, sheet: Sheet, content: Content, language: str) -> None:
    page.set_paper(A4)
    if REGISTRY[content.paper].landscape:
        page.set_landscape()
    page.set_margins(left=3 / INCH, right=1.5 / INCH, top=2 / INCH, bottom=2 / INCH)
    page.fit_to_pages(1, 0)
    marks = {key: content.values[key] for key in ("made_on", "revision", "number")}
    shown = text("papers.footer", language, **marks)
    pages = text("papers.page", language, page="&P", pages="&N")
    page.set_footer(f"&L{FOOTER_FONT}{shown}&R{FOOTER_FONT}{pages}")
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width / CENTIMETRES_A_CHARACTER)


def _titles(page: Worksheet, sheet: Sheet, content: Content, language: str, styles: Styles) -> int:
    """School and place, title and year over the table; the row where the table begins."""
    last = len(sheet.columns) - 1
    where = ", ".join(str(content.values[key]) for key in ("school", "place") if content.values[key])
    year = text("papers.year", language, year=content.values["year"])
    lines = (where, "line"), (content.title, "title"), (year, "line")
    for place, (words, style) in enumerate(lines):
        page.merge_range(place, 0, place, last, words, styles[style])
    return len(lines) + 1


def _headings(page: Worksheet, sheet: Sheet, row: int, styles: Styles) -> int:
    """The heading row, or two where columns are grouped; the row after them."""
    under = row + 1 if sheet.groups else row
    grouped = {place for _, first, number in sheet.groups for place in range(first, first + number)}
    for words, first, number in sheet.groups:
        page.merge_range(row, first, row, first + number - 1, words, styles["head"])
    for place, column in enumerate(sheet.columns):
        style = styles["upright" if column.upright else "head"]
        if sheet.groups and place not in grouped:
            page.merge_range(row, place, under, place, column.title, style)
        else:
            page.write_string(under, place, column.title, style)
    upright = any(column.upright for column in sheet.columns)
    highest = max(_lines(column.title, column) for column in sheet.columns)
    page.set_row(under, UPRIGHT_HEIGHT if upright else LINE_HEIGHT * highest)
    return under + 1


def _write_line(page: Worksheet, row: int, line: Line, columns: tuple[Column, ...], styles: Styles) -> None:
    page.set_row(row, LINE_HEIGHT * _height(line, columns))
    for place, (cell, column) in enumerate(zip(line.cells, columns, strict=True)):
        name = "centred" if column.centred else "left"
        _write_cell(page, row, place, cell, styles, f"{name}_bold" if line.heading else name)


def _height(line: Line, columns: tuple[Column, ...]) -> int:
    """The lines of writing in the fullest cell: not every program works out a row's height itself."""
    filled = zip(line.cells, columns, strict=True)
    return max(sum(_lines(words, column) for words in str(cell or "").split("\n")) for cell, column in filled)


def _lines(words: str, column: Column) -> int:
    return max(1, ceil(len(words) * CENTIMETRES_A_LETTER / column.width))


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, styles: Styles, style: str) -> None:
    if cell is None:
        page.write_blank(row, place, None, styles[style])
    elif isinstance(cell, str):
        page.write_string(row, place, cell, styles[style])
    else:
        page.write_number(row, place, cell, styles["percent" if isinstance(cell, Decimal) else style])


def _below(page: Worksheet, row: int, content: Content, language: str, styles: Styles) -> None:
    notes = content.values.get("notes")
    lines = [str(note) for note in notes] if isinstance(notes, list) else []
    for place, note in enumerate(lines, row):
        page.write_string(place, 0, note, styles["note"])
    signed = row + len(lines) + 1
    for place, (who, name) in enumerate(_signatures(content)):
        words = f"{text(f'papers.signature.{who}', language)} ____________________ {name}"
        page.write_string(signed + 2 * place, 0, words.strip(), styles["plain"])


def _signatures(content: Content) -> list[tuple[str, object]]:
    return [(who, content.values[who]) for who in REGISTRY[content.paper].signed_by]
