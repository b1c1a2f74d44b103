"""What all Word forms are drawn with: titles, tables with loops, letterheads, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from page import CENTRE, LEFT, RIGHT, SHORT, SIDES, Align, add, say

from bot.texts import text

# What Word wants to stand after the border of a paragraph.
AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


@dataclass(frozen=True)
class Head:
    """A column as drawn: its heading, its width in centimetres, what stands in its cells, and how."""

    words: str
    width: float
    value: str
    align: Align = CENTRE
    upright: bool = False


ROOM_TO_SIGN = Cm(0.9)
SIGNED = (Head("", 5.1, "", LEFT), Head("", 3.7, "", CENTRE), Head("", 7.7, "", LEFT))
PAIR = (Head("", 5.3, "{{ row.label }}", LEFT), Head("", 11.2, "{{ row.value }}", LEFT))


def title(
    page: Document,
    language: str,
    words: str,
    marked: bool = False,
    with_year: bool = True,
    more: str = "",
) -> None:
    """The mark of a form of the ministry, the school and its place, the title on one line or two, the year."""
    if marked:
        say(page, text("papers.mark", language), RIGHT)
    say(page, "{{ school }}", bold=True)
    say(page, "{{ place }}", after=10)
    say(page, words, bold=True, size=14, after=0 if with_year else 8)
    if more:
        say(page, more, bold=True, size=14)
    if with_year:
        say(page, text("papers.year", language, year="{{ year }}"), after=8)


def table(page: Document, heads: Sequence[Head], size: float, rows: int = 1) -> Table:
    """A boxed table of fixed widths with its heading row, which comes back on each page."""
    drawn: Table = page.add_table(rows=rows, cols=len(heads), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    margins(drawn, roomy=size >= 12)
    for column, head in zip(drawn.columns, heads, strict=True):
        column.width = Cm(head.width)
    for row in drawn.rows:
        heading_row(row)
        for cell, head in zip(row.cells, heads, strict=True):
            cell.width = Cm(head.width)
    for cell, head in zip(drawn.rows[-1].cells, heads, strict=True):
        put(cell, head.words, CENTRE, size if size >= 12 else size - 1, bold=True)
        if head.upright:
            turn(cell)
    return drawn


def margins(drawn: Table, roomy: bool) -> None:
    """Narrow sides in the cells, in twentieths of a point: 0.1 cm, and 0.05 cm above and below."""
    box = OxmlElement("w:tblCellMar")
    upright = "17" if roomy else "10"
    for side, width in (("top", upright), ("left", "57"), ("bottom", upright), ("right", "57")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        box.append(edge)
    before(drawn._tbl.tblPr, "w:tblLook", box)


def heading_row(row: _Row) -> None:
    mark(row, "w:cantSplit")
    mark(row, "w:tblHeader")


def mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def turn(cell: _Cell) -> None:
    """Reads from below upwards."""
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    before(cell._tc.get_or_add_tcPr(), "w:vAlign", direction)


def before(properties: BaseOxmlElement, name: str, added: BaseOxmlElement) -> None:
    """Word wants the properties in its own order."""
    later = properties.find(qn(name))
    if later is None:
        properties.append(added)
    else:
        later.addprevious(added)


def put(cell: _Cell, words: str, align: Align, size: float, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.alignment = align
    add(line, words, size, bold)


def add_row(
    drawn: Table, heads: Sequence[Head], values: Sequence[str], size: float, bold: bool = False
) -> _Row:
    row: _Row = drawn.add_row()  # type: ignore[no-untyped-call]
    mark(row, "w:cantSplit")
    for cell, head, value in zip(row.cells, heads, values, strict=True):
        cell.width = Cm(head.width)
        put(cell, value, head.align, size, bold)
    return row


def loop(drawn: Table, heads: Sequence[Head], of: str, size: float) -> None:
    """A row for each of the values; the two rows around it are taken out when the form is filled in."""
    empty = [""] * (len(heads) - 1)
    add_row(drawn, heads, (f"{{%tr for row in {of} %}}", *empty), size)
    add_row(drawn, heads, [head.value for head in heads], size)
    add_row(drawn, heads, ("{%tr endfor %}", *empty), size)


def notes(page: Document, before: str = "") -> None:
    """What is to be known of the numbers, under the table and on its page."""
    say(page, "", size=4).paragraph_format.keep_with_next = True
    if before:
        say(page, before, LEFT, size=10).paragraph_format.keep_with_next = True
    say(page, "{%p for note in notes %}", LEFT)
    say(page, "{{ note }}", LEFT, size=10).paragraph_format.keep_with_next = True
    say(page, "{%p endfor %}", LEFT)


def signatures(page: Document, language: str, *who: str) -> None:
    """A line each: what the person is, room to sign, the name."""
    say(page, "", size=10).paragraph_format.keep_with_next = True
    lines = [(text(f"papers.signature.{one}", language), f"{{{{ {one} }}}}") for one in who]
    sign(page, lines)


def sign(page: Document, lines: Sequence[tuple[str, str]]) -> Table:
    """A line a person: what they are, room to sign, the name."""
    drawn = plain_table(page, SIGNED)
    for place, (what, name) in enumerate(lines, 1):
        row = add_row(drawn, SIGNED, (what, "_" * 15, name), 12)
        row.height = ROOM_TO_SIGN
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = place < len(lines)
    return drawn


def sign_each(drawn: Table, of: str, what: str) -> None:
    """A line for each of the people in the values."""
    values = (what, "_" * 15, "{{ row.name }}")
    heads = [replace(head, value=value) for head, value in zip(SIGNED, values, strict=True)]
    loop(drawn, heads, of, 12)
    drawn.rows[-2].height = ROOM_TO_SIGN


def plain_table(page: Document, heads: Sequence[Head]) -> Table:
    """Columns without a box or a heading."""
    drawn: Table = page.add_table(rows=0, cols=len(heads))
    drawn.autofit = False
    for column, head in zip(drawn.columns, heads, strict=True):
        column.width = Cm(head.width)
    return drawn


def pairs(page: Document, of: str, size: float = 12) -> Table:
    """What is known, a row each: its name and the value; both come from the values of the paper."""
    drawn: Table = page.add_table(rows=0, cols=len(PAIR), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    margins(drawn, roomy=True)
    for column, head in zip(drawn.columns, PAIR, strict=True):
        column.width = Cm(head.width)
    loop(drawn, PAIR, of, size)
    return drawn


def aside(page: Document, words: str, bold: bool = False) -> Paragraph:
    """A line of the block on the right: to whom, from whom, who approves."""
    line = say(page, words, LEFT, bold)
    line.paragraph_format.left_indent = Cm(8.3)
    return line


def approval(page: Document, language: str) -> None:
    """Room for the director to approve the paper."""
    aside(page, text("case_papers.approved", language), bold=True)
    aside(page, text("papers.signature.director", language))
    aside(page, "_" * 12 + " {{ director }}")
    aside(page, text("case_papers.blank_date", language)).paragraph_format.space_after = Pt(12)


def letterhead(page: Document) -> None:
    """The school's name, in both languages where it has two, its place, and a line under them."""
    say(page, "{%p if second_name %}", LEFT)
    halves = (Head("", 8.2, "{{ first_name }}"), Head("", 8.2, "{{ second_name }}"))
    add_row(plain_table(page, halves), halves, [half.value for half in halves], 12, bold=True)
    say(page, "{%p else %}", LEFT)
    say(page, "{{ first_name }}", bold=True)
    say(page, "{%p endif %}", LEFT)
    underlined(say(page, "{{ place }}", after=10))


def underlined(line: Paragraph) -> None:
    """A line from margin to margin under the paragraph."""
    box, edge = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "auto")):
        edge.set(qn(f"w:{name}"), value)
    box.append(edge)
    line._p.get_or_add_pPr().insert_element_before(box, *AFTER_BORDER)


def ends(page: Document, left: str, right: str) -> None:
    """Two short pieces on one line: one at the left edge, one at the right."""
    line = say(page, left, LEFT, after=8)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(SHORT - SIDES), WD_TAB_ALIGNMENT.RIGHT)
    add(line, f"\t{right}")


def heading(key: str, language: str) -> str:
    return text(f"papers.column.{key}", language)


def drawn_columns(language: str, *columns: tuple[str, float, Align]) -> list[Head]:
    """Columns whose heading and value go by one key."""
    return [
        Head(heading(key, language), width, f"{{{{ row.{key} }}}}", align) for key, width, align in columns
    ]


def tidy(cell: _Cell) -> None:
    """Merging leaves empty paragraphs behind."""
    for line in cell.paragraphs:
        if not line.text and len(cell.paragraphs) > 1:
            line._p.getparent().remove(line._p)
