"""What kind of file was sent: its first bytes say it, whatever name it bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Refusal
from bot.core.sent_files import (
    HEIC_BRANDS,
    MOST_BYTES,
    EmptyFile,
    FileTooLarge,
    NoPaper,
    PictureOfPhone,
    SentKind,
    check_size,
    kind_of,
)

JPEG, PNG = b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n\x00"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 "


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (JPEG, SentKind.JPEG),
        (PNG, SentKind.PNG),
        (WEBP, SentKind.WEBP),
        (b"%PDF-1.7\n", SentKind.PDF),
        (b"\xef\xbb\xbf%PDF-1.4", SentKind.PDF),
        (b"HTTP header of a scanner\r\n" + b"%PDF-1.4", SentKind.PDF),
    ],
)
def test_papers(content: bytes, kind: SentKind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"PK\x03\x04word/document.xml", NoPaper),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NoPaper),
        (b"GIF89a", NoPaper),
        (b"BM\x36", NoPaper),
        (b"II*\x00", NoPaper),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", NoPaper),
        (b"\x00\x00\x00\x18ftypmp42\x00", NoPaper),
        (b"\x00\x00\x00\x18ftypisom\x00", NoPaper),
        ("анықтама".encode(), NoPaper),
        (b"\xff\xd8", NoPaper),
        (b" " * 1024 + b"%PDF-1.7", NoPaper),
        (JPEG + bytes(MOST_BYTES), FileTooLarge),
    ],
)
def test_what_is_no_paper(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        kind_of(content)


@pytest.mark.parametrize("brand", HEIC_BRANDS)
def test_pictures_of_phones_are_named(brand: bytes) -> None:
    with pytest.raises(PictureOfPhone):
        kind_of(b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00")


def test_the_limit_of_telegram() -> None:
    check_size(MOST_BYTES)
    with pytest.raises(FileTooLarge) as refusal:
        check_size(MOST_BYTES + 1)
    assert refusal.value.words == {"limit": 20}
    assert len(JPEG + bytes(MOST_BYTES - len(JPEG))) == MOST_BYTES
    assert kind_of(JPEG + bytes(MOST_BYTES - len(JPEG))) is SentKind.JPEG


@given(st.binary(max_size=200))
def test_any_bytes_are_a_paper_or_refused(content: bytes) -> None:
    try:
        kind = kind_of(content)
    except Refusal:
        return
    assert kind in SentKind
