"""Draws the Word forms of templates/<language>/ anew, which a school may then change in Word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot.core.papers import LANGUAGES, REGISTRY, Paper
from bot.texts import text

FOLDER = Path(__file__).parent
Align = WD_PARAGRAPH_ALIGNMENT
CENTRE, LEFT, RIGHT = Align.CENTER, Align.LEFT, Align.RIGHT
LONG, SHORT = 29.7, 21.0
SIDES = 4.5


@dataclass(frozen=True)
class Head:
    """A column as drawn: its heading, its width in centimetres, what stands in its cells, and how."""

    words: str
    width: float
    value: str
    align: Align = CENTRE
    upright: bool = False


def main() -> None:
    for language in LANGUAGES:
        (FOLDER / language).mkdir(exist_ok=True)
        for paper, draw in FORMS.items():
            page = blank(language, REGISTRY[paper].landscape)
            draw(page, language)
            page.save(str(FOLDER / language / f"{paper}.docx"))


def blank(language: str, landscape: bool) -> Document:
    """An A4 page with the office's margins, Times New Roman 12, and the footer."""
    page = docx.Document()
    section = page.sections[0]
    section.page_width, section.page_height = (Cm(LONG), Cm(SHORT)) if landscape else (Cm(SHORT), Cm(LONG))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        normal.element.rPr.rFonts.set(qn(script), "Times New Roman")
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    footer(section, language, (LONG if landscape else SHORT) - SIDES)
    return page


def footer(section: Section, language: str, width: float) -> None:
    """Date, revision and number on the left, the page on the right."""
    line = section.footer.paragraphs[0]
    line.style = "Normal"
    line.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    marks = {key: f"{{{{ {key} }}}}" for key in ("made_on", "revision", "number")}
    add(line, text("papers.footer", language, **marks), 9)
    add(line, "\t", 9)
    for piece in text("papers.page", language, page="|PAGE|", pages="|NUMPAGES|").split("|"):
        if piece in ("PAGE", "NUMPAGES"):
            field(line, piece)
        else:
            add(line, piece, 9)


def field(line: Paragraph, name: str) -> None:
    """A number that Word counts itself."""
    for kind in ("begin", name, "separate", "1", "end"):
        run = add(line, "1" if kind == "1" else "", 9)
        if kind == name:
            code = OxmlElement("w:instrText")
            code.text = name
            run._r.append(code)
        elif kind != "1":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def add(line: Paragraph, words: str, size: float | None = None, bold: bool = False) -> Run:
    run = line.add_run(words)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
        size_of_end(line, size)
    return run


def size_of_end(line: Paragraph, size: float) -> None:
    """The end of a paragraph has a size too: it decides how high an empty one is."""
    properties = line._p.get_or_add_pPr()
    for former in properties.findall(qn("w:rPr")):
        properties.remove(former)
    end, height = OxmlElement("w:rPr"), OxmlElement("w:sz")
    height.set(qn("w:val"), str(round(size * 2)))
    end.append(height)
    properties.append(end)


def say(
    page: Document,
    words: str,
    align: Align = CENTRE,
    bold: bool = False,
    size: float | None = None,
    after: float = 0,
) -> Paragraph:
    line = page.add_paragraph()
    line.alignment = align
    line.paragraph_format.space_after = Pt(after)
    add(line, words, size, bold)
    return line


def title(page: Document, language: str, words: str, marked: bool = False, with_year: bool = True) -> None:
    """The mark of a form of the ministry, the school and its place, the title, the year."""
    if marked:
        say(page, text("papers.mark", language), RIGHT)
    say(page, "{{ school }}", bold=True)
    say(page, "{{ place }}", after=10)
    say(page, words, bold=True, size=14, after=0 if with_year else 8)
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
    heads = (Head("", 5.1, "", LEFT), Head("", 3.7, "", CENTRE), Head("", 7.7, "", LEFT))
    drawn = page.add_table(rows=0, cols=len(heads))
    drawn.autofit = False
    for column, head in zip(drawn.columns, heads, strict=True):
        column.width = Cm(head.width)
    for one in who:
        words = (text(f"papers.signature.{one}", language), "_" * 15, f"{{{{ {one} }}}}")
        row = add_row(drawn, heads, words, 12)
        row.height = Cm(0.9)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = one != who[-1]


def heading(key: str, language: str) -> str:
    return text(f"papers.column.{key}", language)


def passport_heads(language: str) -> tuple[Head, ...]:
    return (
        Head(heading("number", language), 1.2, "{{ row.number }}"),
        Head(heading("category", language), 10.3, "{{ row.name }}", LEFT),
        Head(heading("count", language), 2.8, "{{ row.count }}"),
        Head(heading("percent", language), 2.2, "{{ row.percent }}"),
    )


def passport(page: Document, language: str, words: str, marked: bool, *who: str) -> None:
    """The form: all pupils, by kind of family, parents' education; the extra lists on a page of their own."""
    title(page, language, words, marked)
    heads = passport_heads(language)
    drawn = table(page, heads, 12)
    everyone = ("", text("papers.row.all", language), "{{ everyone }}", "{{ all_percent }}")
    add_row(drawn, heads, everyone, 12, bold=True)
    add_row(drawn, heads, ("", text("papers.row.by_family", language), "", ""), 12, bold=True)
    loop(drawn, heads, "rows", 12)
    add_row(drawn, heads, ("", text("papers.row.education", language), "", ""), 12, bold=True)
    loop(drawn, heads, "education", 12)
    notes(page, "{{ pairs }}")
    signatures(page, language, *who)
    say(page, "{%p if extra %}", LEFT)
    lists = say(page, text("papers.row.extra", language), bold=True, after=6)
    lists.paragraph_format.page_break_before = True
    loop(table(page, heads, 12), heads, "extra", 12)
    say(page, "{%p endif %}", LEFT)


def school_passport(page: Document, language: str) -> None:
    passport(page, language, text("papers.school_passport.title", language), True, "director", "pedagogue")


def class_passport(page: Document, language: str) -> None:
    words = text("papers.class_passport.title", language, class_name="{{ class_name }}")
    passport(page, language, words, False, "teacher", "pedagogue")


def drawn_columns(language: str, *columns: tuple[str, float, Align]) -> list[Head]:
    """Columns whose heading and value go by one key."""
    return [
        Head(heading(key, language), width, f"{{{{ row.{key} }}}}", align) for key, width, align in columns
    ]


def pupils_register(page: Document, language: str) -> None:
    title(page, language, text("papers.pupils_register.title", language), marked=True)
    heads = drawn_columns(
        language,
        ("number", 0.9, CENTRE),
        ("name", 3.6, LEFT),
        ("birth", 1.8, CENTRE),
        ("nationality", 1.6, LEFT),
        ("class_name", 1.5, CENTRE),
        ("parents", 3.5, LEFT),
        ("education", 2.4, LEFT),
        ("workplace", 2.4, LEFT),
        ("address", 3.0, LEFT),
        ("status", 2.8, LEFT),
        ("household", 1.6, CENTRE),
    )
    loop(table(page, heads, 9), heads, "rows", 9)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def category_list(page: Document, language: str) -> None:
    """Names, or only how many in each class: the form holds both tables, one of them is printed."""
    title(page, language, text("papers.category_list.title", language, category="{{ category }}"))
    named = drawn_columns(
        language,
        ("number", 0.9, CENTRE),
        ("name", 4.3, LEFT),
        ("class_name", 1.8, CENTRE),
        ("birth", 2.1, CENTRE),
        ("parents", 4.1, LEFT),
        ("address", 3.3, LEFT),
    )
    keys = ("class_name", "pupils", "families", "percent")
    counted = drawn_columns(language, *((key, 4.1, CENTRE) for key in keys))
    say(page, "{%p if with_names %}", LEFT)
    loop(table(page, named, 10), named, "rows", 10)
    counted_words = heading("pupils", language), heading("families", language)
    total = "{}: {{{{ total }}}}. {}: {{{{ families }}}}.".format(*counted_words)
    counted_line = say(page, total, LEFT, bold=True).paragraph_format
    counted_line.space_before = Pt(6)
    counted_line.keep_with_next = True
    say(page, "{%p else %}", LEFT)
    per_class = table(page, counted, 12)
    loop(per_class, counted, "counts", 12)
    add_row(per_class, counted, [f"{{{{ whole.{key} }}}}" for key in keys], 12, bold=True)
    say(page, "{%p endif %}", LEFT)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def class_table(page: Document, language: str) -> None:
    """The columns of the categories come from the values: as many as this person may see."""
    title(page, language, text("papers.class_table.title", language, class_name="{{ class_name }}"))
    heads = (
        Head(heading("number", language), 0.7, "{{ row.number }}"),
        Head(heading("name", language), 6.2, "{{ row.name }}", LEFT),
        Head("{%tc for one in columns %}", 0.64, "{%tc for tick in row.ticks %}"),
        Head("{{ one }}", 0.64, "{{ tick }}", upright=True),
        Head("{%tc endfor %}", 0.64, "{%tc endfor %}"),
        Head(heading("mother_education", language), 2.4, "{{ row.mother }}"),
        Head(heading("father_education", language), 2.4, "{{ row.father }}"),
    )
    drawn = table(page, heads, 9)
    drawn.rows[0].height = Cm(4.7)
    loop(drawn, heads, "rows", 9)
    total = text("papers.row.total", language)
    marks = ("{%tc for number in totals %}", "{{ number }}", "{%tc endfor %}")
    add_row(drawn, heads, ("", total, *marks, "", ""), 9, bold=True)
    notes(page)
    signatures(page, language, "teacher", "pedagogue")


def comparison(page: Document, language: str) -> None:
    words = text("papers.comparison.title", language, before="{{ year_before }}", year="{{ year }}")
    title(page, language, words, with_year=False)
    first = (
        Head(heading("number", language), 1.0, "{{ row.number }}"),
        Head(heading("category", language), 9.6, "{{ row.name }}", LEFT),
    )
    heads = [*first, *four("pupils", language), *four("families", language)]
    drawn = table(page, heads, 11, rows=2)
    for place, key in ((2, "pupils"), (6, "families")):
        over = drawn.cell(0, place).merge(drawn.cell(0, place + 3))
        put(over, heading(key, language), CENTRE, 11, bold=True)
    for place in (0, 1):
        drawn.cell(0, place).merge(drawn.cell(1, place))
        tidy(drawn.cell(0, place))
        drawn.cell(0, place).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    loop(drawn, heads, "rows", 11)
    notes(page)
    signatures(page, language, "director", "pedagogue")


def four(what: str, language: str) -> list[Head]:
    """Both years, the difference and its percent."""
    words = ("{{ year_before }}", "{{ year }}", heading("difference", language), heading("change", language))
    keys = ("before", "now", "difference", "percent")
    widths = (1.5, 1.5, 2.1, 2.2)
    drawn = zip(words, widths, keys, strict=True)
    return [Head(word, width, f"{{{{ row.{what}_{key} }}}}") for word, width, key in drawn]


def tidy(cell: _Cell) -> None:
    """Merging leaves empty paragraphs behind."""
    for line in cell.paragraphs:
        if not line.text and len(cell.paragraphs) > 1:
            line._p.getparent().remove(line._p)


FORMS: dict[Paper, Callable[[Document, str], None]] = {
    Paper.SCHOOL_PASSPORT: school_passport,
    Paper.CLASS_PASSPORT: class_passport,
    Paper.PUPILS_REGISTER: pupils_register,
    Paper.CATEGORY_LIST: category_list,
    Paper.CLASS_TABLE: class_table,
    Paper.COMPARISON: comparison,
}

if __name__ == "__main__":
    main()
