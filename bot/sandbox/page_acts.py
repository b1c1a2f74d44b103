"""What a person does on the chat page: each act of a phone, and the moves of the clock."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.sandbox.cast import Phone
from bot.sandbox.page_views import Table
from bot.sandbox.persons import MOST_IN_ALBUM, Document, Photo
from bot.sandbox.refusals import Refused
from bot.sandbox.sample_roster import as_xlsx

Act = dict[str, Any]
MORNING = time(9)
ROSTER = "сыныптар.xlsx"
IMAGES = ("image/jpeg", "image/png")


class Failed(Exception):
    """An act that can not be done; `code` is the name of the sentence that the page shows."""

    def __init__(self, code: str, chat_id: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.chat_id = chat_id


@dataclass(frozen=True, slots=True)
class Stage:
    """The table of phones, and what is to be done after time has moved."""

    table: Table
    time_moved: Callable[[], Awaitable[object]]

    async def does(self, written: str) -> None:
        """Raises Failed for what can not be done; what is no act, or lacks a word, is "unknown"."""
        try:
            act = json.loads(written)
            if act["act"] in _OF_THE_TABLE:
                await _OF_THE_TABLE[act["act"]](self, act)
            else:
                await _OF_A_PHONE[act["act"]](self.phone(act["chat"]), act)
        except (ValueError, KeyError, TypeError, OverflowError):
            raise Failed("unknown") from None

    async def sends_file(self, chat_id: int, document: Document) -> None:
        """Apps send a picture as a photo; what only claims to be one goes as a file."""
        phone = self.phone(chat_id)
        if document.mime in IMAGES:
            with suppress(Failed):
                return await _allowed(phone, "picture", lambda: phone.person.sends(Photo(document.content)))
        await _allowed(phone, "blocked", lambda: phone.person.sends(document))

    async def sends_files(self, chat_id: int, documents: Sequence[Document]) -> None:
        """What was chosen together goes out in albums, pictures apart from the rest."""
        phone = self.phone(chat_id)
        pictures = [one for one in documents if one.mime in IMAGES]
        for kind in (pictures, [one for one in documents if one not in pictures]):
            for start in range(0, len(kind), MOST_IN_ALBUM):
                await self._sends_together(phone, kind[start : start + MOST_IN_ALBUM])

    async def _sends_together(self, phone: Phone, documents: Sequence[Document]) -> None:
        things = [Photo(one.content) if one.mime in IMAGES else one for one in documents]
        if len(things) > 1:
            with suppress(Failed):
                return await _allowed(phone, "picture", lambda: phone.person.sends_album(things))
        for one in documents:
            await self.sends_file(phone.person.id, one)

    def phone(self, chat_id: object) -> Phone:
        phone = self.table.cast.by_chat(chat_id)
        if phone is None:
            raise Failed("unknown")
        return phone

    def tells(self, kind: str, chat_id: int = 0, **payload: Any) -> None:
        self.table.cast.telegram.world.tell(kind, chat_id, **payload)

    async def moves_to(self, moment: datetime) -> None:
        try:
            self.table.cast.telegram.clock.moves_to(moment)
        except ValueError:
            raise Failed("past") from None
        self.tells("clock")
        await self.time_moved()


async def _sends(phone: Phone, act: Act) -> None:
    await _allowed(phone, "blocked", lambda: phone.person.sends(act["text"], act.get("reply")))


async def _presses(phone: Phone, act: Act) -> None:
    """The page is told which tap this is, so that the button knows when it is answered."""
    message, pressed, world = act["message"], act["data"], phone.person.world
    await _allowed(phone, "blocked", lambda: phone.person.presses_data(message, pressed))
    world.tell("tapped", phone.person.id, message=message, data=pressed, tap=next(reversed(world.taps), ""))


async def _opens(phone: Phone, act: Act) -> None:
    was_blocked = phone.person.chat.blocked
    await _allowed(phone, "link", lambda: phone.person.opens(act["link"]))
    if was_blocked:
        phone.person.world.tell("phone", phone.person.id)


async def _shares_contact(phone: Phone, act: Act) -> None:
    await _allowed(phone, "blocked", lambda: phone.person.shares_contact(act["number"]))


async def _blocks(phone: Phone, act: Act) -> None:
    await (phone.person.blocks() if act["blocked"] else phone.person.unblocks())
    phone.person.world.tell("phone", phone.person.id)


async def _allowed(phone: Phone, code: str, doing: Callable[[], Awaitable[object]]) -> None:
    try:
        await doing()
    except (ValueError, Refused):
        raise Failed(code, phone.person.id) from None


async def _adds_phone(stage: Stage, act: Act) -> None:
    """The page that asked recognises its new phone by the mark that it gave."""
    name = str(act["name"]).strip()
    if not name:
        raise Failed("name")
    phone = stage.table.cast.add(name, str(act["language"]))
    stage.tells("phone", phone.person.id, mark=act.get("mark", ""))
    if act.get("link"):
        await _opens(phone, act)


async def _moves_clock(stage: Stage, act: Act) -> None:
    now = stage.table.now()
    if "hours" in act:
        await stage.moves_to(now + timedelta(hours=act["hours"]))
        return
    try:
        day = date.fromisoformat(act["date"]) if act.get("date") else now.date() + timedelta(days=1)
        await stage.moves_to(datetime.combine(day, MORNING, stage.table.zone))
    except ValueError:
        raise Failed("date") from None


async def _sends_roster(stage: Stage, act: Act) -> None:
    """The class lists of the sample school, so that nobody has to make a file to try the import."""
    content = await asyncio.to_thread(as_xlsx, stage.table.sample)
    await stage.sends_file(act["chat"], Document(content, ROSTER))


_OF_A_PHONE: dict[str, Callable[[Phone, Act], Awaitable[None]]] = {
    "send": _sends,
    "press": _presses,
    "open": _opens,
    "contact": _shares_contact,
    "block": _blocks,
}
_OF_THE_TABLE: dict[str, Callable[[Stage, Act], Awaitable[None]]] = {
    "phone": _adds_phone,
    "clock": _moves_clock,
    "roster": _sends_roster,
}
