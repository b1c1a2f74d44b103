"""Draws the Word form of the class teachers' links anew: templates/<language>/invitation_sheet.docx."""

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from bot.texts import text

FOLDER = Path(__file__).parent
LANGUAGES = ("kk", "ru", "ky")
STEPS = ("first", "second", "third")


def main() -> None:
    for language in LANGUAGES:
        page = blank()
        draw(page, language)
        page.save(str(FOLDER / language / "invitation_sheet.docx"))


def blank() -> Document:
    """An A4 page with the office's margins, Times New Roman 12."""
    page = docx.Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        normal.element.rPr.rFonts.set(qn(script), "Times New Roman")
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    return page


def draw(page: Document, language: str) -> None:
    """A page for each card: the paragraphs with for and endfor go when the form is filled in."""
    page.add_paragraph("{%p for card in cards %}")
    say(page, "{{ school }}", bold=True).paragraph_format.page_break_before = True
    say(page, "{{ place }}", after=28)
    say(page, text("staff.sheet.title", language), bold=True, size=16, after=8)
    say(
        page,
        text("staff.sheet.class", language, class_name="{{ card.class_name }}"),
        bold=True,
        size=28,
        after=4,
    )
    say(page, "{{ card.name }}", size=14, after=16)
    say(page, text("staff.sheet.what", language), align=ALIGN.JUSTIFY, after=18)
    say(page, "{{ card.qr }}", after=6)
    say(page, "{{ card.link }}", after=18)
    say(page, text("staff.sheet.how", language), bold=True, align=ALIGN.LEFT, after=6)
    for number, step in enumerate(STEPS, start=1):
        say(page, f"{number}. {text(f'staff.sheet.step.{step}', language)}", align=ALIGN.LEFT, after=4)
    valid = text("staff.sheet.valid", language, valid_until="{{ card.valid_until }}")
    say(page, valid, bold=True, align=ALIGN.LEFT).paragraph_format.space_before = Pt(14)
    page.add_paragraph("{%p endfor %}")


def say(
    page: Document,
    words: str,
    align: ALIGN = ALIGN.CENTER,
    bold: bool = False,
    size: float = 12,
    after: float = 0,
) -> Paragraph:
    line = page.add_paragraph()
    line.alignment = align
    line.paragraph_format.space_after = Pt(after)
    run = line.add_run(words)
    run.bold, run.font.size = bold or None, Pt(size)
    return line


if __name__ == "__main__":
    main()
