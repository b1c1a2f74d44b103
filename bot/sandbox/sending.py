"""The methods that put something new into a chat."""

from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.composing import (
    check_reachable,
    deliver,
    find_chat,
    find_replied,
    read_markup,
    read_preview,
    read_reply,
    read_text,
    read_words,
    settled_caption,
    settled_text,
)  # fmt: skip
from bot.sandbox.entities import FormattedText
from bot.sandbox.files import PHOTO_BYTES, UPLOAD_BYTES, StoredFile, Upload, check_upload
from bot.sandbox.keyboards import Markup
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import Chat, Content, Message, World

ACTIONS = ("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
           "record_audio", "upload_audio", "upload_document", "choose_sticker", "find_location",
           "record_video_note", "upload_video_note")  # fmt: skip


def send_message(world: World, call: Call) -> dict[str, Any]:
    words = read_text(call)
    preview = read_preview(call)
    chat, replied, markup = _envelope(world, call)
    content = Content("text", settled_text(words), preview=preview)
    return deliver(world, call, chat, content, markup, reply_to=replied).as_json()


def _envelope(world: World, call: Call) -> tuple[Chat, Message | None, Markup | None]:
    """Reply, keyboard, chat and replied message, in the order in which they are looked at."""
    reply = read_reply(call)
    markup = read_markup(call)
    chat = find_chat(world, call)
    return chat, find_replied(world, chat, reply), markup


def send_document(world: World, call: Call) -> dict[str, Any]:
    given = call.file("document")
    if given is None:
        raise bad_request("there is no document in the request")
    return _send_media(world, call, "document", given)


def send_photo(world: World, call: Call) -> dict[str, Any]:
    given = call.file("photo")
    if given is None:
        raise bad_request("there is no photo in the request")
    return _send_media(world, call, "photo", given)


def _send_media(world: World, call: Call, kind: str, given: Upload | str) -> dict[str, Any]:
    words = read_words(call, "caption", "caption_entities")
    chat, replied, markup = _envelope(world, call)
    content = media_content(world, kind, given, words, call.flag("show_caption_above_media"))
    return deliver(world, call, chat, content, markup, reply_to=replied).as_json()


def media_content(
    world: World, kind: str, given: Upload | str, words: FormattedText, above: bool = False
) -> Content:
    caption = settled_caption(words)
    return Content(kind, caption, _keep(world, kind, given), words_above=above and kind == "photo")


def _keep(world: World, kind: str, given: Upload | str) -> tuple[StoredFile, ...]:
    if isinstance(given, str):
        return _known(world, kind, given)
    check_upload(given, PHOTO_BYTES if kind == "photo" else UPLOAD_BYTES)
    return world.files.keep_photo(given.content) if kind == "photo" else (world.files.keep_document(given),)


def _known(world: World, kind: str, file_id: str) -> tuple[StoredFile, ...]:
    """A file that is sent again keeps its identifier."""
    file = world.files.by_id(file_id)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return (file,)


def send_chat_action(world: World, call: Call) -> bool:
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = find_chat(world, call)
    check_reachable(chat)
    chat.actions.append(action)
    world.tell("action", chat.id, action=action)
    return True
