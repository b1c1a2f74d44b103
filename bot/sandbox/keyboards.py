"""Reply markup as Telegram reads it: inline keyboards, reply keyboards, their removal and forced replies."""

import json
from dataclasses import dataclass
from typing import Any

from bot.sandbox.entities import checked_link
from bot.sandbox.refusals import Refused, bad_request

STYLES = ("primary", "success", "danger", "default")
CALLBACK_BYTES = 64
BUTTONS = 100
COPIED_LENGTH = 256

# In the order in which Telegram looks for them: the first one found decides, the others are dropped.
_ACTIONS = ("disabled", "url", "callback_data", "web_app", "login_url", "callback_game", "pay",
            "switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
            "copy_text")  # fmt: skip
_REQUESTS = (
    "request_contact",
    "request_location",
    "request_users",
    "request_chat",
    "request_poll",
    "web_app",
)
_KINDS = (
    ("inline_keyboard", "inline"),
    ("keyboard", "reply"),
    ("remove_keyboard", "remove"),
    ("force_reply", "force"),
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What came with a message; `kind` is inline, reply, remove or force."""

    kind: str
    content: dict[str, Any]

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        rows: list[list[dict[str, Any]]] = (
            self.content.get("inline_keyboard") or self.content.get("keyboard") or []
        )
        return rows


def parse_markup(text: str) -> Markup | None:
    """None when there is no keyboard; an empty inline keyboard counts as none."""
    if not text:
        return None
    try:
        content = json.loads(text)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if content is None:
        return None
    if not isinstance(content, dict):
        raise bad_request("object expected as reply markup")
    return _of_kind(content)


def _of_kind(content: dict[str, Any]) -> Markup | None:
    kind = next((kind for field, kind in _KINDS if field in content), "")
    if kind == "inline":
        rows = _inline_rows(content["inline_keyboard"])
        return Markup(kind, {"inline_keyboard": rows}) if rows else None
    if kind == "reply":
        rows = _reply_rows(content["keyboard"])
        return Markup(kind, content | {"keyboard": rows}) if rows else None
    return Markup(kind, content) if kind and content[_field(kind)] else None


def _field(kind: str) -> str:
    return next(field for field, name in _KINDS if name == kind)


def _rows(value: Any, field: str, owner: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" must be of type Array')
    if any(not isinstance(row, list) for row in value):
        raise bad_request(f'field "{field}" of the {owner} must be an Array of Arrays')
    return value


def _inline_rows(value: Any) -> list[list[dict[str, Any]]]:
    rows = [
        [_inline_button(button) for button in row]
        for row in _rows(value, "inline_keyboard", "InlineKeyboardMarkup")
    ]
    return [row for row in rows if row]


def _wrong_button(words: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {words}")


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _wrong_button("KeyboardButton must be an Object")
    if "text" not in button:
        raise _wrong_button('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _wrong_button('Field "text" must be of type String')
    if button.get("style", "default") not in STYLES:
        raise _wrong_button("Invalid button style specified")
    action = next((name for name in _ACTIONS if _given(button, name)), None)
    if action is None:
        raise _wrong_button("Text buttons are unallowed in the inline keyboard")
    return {name: button[name] for name in ("text", "style", action) if name in button}


def _given(button: dict[str, Any], name: str) -> bool:
    if name == "disabled" or name.startswith("switch_inline_query"):
        return button.get(name) is not None
    return bool(button.get(name))


def _reply_rows(value: Any) -> list[list[dict[str, Any]]]:
    rows = [
        [_reply_button(button) for button in row] for row in _rows(value, "keyboard", "ReplyKeyboardMarkup")
    ]
    return [row for row in rows if row]


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if button.get("style", "default") not in STYLES:
        raise bad_request("can't parse keyboard button: Invalid button style specified")
    return {name: button[name] for name in ("text", "style", *_REQUESTS) if button.get(name)}


def check_on_delivery(markup: Markup | None) -> None:
    """What only TDLib and the data centre look at, after the chat and the message were found."""
    buttons = [button for row in markup.rows for button in row] if markup else []
    for button in buttons:
        _check_words(
            button, "inline keyboard button" if markup and markup.kind == "inline" else "keyboard button"
        )
        _check_url(button)
    if any(len(button.get("callback_data", "").encode()) > CALLBACK_BYTES for button in buttons):
        raise bad_request("BUTTON_DATA_INVALID")
    copied = [button["copy_text"].get("text", "") for button in buttons if "copy_text" in button]
    if any(not 0 < len(text) <= COPIED_LENGTH for text in copied):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if len(buttons) > BUTTONS:
        raise bad_request("reply markup is too long")


def _check_words(button: dict[str, Any], name: str) -> None:
    if not button["text"].strip():
        raise bad_request(f"{name} text must be non-empty")


def _check_url(button: dict[str, Any]) -> None:
    url = button.get("url")
    if url is None:
        return
    if "://" in url and not url.startswith(("http://", "https://", "tg://", "ton://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not checked_link(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
