"""Telegram's HTML parse mode: tags into entities, and its errors with offsets in bytes."""

import re
from dataclasses import dataclass

from bot.sandbox.entities import SPACES, Entity, FormattedText, checked_link, utf16_length
from bot.sandbox.refusals import Refused, bad_request

_SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_TAGS = {*_SIMPLE, "a", "code", "pre", "blockquote", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ESCAPE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def parse_html(text: str) -> FormattedText:
    """Raises Refused with Telegram's words when the markup is wrong."""
    reader = _Reader(text)
    while reader.at < len(text):
        reader.step()
    if reader.open:
        raise _wrong(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    plain = tuple(Entity(e.type, e.offset, e.length) if e.type == "code" else e for e in reader.entities)
    return FormattedText("".join(reader.result), plain)


def _wrong(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")


class _Reader:
    """Walks through the text once; `length` is what came out so far, in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.length = 0
        self.result: list[str] = []
        self.entities: list[Entity] = []
        self.open: list[_Open] = []

    def step(self) -> None:
        character = self.text[self.at]
        if character == "&" and (match := _ESCAPE.match(self.text, self.at)):
            self._emit(_unescaped(match))
            self.at = match.end()
        elif character != "<":
            self._emit(character)
            self.at += 1
        else:
            self._tag()

    def _emit(self, piece: str) -> None:
        self.result.append(piece)
        self.length += utf16_length(piece)

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._here() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)
        self.at += 1

    def _here(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else "\0"

    def _skip(self, until: str) -> str:
        """Reads up to one of the characters, or the end."""
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in until:
            self.at += 1
        return self.text[begin : self.at]

    def _skip_spaces(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in SPACES:
            self.at += 1

    def _byte(self, position: int) -> int:
        return len(self.text[:position].encode("utf-8", "surrogatepass"))

    def _ended(self) -> bool:
        return self.at >= len(self.text)

    def _start_tag(self, begin: int) -> None:
        tag = self._skip(SPACES + ">").lower()
        if self._ended():
            raise self._unclosed(begin)
        if tag not in _TAGS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while self._here() != ">":
            self._skip_spaces()
            if self._here() != ">":
                argument = _argument(tag, *self._attribute(tag, begin)) or argument
        if tag == "span" and argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, argument, self.length, len(self.result)))

    def _unclosed(self, begin: int) -> Refused:
        return _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._skip(SPACES + "=>")
        if not name and not self._ended():
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_spaces()
        value = "1"
        if self._here() == "=":
            self.at += 1
            self._skip_spaces()
            value = self._value()
        if self._ended():
            raise self._unclosed(begin)
        return name.lower(), value

    def _value(self) -> str:
        quote = self._here()
        if quote not in "'\"":
            return self._name_token()
        self.at += 1
        value = self._skip(quote)
        self.at += 1
        return _ESCAPE.sub(_unescaped, value)

    def _name_token(self) -> str:
        begin = self.at
        match = re.compile(r"[A-Za-z0-9.-]*").match(self.text, begin)
        self.at = match.end() if match else begin
        if self._here() not in SPACES + ">":
            raise _wrong(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self.text[begin : self.at].lower()

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 1
        name = self._skip(SPACES + ">")
        self._skip_spaces()
        if self._here() != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.open.pop()
        if name and name != opened.tag:
            found = f'expected "</{opened.tag}>", found "</{name}>"'
            raise _wrong(f"Unmatched end tag at byte offset {self._byte(begin)}, {found}")
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.offset
        if opened.tag in _SIMPLE:
            self.entities.append(Entity(_SIMPLE[opened.tag], opened.offset, length))
        elif opened.tag == "blockquote":
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.entities.append(Entity(kind, opened.offset, length))
        elif opened.tag == "a":
            self._close_link(opened, length)
        elif opened.tag == "tg-emoji":
            emoji = (("custom_emoji_id", opened.argument),)
            self.entities.append(Entity("custom_emoji", opened.offset, length, emoji))
        else:
            self._close_code(opened, length)

    def _close_link(self, opened: _Open, length: int) -> None:
        link = checked_link(opened.argument or "".join(self.result[opened.begin :]))
        if link:
            self.entities.append(Entity("text_link", opened.offset, length, (("url", link),)))

    def _close_code(self, opened: _Open, length: int) -> None:
        """`pre` and `code` around the same text make one entity, with the language of `code`."""
        language = (("language", opened.argument),) if opened.argument else ()
        entity = Entity(opened.tag, opened.offset, length, language)
        last = self.entities[-1] if self.entities else None
        if (
            last
            and {last.type, entity.type} == {"pre", "code"}
            and (last.offset, last.length) == (entity.offset, length)
        ):
            entity = Entity("pre", opened.offset, length, last.extra or language)
            self.entities.pop()
        self.entities.append(entity)


def _argument(tag: str, name: str, value: str) -> str:
    """What the attribute means for this tag; "" when it means nothing."""
    wanted = {
        "a": "href",
        "blockquote": "expandable",
        "tg-emoji": "emoji-id",
        "code": "class",
        "span": "class",
    }
    if wanted.get(tag) != name:
        return ""
    prefix = {"code": "language-", "span": "tg-"}.get(tag, "")
    return value.removeprefix(prefix) if value.startswith(prefix) else ""


def _unescaped(match: re.Match[str]) -> str:
    hexadecimal, decimal, named = match.groups()
    if named:
        return _NAMED[named]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x110000 else match.group()
