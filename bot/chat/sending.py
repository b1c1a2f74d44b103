"""What a person sends instead of words, told apart as Telegram does it."""

from dataclasses import dataclass
from enum import Enum, auto

from aiogram.types import Message


class SentAs(Enum):
    """As a picture, as a file, spoken, filmed, or as something that is no file of one's own."""

    PHOTO = auto()
    FILE = auto()
    VOICE = auto()
    VIDEO = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Sent:
    """`size` is what Telegram says, 0 where it says nothing."""

    kind: SentAs
    file_id: str = ""
    size: int = 0


def sent_in(message: Message) -> Sent | None:
    """None for a text. An animation also comes with the document that it was before, so it is asked about first."""
    if message.text is not None:
        return None
    if message.animation or message.video or message.video_note:
        return Sent(SentAs.VIDEO)
    if message.voice or message.audio:
        return Sent(SentAs.VOICE)
    if message.photo:
        largest = message.photo[-1]
        return Sent(SentAs.PHOTO, largest.file_id, largest.file_size or 0)
    if message.document:
        return Sent(SentAs.FILE, message.document.file_id, message.document.file_size or 0)
    return Sent(SentAs.OTHER)
