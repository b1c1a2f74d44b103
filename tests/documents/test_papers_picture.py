"""The picture of the passport: its size for a phone, its words, and its letters."""

from dataclasses import replace
from io import BytesIO

import pytest
import typst
from PIL import Image

from bot.core.papers import LANGUAGES, Format, Paper
from bot.core.people import Role
from bot.documents.making import content_of, make
from bot.documents.picture import SOURCE, drawn
from tests.documents.requests import request

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_fits_a_chat(language: str) -> None:
    made = make(Paper.PASSPORT_PICTURE, Format.PICTURE, request(Paper.PASSPORT_PICTURE, language))
    width, height = Image.open(BytesIO(made.content)).size
    assert 1000 < width < 1300
    assert width + height < 10_000
    assert made.name.endswith("2026-2027.png")


def test_the_picture_says_what_the_passport_says() -> None:
    shown = drawn(content_of(Paper.PASSPORT_PICTURE, request(Paper.PASSPORT_PICTURE)), "kk")
    rows = shown["rows"]
    assert isinstance(rows, list)
    assert rows[0]["count"] == "6 / 5"
    assert [row["kind"] for row in rows[:3]] == ["all", "heading", "row"]
    large = next(row for row in rows if row["name"] == "Көп балалы отбасы")
    assert (large["number"], large["count"], large["percent"]) == ("5", "2 / 1", "33,3")
    assert "Әлі енбеген сыныптар: 1А, 1Ә." in str(shown["notes"])


def test_a_restricted_number_is_not_in_the_picture() -> None:
    asked = replace(request(Paper.PASSPORT_PICTURE, "ky"), viewer_roles=frozenset({Role.CLASS_TEACHER}))
    rows = drawn(content_of(Paper.PASSPORT_PICTURE, asked), "ky")["rows"]
    assert isinstance(rows, list)
    assert [row["count"] for row in rows if row.get("number") in ("13", "14")] == ["—", "—"]


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_fonts_that_come_along_have_every_kazakh_letter(weight: str) -> None:
    """Each letter is drawn, and none like another or like the box of a missing one."""
    fonts = '("Libertinus Serif", "DejaVu Sans Mono")'
    assert fonts in SOURCE.read_text()
    font = f'#set text(font: {fonts}, weight: "{weight}")'
    page = "#set page(width: 20pt, height: 20pt, margin: 2pt)\n"
    pictures = {
        typst.compile((page + font + "\n" + letter).encode(), format="png", ignore_system_fonts=True)
        for letter in (*LETTERS, "\U000e0fff")
    }
    assert len(pictures) == len(LETTERS) + 1
