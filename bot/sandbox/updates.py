"""The queue of updates: what waits for the bot, who polls for it, and what expires."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.sandbox.clock import Monotonic, SandboxClock
from bot.sandbox.refusals import CUT_BY_WEBHOOK, OTHER_POLL, WEBHOOK_ACTIVE, Refused, conflict

MESSAGE_LIVES = timedelta(hours=24)
TAP_LIVES = timedelta(seconds=150)
LONGEST_POLL = 50
OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member", "chat_member"})
SAME_OFFSET_HOLDS = 3.0
SAME_OFFSET_ALONE = 0.5


@dataclass(slots=True)
class Waiting:
    """An update on its way; `copies` is how often it is still to be delivered, `again` when one was."""

    id: int
    content: dict[str, Any]
    expires: datetime
    copies: int
    delivered: bool = False
    again: bool = False


class UpdateQueue:
    """Keeps updates until the bot confirms them."""

    def __init__(self, clock: SandboxClock, monotonic: Monotonic = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._ids = count(100_001)
        self._waiting: dict[int, Waiting] = {}
        self._changed = asyncio.Event()
        self._gone = asyncio.Event()
        self._poll: asyncio.Future[str] | None = None
        self._last_offset = 0
        self._last_poll = float("-inf")
        self._next_conflict = float("-inf")
        self._twice = 0
        self._copies = 2
        self.allowed: frozenset[str] = KINDS - OFF_BY_DEFAULT
        self.webhook_active = False

    def allow(self, kinds: list[str] | None) -> None:
        """Stays until it is changed again; an empty list means the default kinds."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or KINDS - OFF_BY_DEFAULT

    def deliver_twice(self, updates: int = 1, copies: int = 2) -> None:
        """The next updates come that often each, with the same update_id."""
        self._twice, self._copies = updates, copies

    def add(self, kind: str, content: dict[str, Any]) -> tuple[int, ...]:
        """The id of the new update; nothing when the bot does not want this kind."""
        if kind not in self.allowed:
            return ()
        number = next(self._ids)
        lives = TAP_LIVES if kind == "callback_query" else MESSAGE_LIVES
        expires = self._clock.now() + lives
        self._waiting[number] = Waiting(
            number, {"update_id": number, kind: content}, expires, self._take_copies()
        )
        self._changed.set()
        return (number,)

    def _take_copies(self) -> int:
        if not self._twice:
            return 1
        self._twice -= 1
        return self._copies

    def pending(self) -> tuple[Waiting, ...]:
        """What has not expired, oldest first."""
        now = self._clock.now()
        for one in tuple(self._waiting.values()):
            if one.expires <= now:
                self._remove(one)
        return tuple(self._waiting.values())

    def _remove(self, one: Waiting) -> None:
        self._waiting.pop(one.id, None)
        self._gone.set()

    def drop_all(self) -> None:
        for one in tuple(self._waiting.values()):
            self._remove(one)

    def confirm(self, below: int) -> None:
        """Forgets what lies below the offset, unless a copy of it is still to come."""
        for one in self.pending():
            if one.id < below and one.delivered:
                self.taken(one)
            elif one.id < below and not one.again:
                self._remove(one)

    def taken(self, one: Waiting) -> None:
        one.copies -= 1
        one.delivered, one.again = False, True
        if one.copies < 1:
            self._remove(one)

    async def wait_taken(self, number: int) -> None:
        """Returns when the bot has confirmed this update, with all its copies."""
        while number in self._waiting:
            self._gone.clear()
            await self._gone.wait()

    async def next_for_webhook(self) -> Waiting:
        while not self.pending():
            self._changed.clear()
            await self._changed.wait()
        return self.pending()[0]

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """One getUpdates; raises Refused 409 when a later poll or a webhook takes over."""
        if self.webhook_active:
            raise conflict(WEBHOOK_ACTIVE)
        limit, seconds = self._held_back(offset, min(max(limit, 1), 100), min(max(seconds, 0), LONGEST_POLL))
        ready = self._ready(offset, limit)
        if ready or seconds == 0:
            return ready
        return await self._wait(offset, limit, seconds)

    def _held_back(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """The same offset again at once is made slower, and then gets one update only."""
        now, same = self._monotonic(), offset == self._last_offset
        since = now - self._last_poll
        self._last_offset, self._last_poll = offset, now
        if same and since < SAME_OFFSET_HOLDS:
            timeout = max(timeout, int(SAME_OFFSET_HOLDS))
        return (1 if same and since < SAME_OFFSET_ALONE else limit), timeout

    def _ready(self, offset: int, limit: int) -> list[dict[str, Any]]:
        if offset < 0:
            for one in self.pending()[:offset]:
                self._remove(one)
        elif offset > 0:
            self.confirm(offset)
        ready = self.pending()[:limit]
        for one in ready:
            one.delivered = True
        return [one.content for one in ready]

    async def _wait(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        await self.end_poll(OTHER_POLL)
        mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poll = mine
        until = self._monotonic() + seconds
        try:
            while not self.pending() and not mine.done() and (left := until - self._monotonic()) > 0:
                await self._woken(mine, left)
        finally:
            self._poll = None if self._poll is mine else self._poll
        if mine.done():
            raise await self._conflict(mine.result())
        return self._ready(max(offset, 0), limit)

    async def _woken(self, mine: "asyncio.Future[str]", left: float) -> None:
        self._changed.clear()
        changed = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait((changed, mine), timeout=left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            changed.cancel()

    async def end_poll(self, words: str = CUT_BY_WEBHOOK) -> None:
        """Ends the poll that waits, if there is one."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(words)
            self._poll = None

    async def _conflict(self, words: str) -> Refused:
        """A second conflict within three seconds is answered three seconds late."""
        now = self._monotonic()
        if now < self._next_conflict:
            await asyncio.sleep(SAME_OFFSET_HOLDS)
        else:
            self._next_conflict = now + SAME_OFFSET_HOLDS
        return conflict(words)
