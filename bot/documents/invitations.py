"""The class teachers' links on paper: a page a class, with the link, its QR picture and how to open it."""

from io import BytesIO

from docx.shared import Cm
from docxtpl import InlineImage

from bot.core.office import InvitationSheet, LinkCard
from bot.core.ports import File
from bot.documents.pdf import to_pdf
from bot.documents.qr import qr_picture
from bot.documents.word import FOLDER, WordForm, filled
from bot.documents.wording import date_printed
from bot.texts import text

TEMPLATE = "invitation_sheet.docx"
QR_SIDE = Cm(6.5)


def invitation_sheet(sheet: InvitationSheet, as_pdf: bool) -> File:
    """The sheet as Word, or as PDF where LibreOffice is there."""
    form = WordForm(BytesIO((FOLDER / sheet.language / TEMPLATE).read_bytes()))
    word = filled(form, _values(form, sheet))
    name = text("staff.sheet.file", sheet.language, year=str(sheet.school.year))
    return File(f"{name}.pdf", to_pdf(word)) if as_pdf else File(f"{name}.docx", word)


def _values(form: WordForm, sheet: InvitationSheet) -> dict[str, object]:
    school = sheet.school
    cards = [_card(form, card, sheet.language) for card in sheet.cards]
    return {"school": school.name(sheet.language), "place": school.place, "cards": cards}


def _card(form: WordForm, card: LinkCard, language: str) -> dict[str, object]:
    return {
        "class_name": card.class_name.quoted,
        "name": card.name,
        "link": card.link,
        "valid_until": date_printed(card.valid_until, language),
        "qr": InlineImage(form, BytesIO(qr_picture(card.link).content), width=QR_SIDE),
    }
