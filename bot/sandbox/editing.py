"""The methods that change or remove what stands in a chat, and the answers to taps."""

import json
from datetime import timedelta
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.composing import (
    check_reachable,
    find_chat,
    read_markup,
    read_preview,
    read_text,
    read_words,
    settled_caption,
    settled_text,
)  # fmt: skip
from bot.sandbox.keyboards import Markup, check_on_delivery
from bot.sandbox.refusals import NOT_MODIFIED, QUERY_TOO_OLD, bad_request
from bot.sandbox.sending import media_content
from bot.sandbox.world import Content, Message, Toast, World, with_words

DELETABLE_FOR = timedelta(hours=48)
TOAST_LENGTH = 200
DELETED_AT_ONCE = 100


def _to_edit(world: World, call: Call) -> Message:
    if not call.text("chat_id") and not call.number("message_id"):
        raise bad_request("message identifier is not specified")
    chat = find_chat(world, call)
    message = world.message(chat, call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not world.bot or (message.markup and message.markup.kind != "inline"):
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, content: Content, markup: Markup | None) -> dict[str, Any]:
    check_on_delivery(markup)
    check_reachable(message.chat)
    if markup is not None and markup.kind != "inline":
        raise bad_request("inline keyboard expected")
    if (content, markup) == (message.content, message.markup):
        raise bad_request(NOT_MODIFIED)
    world.edit(message, content, markup)
    return message.as_json()


def edit_message_text(world: World, call: Call) -> dict[str, Any]:
    words = read_text(call)
    preview = read_preview(call)
    markup = read_markup(call)
    message = _to_edit(world, call)
    if message.content.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, with_words(message.content, settled_text(words), preview=preview), markup)


def edit_message_reply_markup(world: World, call: Call) -> dict[str, Any]:
    markup = read_markup(call)
    message = _to_edit(world, call)
    return _edit(world, message, message.content, markup)


def edit_message_caption(world: World, call: Call) -> dict[str, Any]:
    words = read_words(call, "caption", "caption_entities")
    markup = read_markup(call)
    message = _to_edit(world, call)
    if not message.content.files:
        raise bad_request("there is no caption in the message to edit")
    above = call.flag("show_caption_above_media") and message.content.kind == "photo"
    return _edit(
        world, message, with_words(message.content, settled_caption(words), words_above=above), markup
    )


def edit_message_media(world: World, call: Call) -> dict[str, Any]:
    media = _read_media(call)
    given = Call(call.method, {"media": str(media.get("media", "")), **_caption_of(media)}, call.uploads)
    words = read_words(given, "caption", "caption_entities")
    source = given.file("media")
    markup = read_markup(call)
    message = _to_edit(world, call)
    if source is None:
        raise bad_request("media not found")
    return _edit(world, message, media_content(world, media["type"], source, words), markup)


def _read_media(call: Call) -> dict[str, Any]:
    try:
        media = json.loads(call.text("media"))
    except ValueError:
        raise bad_request("can't parse input media JSON object") from None
    if not isinstance(media, dict) or media.get("type") not in ("document", "photo"):
        raise bad_request("type of InputMedia is invalid")
    return media


def _caption_of(media: dict[str, Any]) -> dict[str, str]:
    return {name: str(media[name]) for name in ("caption", "parse_mode") if media.get(name)}


def delete_message(world: World, call: Call) -> bool:
    chat = find_chat(world, call)
    message = world.message(chat, call.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(world, message)
    world.delete(message)
    return True


def _check_deletable(world: World, message: Message) -> None:
    if message.sender is not world.bot and message.chat.type != "private":
        raise bad_request("message can't be deleted")
    if world.clock.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")


def delete_messages(world: World, call: Call) -> bool:
    """Messages that are not there are passed over."""
    numbers = _identifiers(call)
    chat = find_chat(world, call)
    found = [message for number in numbers if (message := world.message(chat, number))]
    for message in found:
        _check_deletable(world, message)
    for message in found:
        world.delete(message)
    return True


def _identifiers(call: Call) -> list[int]:
    numbers = call.nested("message_ids")
    if numbers is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if len(numbers) > DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if any(not isinstance(number, int) or number < 1 for number in numbers):
        raise bad_request("invalid message identifier specified")
    return numbers


def answer_callback_query(world: World, call: Call) -> bool:
    tap = world.open_tap(call.text("callback_query_id"))
    if tap is None:
        raise bad_request(QUERY_TOO_OLD)
    if len(call.text("text")) > TOAST_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    world.answer_tap(tap, Toast(call.text("text"), call.flag("show_alert"), call.text("url")))
    return True
