"""Everything that this Telegram remembers: accounts, chats, messages, taps; each change is an event."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.entities import FormattedText
from bot.sandbox.files import FileStore, StoredFile
from bot.sandbox.keyboards import Markup
from bot.sandbox.refusals import Refused, bad_request

BOT_NAME = "Tirek"
BOT_USERNAME = "tirek_sandbox_bot"
FIRST_PERSON = 500001
FIRST_GROUP = -400001
NO_WORDS = FormattedText("")
ANSWER_WITHIN = timedelta(seconds=60)


@dataclass(slots=True, eq=False)
class Account:
    """A Telegram user, or a bot."""

    id: int
    first_name: str
    language: str = ""
    username: str = ""
    is_bot: bool = False
    deactivated: bool = False

    def as_json(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        answer |= {"username": self.username} if self.username else {}
        return answer | ({"language_code": self.language} if self.language else {})


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat with one account, or a group. `closed` is what a call about it is answered with."""

    id: int
    type: str
    account: Account | None = None
    title: str = ""
    started: bool = False
    blocked: bool = False
    closed: Refused | None = None
    keyboard: Markup | None = None
    messages: "dict[int, Message]" = field(default_factory=dict)
    toasts: "list[Toast]" = field(default_factory=list)
    actions: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        if self.account is None:
            return {"id": self.id, "type": self.type, "title": self.title}
        answer = {"id": self.id, "type": self.type, "first_name": self.account.first_name}
        return answer | ({"username": self.account.username} if self.account.username else {})


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says; two equal contents are "not modified"."""

    kind: str
    words: FormattedText = NO_WORDS
    files: tuple[StoredFile, ...] = ()
    contact: tuple[tuple[str, Any], ...] = ()
    location: tuple[tuple[str, Any], ...] = ()
    preview: tuple[tuple[str, Any], ...] = ()
    words_above: bool = False

    def as_json(self) -> dict[str, Any]:
        answer = self._media()
        name, entities = ("text", "entities") if self.kind == "text" else ("caption", "caption_entities")
        if self.words.text:
            answer[name] = self.words.text
        if self.words.entities:
            answer[entities] = [entity.as_json() for entity in self.words.entities]
        answer |= {"link_preview_options": dict(self.preview)} if self.preview else {}
        return answer | ({"show_caption_above_media": True} if self.words_above else {})

    def _media(self) -> dict[str, Any]:
        if self.kind == "photo":
            return {"photo": [file.as_json() for file in self.files]}
        if self.kind == "animation":
            # For bots that know documents only, it is one too.
            return {"animation": self.files[0].as_json(), "document": self.files[0].as_json()}
        if self.files:
            return {self.kind: self.files[0].as_json()}
        facts = {"contact": self.contact, "location": self.location}.get(self.kind)
        return {self.kind: dict(facts)} if facts else {}


@dataclass(slots=True, eq=False)
class Message:
    """A message in a chat; it stays here after it was deleted, for the log."""

    id: int
    chat: Chat
    sender: Account
    date: datetime
    content: Content
    markup: Markup | None = None
    reply_to: "Message | None" = None
    protected: bool = False
    album: str = ""
    edited: datetime | None = None
    deleted: bool = False
    former: list[Content] = field(default_factory=list)

    def as_json(self, with_reply: bool = True) -> dict[str, Any]:
        answer: dict[str, Any] = {"message_id": self.id, "date": int(self.date.timestamp())}
        answer |= {"chat": self.chat.as_json(), "from": self.sender.as_json(), **self.content.as_json()}
        if self.markup and self.markup.kind == "inline":
            answer["reply_markup"] = self.markup.content
        if self.edited:
            answer["edit_date"] = int(self.edited.timestamp())
        answer |= {"media_group_id": self.album} if self.album else {}
        if self.reply_to and with_reply:
            answer["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        return answer | ({"has_protected_content": True} if self.protected else {})

    def inaccessible(self) -> dict[str, Any]:
        return {"chat": self.chat.as_json(), "message_id": self.id, "date": 0}


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap: a line above the chat, or a window when `alert`."""

    text: str
    alert: bool
    url: str = ""


@dataclass(slots=True, eq=False)
class Tap:
    """A callback query on its way."""

    id: str
    account: Account
    chat: Chat
    asked: datetime
    toast: Toast | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a chat page shows: new, edited, deleted, answered, action, commands."""

    kind: str
    chat_id: int
    payload: dict[str, Any]
    message: Message | None = None


class World:
    """The state behind the server; every change is also an event."""

    def __init__(self, clock: SandboxClock, bot_id: int) -> None:
        self.clock = clock
        self.files = FileStore()
        self.bot = Account(bot_id, BOT_NAME, username=BOT_USERNAME, is_bot=True)
        self.accounts: dict[int, Account] = {bot_id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._message_ids = count(1)
        self._person_ids = count(FIRST_PERSON)
        self._group_ids = count(FIRST_GROUP, -1)
        self._tap_ids = count(9_100_000_000_000_001)
        self._album_ids = count(13_900_000_000_000_001)
        self._listeners: list[Callable[[Event], None]] = []

    def listen(self, listener: Callable[[Event], None]) -> None:
        self._listeners.append(listener)

    def events(self) -> "asyncio.Queue[Event]":
        """A queue that gets every event from now on."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self.listen(queue.put_nowait)
        return queue

    def forget(self, queue: "asyncio.Queue[Event]") -> None:
        self._listeners = [listener for listener in self._listeners if listener != queue.put_nowait]

    def tell(self, kind: str, chat_id: int, message: Message | None = None, **payload: Any) -> None:
        event = Event(kind, chat_id, payload, message)
        for listener in tuple(self._listeners):
            listener(event)

    def add_person(self, name: str, language: str, username: str = "", is_bot: bool = False) -> Chat:
        account = Account(next(self._person_ids), name, language, username, is_bot)
        self.accounts[account.id] = account
        self.chats[account.id] = Chat(account.id, "private", account)
        return self.chats[account.id]

    def add_group(self, title: str, kind: str = "group") -> Chat:
        chat = Chat(next(self._group_ids), kind, title=title, started=True)
        self.chats[chat.id] = chat
        return chat

    def add_message(self, chat: Chat, sender: Account, content: Content, **also: Any) -> Message:
        message = Message(next(self._message_ids), chat, sender, self.clock.now(), content, **also)
        chat.messages[message.id] = message
        _keep_keyboard(chat, message.markup)
        self.tell("new", chat.id, message)
        return message

    def next_album(self) -> str:
        """The mark that the messages of one album share."""
        return str(next(self._album_ids))

    def edit(self, message: Message, content: Content, markup: Markup | None) -> None:
        message.former.append(message.content)
        message.content, message.markup = content, markup
        message.edited = self.clock.now()
        self.tell("edited", message.chat.id, message)

    def delete(self, message: Message) -> None:
        message.deleted = True
        self.tell("deleted", message.chat.id, message)

    def add_tap(self, account: Account, chat: Chat) -> Tap:
        tap = Tap(str(next(self._tap_ids)), account, chat, self.clock.now())
        self.taps[tap.id] = tap
        return tap

    def answer_tap(self, tap: Tap, toast: Toast) -> None:
        tap.toast = toast
        tap.chat.toasts.append(toast)
        self.tell("answered", tap.chat.id, tap=tap.id, text=toast.text, alert=toast.alert)

    def open_tap(self, tap_id: str) -> Tap | None:
        """The tap that can still be answered."""
        tap = self.taps.get(tap_id)
        if tap is None or tap.toast is not None or self.clock.now() - tap.asked > ANSWER_WITHIN:
            return None
        return tap

    def unanswered(self) -> tuple[Tap, ...]:
        return tuple(tap for tap in self.taps.values() if tap.toast is None)

    def message(self, chat: Chat, number: int) -> Message | None:
        message = chat.messages.get(number)
        return None if message is None or message.deleted else message

    def chat(self, identifier: str) -> Chat:
        """The chat behind a chat_id, or the refusal."""
        if not identifier:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(identifier)) if identifier.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        return chat


def _keep_keyboard(chat: Chat, markup: Markup | None) -> None:
    if markup and markup.kind == "reply":
        chat.keyboard = markup
    elif markup and markup.kind == "remove":
        chat.keyboard = None


def with_words(content: Content, words: FormattedText, **also: Any) -> Content:
    return replace(content, words=words, **also)
