"""The sheet with the class teachers' links: a page a class, each with its own link and picture."""

from datetime import date
from io import BytesIO

import docx
import pytest

from bot.core.office import InvitationSheet, LinkCard
from bot.core.school import ClassName, School, SchoolYear
from bot.documents.invitations import invitation_sheet

SCHOOL = School("«Тіректі» мектебі <КММ>", "КГУ «Школа»", "Тіректі ауылы", year=SchoolYear(2026))
UNTIL = date(2026, 9, 21)
CARDS = (
    LinkCard(
        ClassName(7, "Ә"), "https://t.me/tirek_bot?start=aaaaaaaaaaaaaaaaaaaaaa", UNTIL, "Үлгіева & Үміт"
    ),
    LinkCard(ClassName(11, "Б"), "https://t.me/tirek_bot?start=bbbbbbbbbbbbbbbbbbbbbb", UNTIL),
)


def lines_of(language: str, cards: tuple[LinkCard, ...] = CARDS) -> list[str]:
    file = invitation_sheet(InvitationSheet(SCHOOL, language, cards), as_pdf=False)
    assert file.name.endswith(" 2026-2027.docx")
    return [paragraph.text for paragraph in docx.Document(BytesIO(file.content)).paragraphs]


@pytest.mark.parametrize(
    ("language", "school", "class_words"),
    [
        ("kk", SCHOOL.name_kk, "7 «Ә» сынып"),
        ("ru", SCHOOL.name_ru, "7 «Ә» класс"),
        ("ky", SCHOOL.name_kk, "7 «Ә» класс"),
    ],
)
def test_each_class_has_its_page(language: str, school: str, class_words: str) -> None:
    lines = lines_of(language)
    assert lines.count(school) == 2
    for expected in (class_words, "Үлгіева & Үміт", CARDS[0].link, CARDS[1].link):
        assert lines.count(expected) == 1
    assert sum("21.09.2026" in line for line in lines) == 2
    assert not any("{{" in line or "{%" in line for line in lines)


def test_pages_begin_anew_and_carry_pictures() -> None:
    file = invitation_sheet(InvitationSheet(SCHOOL, "kk", CARDS), as_pdf=False)
    document = docx.Document(BytesIO(file.content))
    assert sum(bool(one.paragraph_format.page_break_before) for one in document.paragraphs) == 2
    assert len(document.inline_shapes) == 2
    pictures = {part.blob for part in document.part.package.iter_parts() if part.content_type == "image/png"}
    assert len(pictures) == 2


def test_the_form_has_the_margins_of_the_office() -> None:
    file = invitation_sheet(InvitationSheet(SCHOOL, "ru", CARDS[:1]), as_pdf=False)
    section = docx.Document(BytesIO(file.content)).sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.cm, 1) for side in sides if side] == [3.0, 1.5, 2.0, 2.0]
