"""Formatted text: entities counted in UTF-16 units, trimming, and what clients find by themselves."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.refusals import bad_request

MESSAGE_LENGTH = 4096
CAPTION_LENGTH = 1024
RAW_BYTES = 32768
SPACES = " \t\r\n\v\0"

_FOUND = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]]|\bt\.me/[\w/?=&-]+")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    ("bot_command", re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{4,32}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """One stretch of formatted text; offset and length are UTF-16 units."""

    type: str
    offset: int
    length: int
    extra: tuple[tuple[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "offset": self.offset, "length": self.length, **dict(self.extra)}

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text as Telegram keeps it."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or "" when it is not one that it would open."""
    if re.match(r"(tg|ton|mailto|tel):", url):
        return url
    full = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _is_host(host):
        return ""
    return full if parts.path else f"{full}/"


def _is_host(host: str) -> bool:
    if not re.fullmatch(r"[\w.-]+", host):
        return False
    return "." in host.strip(".") or host == "localhost"


def trimmed(formatted: FormattedText) -> FormattedText:
    """Without white space at both ends, with the entities moved and cut to fit."""
    text = formatted.text
    kept = text.strip(SPACES)
    begin = utf16_length(text[: len(text) - len(text.lstrip(SPACES))]) if kept else 0
    moved = (_cut(entity, begin, utf16_length(kept)) for entity in formatted.entities)
    return FormattedText(kept, tuple(sorted((entity for entity in moved if entity.length > 0), key=_order)))


def _cut(entity: Entity, begin: int, length: int) -> Entity:
    start = min(max(entity.offset - begin, 0), length)
    return replace(entity, offset=start, length=min(max(entity.end - begin, 0), length) - start)


def _order(entity: Entity) -> tuple[int, int]:
    return entity.offset, -entity.length


def with_found(formatted: FormattedText) -> FormattedText:
    """Adds what Telegram finds by itself: links, mails, commands, mentions, hashtags."""
    taken = list(formatted.entities)
    for kind, pattern in _FOUND:
        for match in pattern.finditer(formatted.text):
            entity = _found(kind, formatted.text, match)
            if not any(_clashes(entity, other) for other in taken):
                taken.append(entity)
    return FormattedText(formatted.text, tuple(sorted(taken, key=_order)))


def _found(kind: str, text: str, match: re.Match[str]) -> Entity:
    return Entity(kind, utf16_length(text[: match.start()]), utf16_length(match.group()))


def _clashes(found: Entity, other: Entity) -> bool:
    overlaps = found.offset < other.end and other.offset < found.end
    return overlaps and other.type not in (
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
    )


def settled(formatted: FormattedText, limit: int, words: str) -> FormattedText:
    """The text as it is stored: trimmed, not too long, with the found entities."""
    kept = trimmed(formatted)
    if len(kept.text) > limit:
        raise bad_request(words)
    return with_found(kept)
