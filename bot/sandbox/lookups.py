"""The methods that ask: who am I, which chat is this, where is the file, which commands are shown."""

import re
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.composing import find_chat
from bot.sandbox.refusals import Refused, bad_request
from bot.sandbox.world import Chat, World

_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
COMMAND_LENGTH = 32
DESCRIPTION_LENGTH = 256
COMMANDS = 100


def get_me(world: World, call: Call) -> dict[str, Any]:
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries",
                 "can_connect_to_business", "has_main_web_app")  # fmt: skip
    return world.bot.as_json() | dict.fromkeys(abilities, False)


def get_chat(world: World, call: Call) -> dict[str, Any]:
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    full = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    return find_chat(world, call).as_json() | full


def get_file(world: World, call: Call) -> dict[str, Any]:
    return world.files.link(call.text("file_id"), world.clock.now())


def set_my_commands(world: World, call: Call) -> bool:
    commands = _commands(call)
    world.commands[_place(world, call)] = commands
    world.tell("commands", 0)
    return True


def get_my_commands(world: World, call: Call) -> list[dict[str, str]]:
    return world.commands.get(_place(world, call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop(_place(world, call), None)
    world.tell("commands", 0)
    return True


def _place(world: World, call: Call) -> tuple[str, str]:
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return _scope(world, call), language


def _scope(world: World, call: Call) -> str:
    scope = call.nested("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _PLAIN_SCOPES:
        return str(kind)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = world.chat(str(scope.get("chat_id", "")))
    return f"{kind}:{chat.id}:{scope['user_id']}" if kind == "chat_member" else f"{kind}:{chat.id}"


def _commands(call: Call) -> list[dict[str, str]]:
    try:
        given = call.nested("commands") or []
    except Refused:
        raise bad_request("can't parse commands JSON object") from None
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in given]


def _command(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(given.get("command", "")).strip().removeprefix("/")
    description = str(given.get("description", "")).strip()
    _check_length(command, COMMAND_LENGTH, "command")
    _check_length(description, DESCRIPTION_LENGTH, "command description")
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _check_length(text: str, limit: int, name: str) -> None:
    if not text:
        raise bad_request(f"{name} must be non-empty")
    if len(text) > limit:
        raise bad_request(f"{name} length must not exceed {limit}")


def shown_commands(world: World, chat: Chat, language: str) -> list[dict[str, str]]:
    """What a person sees in the menu: the narrowest scope that has any, its language before none."""
    wide = "all_private_chats" if chat.type == "private" else "all_group_chats"
    for scope in (f"chat:{chat.id}", wide, "default"):
        for code in (language, ""):
            if found := world.commands.get((scope, code)):
                return found
    return []
