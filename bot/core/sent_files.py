"""Files that people send as papers: what kind of file it is by its first bytes, and what can not be taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.errors import Refusal

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_FILES = 20
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
# Some programs write a line of their own before the header of a PDF.
PDF_HEADER_WITHIN = 1024


class SentKind(StrEnum):
    """What can be taken as a paper; the value ends the file's name."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was looked at and lies in the cabinet."""

    place: str
    kind: SentKind
    size: int
    pages: int


class FileTooLarge(Refusal):
    key = "sent_files.too_large"

    def __init__(self) -> None:
        super().__init__(limit=MOST_BYTES // MEGABYTE)


class EmptyFile(Refusal):
    key = "sent_files.empty"


class NoPaper(Refusal):
    """Neither a picture nor a PDF."""

    key = "sent_files.no_paper"


class PictureOfPhone(Refusal):
    """A picture in the format of some phones, which the school's computers can not show."""

    key = "sent_files.heic"


class LockedPdf(Refusal):
    """It opens with a password only."""

    key = "sent_files.locked_pdf"


class BrokenPdf(Refusal):
    key = "sent_files.broken_pdf"


class NotFetched(Refusal):
    """Telegram did not hand the file over."""

    key = "sent_files.not_fetched"


class AlreadyThere(Refusal):
    """This very file was sent to this paper before."""

    key = "sent_files.already_there"


class TooManyFiles(Refusal):
    key = "sent_files.too_many"


class WordsExpected(Refusal):
    """A file came where an answer is to be written or tapped."""

    key = "sent_files.words_expected"


class Spoken(Refusal):
    key = "sent_files.voice"


class Filmed(Refusal):
    key = "sent_files.video"


class NoFile(Refusal):
    """A sticker, a contact, a place on the map."""

    key = "sent_files.no_file"


class NothingAsked(Refusal):
    """A file came out of the blue."""

    key = "sent_files.nothing_asked"


def check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise FileTooLarge()


def kind_of(content: bytes) -> SentKind:
    """By the first bytes, whatever name the file bears; refuses what is no paper."""
    check_size(len(content))
    if not content:
        raise EmptyFile()
    if content[4:8] == b"ftyp" and content[8:12].lower() in HEIC_BRANDS:
        raise PictureOfPhone()
    for kind, fits in _SIGNS.items():
        if fits(content):
            return kind
    raise NoPaper()


_SIGNS: Mapping[SentKind, Callable[[bytes], bool]] = {
    SentKind.JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    SentKind.PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    SentKind.WEBP: lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP",
    SentKind.PDF: lambda content: b"%PDF-" in content[:PDF_HEADER_WITHIN],
}
