"""People of the sandbox: what they write, send, press and open becomes updates for the bot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.entities import MESSAGE_LENGTH, FormattedText, settled
from bot.sandbox.files import Upload
from bot.sandbox.keyboards import Markup
from bot.sandbox.lookups import shown_commands
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.world import Account, Chat, Content, Message, Toast, World

UpdateIds = tuple[int, ...]
IsTooOld = Callable[[Message], bool]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a person sends; `size` may claim more than the bytes, for files too big to build."""

    content: bytes
    name: str
    mime: str = ""
    caption: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """What is neither a photo nor a plain file: voice, audio, video, video_note, animation or sticker."""

    kind: str
    content: bytes
    name: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map."""

    latitude: float
    longitude: float


Thing = Document | Photo | Media | Place
MOST_IN_ALBUM = 10
# Telegram mixes photos with videos in one album, and nothing else.
ALBUMS = ({"photo", "video"}, {"document"}, {"audio"})


class Person:
    """One account with its phone. Every act returns the ids of the updates that the bot will get."""

    def __init__(
        self, world: World, updates: UpdateQueue, chat: Chat, account: Account, too_old: IsTooOld
    ) -> None:
        self.world = world
        self.chat = chat
        self.account = account
        self._updates = updates
        self._too_old = too_old

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def name(self) -> str:
        return self.account.first_name

    @property
    def messages(self) -> tuple[Message, ...]:
        """What stands in the chat now."""
        return tuple(message for message in self.log if not message.deleted)

    @property
    def log(self) -> tuple[Message, ...]:
        """Everything that ever stood there."""
        return tuple(self.chat.messages.values())

    @property
    def toasts(self) -> tuple[Toast, ...]:
        return tuple(self.chat.toasts)

    @property
    def actions(self) -> tuple[str, ...]:
        return tuple(self.chat.actions)

    @property
    def keyboard(self) -> Markup | None:
        """The reply keyboard under the input line."""
        return self.chat.keyboard

    @property
    def commands(self) -> tuple[str, ...]:
        return tuple(one["command"] for one in shown_commands(self.world, self.chat, self.account.language))

    async def sends(
        self, what: str | Thing, reply_to: int | None = None, group: Chat | None = None
    ) -> UpdateIds:
        """A text longer than a message goes out in pieces, as apps do it."""
        chat = group or self.chat
        replied = self.world.message(chat, reply_to) if reply_to else None
        if not isinstance(what, str):
            return self._send(chat, self._content(what), replied)
        pieces = [what[at : at + MESSAGE_LENGTH] for at in range(0, len(what), MESSAGE_LENGTH)]
        contents = [Content("text", _typed(piece)) for piece in pieces if piece.strip()]
        if not contents:
            raise ValueError("Telegram's apps do not send an empty text")
        return sum((self._send(chat, content, replied) for content in contents), ())

    async def sends_album(self, what: Sequence[Document | Photo | Media]) -> UpdateIds:
        """Several at once: a message each, with a mark that they share."""
        contents = [self._content(one) for one in what]
        kinds = {content.kind for content in contents}
        if not 2 <= len(contents) <= MOST_IN_ALBUM or not any(kinds <= album for album in ALBUMS):
            raise ValueError(f"Telegram's apps do not send {len(contents)} of {sorted(kinds)} as one album")
        album = self.world.next_album()
        return sum((self._send(self.chat, content, album=album) for content in contents), ())

    def _content(self, what: Thing) -> Content:
        if isinstance(what, Place):
            place = (("latitude", what.latitude), ("longitude", what.longitude))
            return Content("location", location=place)
        caption, files = _typed(what.caption), self.world.files
        if isinstance(what, Photo):
            return Content("photo", caption, files.keep_photo(what.content))
        if isinstance(what, Media):
            return Content(
                what.kind, caption, (files.keep_media(what.kind, Upload(what.name, what.content)),)
            )
        upload = Upload(what.name, what.content, what.mime)
        return Content("document", caption, (files.keep_document(upload, what.size),))

    def _send(
        self, chat: Chat, content: Content, replied: Message | None = None, album: str = ""
    ) -> UpdateIds:
        if chat.blocked:
            raise ValueError(f"{self.name} has blocked the bot")
        chat.started = True
        message = self.world.add_message(chat, self.account, content, reply_to=replied, album=album)
        return self._updates.add("message", message.as_json())

    async def shares_contact(self, phone: str) -> UpdateIds:
        contact = (("phone_number", phone), ("first_name", self.name), ("user_id", self.id))
        return self._send(self.chat, Content("contact", contact=contact))

    async def edits(self, message_id: int, text: str) -> UpdateIds:
        message = self.chat.messages[message_id]
        self.world.edit(message, Content("text", _typed(text)), None)
        return self._updates.add("edited_message", message.as_json())

    async def presses(self, message_id: int, button: str) -> UpdateIds:
        """Presses the inline button with this text; a button without callback_data makes no update."""
        markup = self.chat.messages[message_id].markup
        rows = markup.rows if markup and markup.kind == "inline" else []
        for found in (one for row in rows for one in row if one["text"] == button):
            return (
                await self.presses_data(message_id, found["callback_data"])
                if "callback_data" in found
                else ()
            )
        raise ValueError(f"no button {button!r} under message {message_id}")

    async def presses_data(self, message_id: int, callback_data: str) -> UpdateIds:
        """A tap that the app still holds, also when the message is gone or has other buttons by now."""
        if self.chat.blocked:
            raise ValueError(f"{self.name} has blocked the bot")
        message = self.chat.messages[message_id]
        tap = self.world.add_tap(self.account, self.chat)
        gone = message.deleted or self._too_old(message)
        query: dict[str, Any] = {"id": tap.id, "from": self.account.as_json(), "data": callback_data}
        query["message"] = message.inaccessible() if gone else message.as_json()
        ids = self._updates.add("callback_query", query | {"chat_instance": str(self.chat.id * 7_919)})
        if not ids:
            del self.world.taps[tap.id]
        return ids

    async def opens(self, link: str) -> UpdateIds:
        """Follows t.me/<bot>?start=payload and presses Start; a plain link to the bot presses Start too."""
        parts = urlsplit(link if "://" in link else f"https://{link}")
        if parts.hostname != "t.me" or parts.path.strip("/").lower() != self.world.bot.username.lower():
            raise ValueError(f"not a link to this bot: {link}")
        payload = parse_qs(parts.query).get("start", [""])[0]
        if len(payload) > 64 or not all(one.isascii() and (one.isalnum() or one in "_-") for one in payload):
            raise ValueError(f"Telegram drops this start payload: {payload!r}")
        self.chat.blocked = False
        return await self.sends(f"/start {payload}".strip())

    async def deletes(self, message_id: int) -> None:
        """Deletes for both sides; the bot hears nothing of it."""
        self.world.delete(self.chat.messages[message_id])

    async def blocks(self) -> UpdateIds:
        self.chat.blocked = True
        return self._membership("member", "kicked")

    async def unblocks(self) -> UpdateIds:
        self.chat.blocked = False
        return self._membership("kicked", "member")

    def deletes_account(self) -> None:
        self.account.deactivated = True

    def _membership(self, before: str, after: str) -> UpdateIds:
        bot = self.world.bot.as_json()
        moment = int(self.world.clock.now().timestamp())
        change = {"chat": self.chat.as_json(), "from": self.account.as_json(), "date": moment}
        states = {name: _member(bot, state) for name, state in (("old", before), ("new", after))}
        return self._updates.add(
            "my_chat_member", change | {f"{name}_chat_member": one for name, one in states.items()}
        )


def _member(bot: dict[str, Any], status: str) -> dict[str, Any]:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def _typed(text: str) -> FormattedText:
    return settled(FormattedText(text), MESSAGE_LENGTH, "message is too long")
