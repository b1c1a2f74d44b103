"""What stands on a phone: the words, buttons and files of messages, and the search for a button."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.world import Message

SCREENFUL = 10


@dataclass(frozen=True, slots=True)
class Button:
    """A button on the screen; `message` is None for the keyboard under the input line."""

    label: str
    content: dict[str, Any]
    message: Message | None = None


def words_of(message: Message) -> str:
    names = [file.name for file in message.content.files if file.name]
    return "\n".join([message.content.words.text, *names])


def buttons_of(message: Message) -> tuple[Button, ...]:
    if message.markup is None or message.markup.kind != "inline":
        return ()
    return tuple(Button(one["text"], one, message) for row in message.markup.rows for one in row)


def drawn(message: Message) -> str:
    """The message as a picture in letters."""
    rows = message.markup.rows if message.markup and message.markup.kind == "inline" else []
    lines = [
        *words_of(message).strip().splitlines(),
        *(" ".join(f"[{one['text']}]" for one in row) for row in rows),
    ]
    who = "bot" if message.sender.is_bot else message.sender.first_name
    return "\n".join([f"── {who}", *(f"│ {line}" for line in lines)])


def find_button(buttons: tuple[Button, ...], label: str) -> Button | None:
    """The button with this label, else the only one that begins with it, else the only one with it inside."""
    for fits in (_is, _begins, _has):
        found = [button for button in buttons if fits(button.label, label)]
        if len(found) == 1 or (found and fits is _is):
            return found[0]
        if found:
            raise AssertionError(
                f"«{label}» fits several buttons: {', '.join(button.label for button in found)}"
            )
    return None


def _is(shown: str, label: str) -> bool:
    return shown == label


def _begins(shown: str, label: str) -> bool:
    return shown.startswith(label)


def _has(shown: str, label: str) -> bool:
    return label in shown
