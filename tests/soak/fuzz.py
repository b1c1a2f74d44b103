"""What somebody may write, send and press: words and files by chance, the same for the same seed."""

import io
import random
import zipfile
from collections.abc import Callable

from bot.sandbox.persons import Document, Photo

Thing = str | Document | Photo
LETTERS = "абвгғдежзийкқлмнңоөпрстуұүфхһцчшыіэюяABCxyz0123456789 -_.,:;!?«»\"'/<>&{}%$#@\n\t🙂👩‍👧\u200b\u202e\u0301"
SAYINGS = (
    "сәлем", "привет", "иә", "да", "жоқ", "?", "0", "1", "-1", "7Ә", "7 «А»", "2026", "32.13.2026", "завтра",
    "/menu", "/help", "/status", "/cancel", "/language", "/start", "/start x", "/start " + "A" * 22, "/nothing",
    "//", "<b>", "</b>", "&amp;", "{name}", "%(name)s", "None", "null", "' OR 1=1 --", "080101500005",
    "+7 700 123 45 67", "a" * 4096, "ә" * 5000, "\u202eabc", "1" * 40, "ahmetov", "Ахметов, Сейтова Айша",
    "7Ә\nАхметов Ерлан\nСейтова Айша",
)  # fmt: skip


def things(chance: random.Random) -> Thing:
    kinds: tuple[Callable[[random.Random], Thing], ...] = (saying, saying, letters, letters, document, photo)
    return chance.choice(kinds)(chance)


def saying(chance: random.Random) -> str:
    return chance.choice(SAYINGS)


def letters(chance: random.Random) -> str:
    """Never empty, as Telegram's apps do not send that."""
    return "ы" + "".join(chance.choices(LETTERS, k=chance.randint(0, 120)))


def document(chance: random.Random) -> Document:
    name = chance.choice(
        ("a.xlsx", "a.xls", "a.csv", "a.docx", "a.pdf", "a", "", "мектеп.XLSX", "a.xlsm", "a.zip")
    )
    return Document(chance.choice((_bytes, _empty, _zip, _bomb, _lines))(chance), name or "file", "")


def photo(chance: random.Random) -> Photo:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (20, 20), (chance.randrange(256), 0, 0)).save(picture, "PNG")
    return Photo(picture.getvalue())


def _bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 2000))


def _empty(_: random.Random) -> bytes:
    return b""


def _zip(chance: random.Random) -> bytes:
    """A zip that is no office file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", chance.randbytes(50))
    return packed.getvalue()


def _bomb(_: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return packed.getvalue()


def _lines(chance: random.Random) -> bytes:
    return "\n".join(";".join(letters(chance).split()) for _ in range(5)).encode()
