"""What somebody may write, send and press: words and files by chance, the same for the same seed."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image
from pypdf import PdfWriter

from bot.core.sent_files import MOST_BYTES
from bot.sandbox.persons import Document, Media, Photo, Place


@dataclass(frozen=True)
class Album:
    """Chosen together and sent with one tap."""

    things: tuple[Document, ...] | tuple[Photo, ...]


@dataclass(frozen=True)
class Contact:
    number: str


Thing = str | Document | Photo | Media | Place | Album | Contact
LETTERS = "абвгғдежзийкқлмнңоөпрстуұүфхһцчшыіэюяABCxyz0123456789 -_.,:;!?«»\"'/<>&{}%$#@\n\t🙂👩‍👧\u200b\u202e\u0301"
SAYINGS = (
    "сәлем", "привет", "иә", "да", "жоқ", "?", "0", "1", "-1", "7Ә", "7 «А»", "2026", "32.13.2026", "завтра",
    "/menu", "/help", "/status", "/cancel", "/language", "/start", "/start x", "/start " + "A" * 22, "/nothing",
    "//", "<b>", "</b>", "&amp;", "{name}", "%(name)s", "None", "null", "' OR 1=1 --", "080101500005",
    "+7 700 123 45 67", "a" * 4096, "ә" * 5000, "\u202eabc", "1" * 40, "ahmetov", "Ахметов, Сейтова Айша",
    "7Ә\nАхметов Ерлан\nСейтова Айша", "18.01.2014", "18 янв 2014", "мамасымын", "41 000 тг", "KZ86125KZT1001300446",
    "Тірек көшесі 5", "берілсін", "5 1 1", "07.09.2026 15:00", "жетеді", "№ 12, 05.03.2025", "files:1,2", "later",
    "none", "/children", "/start class-link", "😀" * 30, "3 3 3 3", "-", "жоқ, әзірге", "да. Да! ДА", "\u0000x",
)  # fmt: skip
NAMES = (
    "a.xlsx",
    "a.xls",
    "a.csv",
    "a.docx",
    "a.pdf",
    "a",
    "",
    "мектеп.XLSX",
    "a.xlsm",
    "a.zip",
    "a.heic",
    "a.jpg",
)
FILMS = ("voice", "audio", "video", "video_note", "animation", "sticker")
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
LOCK = "құпия сөз"


def things(chance: random.Random) -> Thing:
    kinds: tuple[Callable[[random.Random], Thing], ...] = (
        saying, saying, saying, letters, letters, document, document, photo, photo, film, album, elsewhere,
    )  # fmt: skip
    return chance.choice(kinds)(chance)


def saying(chance: random.Random) -> str:
    return chance.choice(SAYINGS)


def letters(chance: random.Random) -> str:
    """Never empty, as Telegram's apps do not send that."""
    return "ы" + "".join(chance.choices(LETTERS, k=chance.randint(0, 120)))


def document(chance: random.Random) -> Document:
    makers = (_bytes, _empty, _zip, _bomb, _lines, _heic, _pdf, _pages, _locked, _cut, _png)
    content = chance.choice(makers)(chance)
    # Some claim to be larger than a bot can fetch.
    size = MOST_BYTES + chance.randint(0, 2) if chance.random() < 0.1 else None
    return Document(content, chance.choice(NAMES) or "file", "", size=size)


def photo(chance: random.Random) -> Photo:
    return Photo(_png(chance))


def film(chance: random.Random) -> Media:
    return Media(chance.choice(FILMS), _bytes(chance))


def album(chance: random.Random) -> Album:
    """Photos, or files of any kind."""
    number = chance.randint(2, 10)
    if chance.random() < 0.5:
        return Album(tuple(photo(chance) for _ in range(number)))
    return Album(tuple(document(chance) for _ in range(number)))


def elsewhere(chance: random.Random) -> Place | Contact:
    return chance.choice((Place(43.25, 76.9), Contact("+77001234567")))


def _bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 2000))


def _empty(_: random.Random) -> bytes:
    return b""


def _heic(chance: random.Random) -> bytes:
    return HEIC + chance.randbytes(200)


def _png(chance: random.Random) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), (chance.randrange(256), 0, 0)).save(picture, "PNG")
    return picture.getvalue()


def _pdf(chance: random.Random) -> bytes:
    return pdf(1) + b"\n%" + str(chance.randrange(50)).encode()


def _pages(chance: random.Random) -> bytes:
    return pdf(chance.randint(2, 9))


def _locked(_: random.Random) -> bytes:
    return pdf(1, LOCK)


def _cut(_: random.Random) -> bytes:
    """It begins like one and is none."""
    return pdf(2)[:200]


@cache
def pdf(pages: int, password: str = "") -> bytes:
    written, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(written)
    return written.getvalue()


def _zip(chance: random.Random) -> bytes:
    """A zip that is no office file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", chance.randbytes(50))
    return packed.getvalue()


def _bomb(_: random.Random) -> bytes:
    return _packed_bomb()


@cache
def _packed_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return packed.getvalue()


def _lines(chance: random.Random) -> bytes:
    return "\n".join(";".join(letters(chance).split()) for _ in range(5)).encode()


def described(thing: Thing) -> str:
    match thing:
        case Document():
            return f"{thing.name} of {thing.size or len(thing.content)} bytes"
        case Photo() | Media():
            return thing.kind if isinstance(thing, Media) else "a photo"
        case Album():
            return "an album of " + ", ".join(described(one) for one in thing.things)
        case str():
            return repr(thing[:80])
        case _:
            return repr(thing)
