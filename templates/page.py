"""The page of a Word form: its margins, its font, its footer, and lines of words."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot.texts import text

Align = WD_PARAGRAPH_ALIGNMENT
CENTRE, LEFT, RIGHT = Align.CENTER, Align.LEFT, Align.RIGHT
BOTH = Align.JUSTIFY
LONG, SHORT = 29.7, 21.0
SIDES = 4.5


def blank(language: str, landscape: bool, marked: bool = True) -> Document:
    """An A4 page with the office's margins, Times New Roman 12, and the footer, with the marks of the issue."""
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
    footer(section, language, (LONG if landscape else SHORT) - SIDES, marked)
    return page


def footer(section: Section, language: str, width: float, marked: bool) -> None:
    """Date, revision and number of the issue on the left, the page on the right.

    A paper with a number of its own has no marks: two numbers on it would be taken for each other.
    """
    line = section.footer.paragraphs[0]
    line.style = "Normal"
    line.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    marks = {key: f"{{{{ {key} }}}}" for key in ("made_on", "revision", "number")}
    add(line, text("papers.footer", language, **marks) if marked else "", 9)
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
