"""The methods that this server knows, each with the parameters that it models."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox import editing, lookups, sending
from bot.sandbox.calls import Call
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """`run` is None for what the server does itself; `paced` methods count as messages."""

    run: Callable[[World, Call], Any] | None
    known: frozenset[str]
    paced: bool = False


def _method(run: Callable[[World, Call], Any] | None, known: str = "", paced: bool = False) -> Method:
    return Method(run, frozenset(known.split()), paced)


_ENVELOPE = "chat_id reply_parameters reply_markup protect_content disable_notification parse_mode "
_TARGET = "chat_id message_id reply_markup "

METHODS = {
    "getme": _method(lookups.get_me),
    "getupdates": _method(None, "offset limit timeout allowed_updates"),
    "setwebhook": _method(None, "url secret_token allowed_updates drop_pending_updates max_connections"),
    "deletewebhook": _method(None, "drop_pending_updates"),
    "getwebhookinfo": _method(None),
    "sendmessage": _method(
        sending.send_message, _ENVELOPE + "text entities link_preview_options", paced=True
    ),
    "senddocument": _method(
        sending.send_document,
        _ENVELOPE + "document caption caption_entities disable_content_type_detection",
        paced=True,
    ),
    "sendphoto": _method(
        sending.send_photo, _ENVELOPE + "photo caption caption_entities show_caption_above_media", paced=True
    ),
    "sendchataction": _method(sending.send_chat_action, "chat_id action"),
    "editmessagetext": _method(
        editing.edit_message_text, _TARGET + "text parse_mode entities link_preview_options"
    ),
    "editmessagereplymarkup": _method(editing.edit_message_reply_markup, _TARGET),
    "editmessagecaption": _method(
        editing.edit_message_caption, _TARGET + "caption parse_mode caption_entities show_caption_above_media"
    ),
    "editmessagemedia": _method(editing.edit_message_media, _TARGET + "media"),
    "deletemessage": _method(editing.delete_message, "chat_id message_id"),
    "deletemessages": _method(editing.delete_messages, "chat_id message_ids"),
    "answercallbackquery": _method(
        editing.answer_callback_query, "callback_query_id text show_alert url cache_time"
    ),
    "getfile": _method(lookups.get_file, "file_id"),
    "getchat": _method(lookups.get_chat, "chat_id"),
    "setmycommands": _method(lookups.set_my_commands, "commands scope language_code"),
    "getmycommands": _method(lookups.get_my_commands, "scope language_code"),
    "deletemycommands": _method(lookups.delete_my_commands, "scope language_code"),
}
