"""Telegram's two Markdown parse modes, as far as their errors matter: this project writes HTML."""

import re

from bot.sandbox.entities import Entity, FormattedText, checked_link, utf16_length
from bot.sandbox.refusals import Refused, bad_request

_LEGACY = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}
_MODERN = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}
_RESERVED = "_*[]()~`>#+-=|{}.!"
_TARGET = re.compile(r"\(([^)]*)\)")


def parse_markdown(text: str) -> FormattedText:
    return _Reader(text, _LEGACY, reserved="").read()


def parse_markdown_v2(text: str) -> FormattedText:
    return _Reader(text, _MODERN, reserved=_RESERVED).read()


class _Reader:
    def __init__(self, text: str, marks: dict[str, str], reserved: str) -> None:
        self.text = text
        self.marks = sorted(marks, key=len, reverse=True)
        self.kinds = marks
        self.reserved = reserved
        self.at = 0
        self.length = 0
        self.result: list[str] = []
        self.entities: list[Entity] = []
        self.open: list[tuple[str, int, int]] = []

    def read(self) -> FormattedText:
        while self.at < len(self.text):
            self._step()
        if self.open:
            raise self._unended(self.open[-1][2])
        return FormattedText("".join(self.result), tuple(self.entities))

    def _step(self) -> None:
        character = self.text[self.at]
        if character == "\\" and self._escapes(self.text[self.at + 1 : self.at + 2]):
            self._emit(self.text[self.at + 1], 2)
        elif mark := self._mark():
            self._toggle(mark)
        elif character == "[" and not self._in_code():
            self.open.append(("[", self.length, self.at))
            self.at += 1
        elif character == "]" and self.open and self.open[-1][0] == "[":
            self._link()
        elif character in self.reserved and not self._in_code():
            words = f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            raise bad_request(f"can't parse entities: {words}")
        else:
            self._emit(character, 1)

    def _escapes(self, following: str) -> bool:
        return bool(following) and following in (self.reserved + "\\" if self.reserved else "_*`[")

    def _emit(self, piece: str, width: int) -> None:
        self.result.append(piece)
        self.length += utf16_length(piece)
        self.at += width

    def _in_code(self) -> bool:
        return bool(self.open) and self.open[-1][0] in ("`", "```")

    def _mark(self) -> str:
        """The mark at this place; inside code, and in the old mode inside anything, only the closing one."""
        closing_only = self.open and (self._in_code() or not self.reserved)
        marks = [self.open[-1][0]] if closing_only else self.marks
        return next((mark for mark in marks if mark != "[" and self.text.startswith(mark, self.at)), "")

    def _toggle(self, mark: str) -> None:
        if self.open and self.open[-1][0] == mark:
            _, offset, _ = self.open.pop()
            self._add(self.kinds[mark], offset)
        else:
            self.open.append((mark, self.length, self.at))
        self.at += len(mark)

    def _add(self, kind: str, offset: int, *extra: tuple[str, str]) -> None:
        if self.length > offset:
            self.entities.append(Entity(kind, offset, self.length - offset, extra))

    def _link(self) -> None:
        _, offset, _ = self.open.pop()
        self.at += 1
        target = _TARGET.match(self.text, self.at)
        if target is None:
            return
        self.at = target.end()
        if link := checked_link(target.group(1)):
            self._add("text_link", offset, ("url", link))

    def _unended(self, position: int) -> Refused:
        byte = len(self.text[:position].encode())
        return bad_request(
            f"can't parse entities: Can't find end of the entity starting at byte offset {byte}"
        )
