"""Screens and addresses: a screen is text and buttons, and a button says where it leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, ClassVar, Literal, Self

from aiogram.filters.callback_data import MAX_CALLBACK_LENGTH, CallbackData
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from bot.core.access import Action

Style = Literal["primary", "success", "danger"]
LABEL_LENGTH = 28
ROWS = 8
LARGEST_NUMBER = 2**63


class Address(CallbackData, prefix="-"):
    """What a button opens or does, on which record; `action` is what its presser must be allowed to do."""

    action: ClassVar[Action] = Action.TALK

    def pack(self) -> str:
        """As aiogram packs it, without its detour over a dictionary: a screen has twenty addresses."""
        fields = self.__dict__.items()
        packed = ":".join(
            [self.__prefix__, *(_plain(one) or self._encode_value(name, one) for name, one in fields)]
        )
        if packed.count(":") != len(self.__dict__) or len(packed.encode()) > MAX_CALLBACK_LENGTH:
            return super().pack()
        return packed

    @classmethod
    def unpack(cls, value: str) -> Self:
        """A number that no record can have makes it no address at all."""
        found = super().unpack(value)
        if any(isinstance(one, int) and abs(one) >= LARGEST_NUMBER for one in dict(found).values()):
            raise ValueError(f"{cls.__name__} with a number out of reach")
        return found


def _plain(value: object) -> str | None:
    """A number or a text as it stands in an address; everything else is for aiogram to encode."""
    if type(value) is int:
        return str(value)
    return value if type(value) is str else None


@dataclass(frozen=True, slots=True)
class Button:
    """A label and where it leads: an address of ours, a packed one, or a link that begins with https://."""

    label: str
    to: CallbackData | str
    style: Style | None = None

    def drawn(self) -> InlineKeyboardButton:
        to = self.to if isinstance(self.to, str) else self.to.pack()
        if to.startswith("https://"):
            return InlineKeyboardButton(text=shorten(self.label), style=self.style, url=to)
        return InlineKeyboardButton(text=shorten(self.label), style=self.style, callback_data=to)


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message in HTML and its rows of buttons."""

    text: str
    rows: Sequence[Row] = field(default_factory=tuple)

    def keyboard(self) -> InlineKeyboardMarkup | None:
        rows = [[button.drawn() for button in row] for row in self.rows if row]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None

    def with_notice(self, notice: str) -> "Screen":
        """The notice is plain words, as a toast has them: what a person typed may stand in it."""
        return replace(self, text=f"⚠️ {escape(notice, quote=False)}\n\n{self.text}") if notice else self


def shorten(label: str) -> str:
    return label if len(label) <= LABEL_LENGTH else label[: LABEL_LENGTH - 1] + "…"


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a long list: the items on it, its number from 0, and how many pages there are."""

    items: Sequence[Any]
    number: int
    count: int

    def turners(self, to: Callable[[int], CallbackData]) -> Row:
        """◀ n/m ▶, nothing where all fits on one page; going past an end comes out at the other."""
        if self.count < 2:
            return ()
        back, forth = (self.number - 1) % self.count, (self.number + 1) % self.count
        here = Button(f"{self.number + 1}/{self.count}", to(self.number))
        return (Button("◀", to(back)), here, Button("▶", to(forth)))


def page_of(items: Sequence[Any], number: int, size: int = ROWS) -> Page:
    count = max(1, -(-len(items) // size))
    number = min(max(number, 0), count - 1)
    return Page(items[number * size : (number + 1) * size], number, count)


def in_rows(buttons: Sequence[Button], width: int) -> list[Row]:
    return [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
