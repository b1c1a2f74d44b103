"""What the chat page is told: the whole table of phones at first, then each event as it happens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.cast import Cast, Phone
from bot.sandbox.lookups import shown_commands
from bot.sandbox.sample_school import SampleSchool
from bot.sandbox.world import Chat, Event, Message

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The phones, the school behind them and its time."""

    cast: Cast
    sample: SampleSchool
    zone: ZoneInfo

    def now(self) -> datetime:
        return self.cast.telegram.clock.now().astimezone(self.zone)


def whole(table: Table) -> View:
    """Everything that a page needs when it opens, or when it has lost the line."""
    bot = table.cast.telegram.world.bot
    return {
        "kind": "all",
        "bot": {"name": bot.first_name, "username": bot.username},
        "school": _school(table.sample),
        "clock": _clock(table),
        "phones": [_phone(phone) | _chat(phone) for phone in table.cast.phones],
    }


def _school(sample: SampleSchool) -> View:
    school = sample.school
    counts = {"classes": len(sample.classes), "pupils": len(sample.pupils)}
    names = {"name_kk": school.name_kk, "name_ru": school.name_ru}
    return {"country": school.country.value, "year": str(school.year), **names, **counts}


def _clock(table: Table) -> View:
    return {"now": table.now().timestamp() * 1000, "zone": str(table.zone)}


def _phone(phone: Phone) -> View:
    about = {"key": phone.key, "chat": phone.person.id, "name": phone.person.name, "role": phone.role}
    here = {"class_name": phone.class_name, "number": phone.number, "shown": phone.shown, "link": phone.link}
    about["child"] = phone.child
    return about | here | {"blocked": phone.person.chat.blocked, "commands": _commands(phone)}


def _chat(phone: Phone) -> View:
    messages = [_message(message) for message in phone.person.messages]
    return {"messages": messages, "keyboard": _keyboard(phone.person.chat)}


def _commands(phone: Phone) -> list[dict[str, str]]:
    return shown_commands(phone.person.world, phone.person.chat, phone.person.account.language)


def _keyboard(chat: Chat) -> View | None:
    return chat.keyboard.content if chat.keyboard else None


def _message(message: Message) -> View:
    forced = bool(message.markup and message.markup.kind == "force")
    return message.as_json() | {"own": not message.sender.is_bot, "forced": forced}


def told(table: Table, event: Event) -> View | None:
    """An event in the words of the page; None for what no phone on the table shows."""
    if event.kind == "clock":
        return {"kind": "clock", "clock": _clock(table)}
    if event.kind == "commands":
        return {"kind": "commands", "commands": {one.person.id: _commands(one) for one in table.cast.phones}}
    phone = table.cast.by_chat(event.chat_id)
    return _TOLD[event.kind](phone, event) if phone and event.kind in _TOLD else None


def _told_message(phone: Phone, event: Event) -> View:
    assert event.message is not None, "an event about a message carries it"
    view = {"kind": event.kind, "chat": phone.person.id, "message": _message(event.message)}
    return view | {"keyboard": _keyboard(phone.person.chat)}


def _told_deleted(phone: Phone, event: Event) -> View:
    assert event.message is not None, "an event about a message carries it"
    return {"kind": "deleted", "chat": phone.person.id, "message": event.message.id}


def _told_plainly(phone: Phone, event: Event) -> View:
    return {"kind": event.kind, "chat": phone.person.id, **event.payload}


def _told_phone(phone: Phone, event: Event) -> View:
    return {"kind": "phone", "phone": _phone(phone) | _chat(phone), **event.payload}


_TOLD: dict[str, Callable[[Phone, Event], View]] = {
    "new": _told_message,
    "edited": _told_message,
    "deleted": _told_deleted,
    "answered": _told_plainly,
    "tapped": _told_plainly,
    "action": _told_plainly,
    "phone": _told_phone,
}
