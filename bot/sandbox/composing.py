"""What the methods share: texts, captions, keyboards, replies and addressees, in Telegram's order."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.entities import (
    CAPTION_LENGTH,
    MESSAGE_LENGTH,
    RAW_BYTES,
    Entity,
    FormattedText,
    settled,
    trimmed,
)
from bot.sandbox.html import parse_html
from bot.sandbox.keyboards import Markup, check_on_delivery, parse_markup
from bot.sandbox.markdown import parse_markdown, parse_markdown_v2
from bot.sandbox.refusals import BLOCKED, DEACTIVATED, NEVER_STARTED, TO_A_BOT, bad_request, forbidden
from bot.sandbox.world import Chat, Content, Message, World

_PARSERS: dict[str, Callable[[str], FormattedText]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}


def read_words(call: Call, name: str, entities: str) -> FormattedText:
    """The text of a parameter with its entities, before it is trimmed and measured."""
    text, mode = call.text(name).replace("\r", ""), call.text("parse_mode").lower()
    if len(text.encode()) > RAW_BYTES:
        raise bad_request("text is too long")
    if mode in ("", "none"):
        return FormattedText(text, _given_entities(call, entities))
    if mode not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    return _PARSERS[mode](text)


def _given_entities(call: Call, name: str) -> tuple[Entity, ...]:
    given = call.nested(name)
    if given is None:
        return ()
    if not isinstance(given, list):
        raise bad_request("expected an Array of MessageEntity")
    return tuple(_entity(one) for one in given)


def _entity(given: Any) -> Entity:
    if not isinstance(given, dict) or not {"type", "offset", "length"} <= given.keys():
        raise bad_request("can't parse MessageEntity")
    extra = tuple((name, value) for name, value in given.items() if name not in ("type", "offset", "length"))
    return Entity(given["type"], given["offset"], given["length"], extra)


def read_text(call: Call) -> FormattedText:
    """The text of a message; refuses an empty one at once."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    return read_words(call, "text", "entities")


def settled_text(words: FormattedText) -> FormattedText:
    """The text as it is stored; these refusals come after the chat was found."""
    if not trimmed(words).text:
        raise bad_request("text must be non-empty")
    return settled(words, MESSAGE_LENGTH, "message is too long")


def settled_caption(words: FormattedText) -> FormattedText:
    return settled(words, CAPTION_LENGTH, "message caption is too long")


def read_markup(call: Call) -> Markup | None:
    return parse_markup(call.text("reply_markup"))


def read_preview(call: Call) -> tuple[tuple[str, Any], ...]:
    given = call.nested("link_preview_options")
    return tuple(sorted(given.items())) if isinstance(given, dict) else ()


def read_reply(call: Call) -> dict[str, Any]:
    given = call.nested("reply_parameters")
    if given is None:
        return {}
    if not isinstance(given, dict) or not isinstance(given.get("message_id"), int):
        raise bad_request("can't parse reply parameters JSON object")
    return given


def find_replied(world: World, chat: Chat, reply: dict[str, Any]) -> Message | None:
    if not reply:
        return None
    found = world.message(chat, reply["message_id"])
    if found is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found


def find_chat(world: World, call: Call) -> Chat:
    """The chat of the call; refuses what the Bot API server itself knows to be closed."""
    chat = world.chat(call.text("chat_id"))
    if chat.closed is not None:
        raise chat.closed
    if chat.account is not None and chat.account.deactivated:
        raise forbidden(DEACTIVATED)
    return chat


def check_reachable(chat: Chat) -> None:
    """What the data centre refuses at the very end."""
    if chat.account is not None and chat.account.is_bot:
        raise forbidden(TO_A_BOT)
    if chat.blocked:
        raise forbidden(BLOCKED)
    if not chat.started:
        raise forbidden(NEVER_STARTED)


def deliver(
    world: World, call: Call, chat: Chat, content: Content, markup: Markup | None, **also: Any
) -> Message:
    """The last checks, then the message stands in the chat."""
    check_on_delivery(markup)
    check_reachable(chat)
    protected = call.flag("protect_content")
    return world.add_message(chat, world.bot, content, markup=markup, protected=protected, **also)
