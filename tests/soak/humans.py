"""People who go on as people do when an answer does not come: they press again, or begin from the menu."""

import asyncio
import re
from collections.abc import Callable, Iterator

from bot.sandbox.persons import Person, Photo
from bot.sandbox.world import Event, Message

PATIENCE = 0.8
SETTLES = 0.03
TURNS = 60
LOOKS_BACK = 5


class Human:
    """One phone and somebody who looks at it."""

    def __init__(self, phone: Person) -> None:
        self.phone = phone
        self.trail: list[str] = []
        self.lost = 0
        self._current: Message | None = None
        self._happened = asyncio.Event()
        phone.world.listen(self._notice)

    @property
    def name(self) -> str:
        return self.phone.name

    def _notice(self, event: Event) -> None:
        if event.chat_id != self.phone.id or (event.message and not event.message.sender.is_bot):
            return
        if event.kind in ("new", "edited") and event.message is not None and event.message.markup:
            self._current = event.message
        if event.kind in ("new", "edited", "answered"):
            self._happened.set()

    def buttons(self) -> Iterator[tuple[Message, str]]:
        """What can be pressed: on the screen that changed last."""
        message = self._current
        if message is not None and not message.deleted and message.markup:
            for button in (one for row in message.markup.rows for one in row):
                if "callback_data" in button:
                    yield message, button["callback_data"]

    @property
    def text(self) -> str:
        """What the screen that changed last says."""
        return self._current.content.words.text if self._current is not None else ""

    def sees(self, beginning: str) -> str:
        """The address of the first button that begins so, else nothing."""
        return next((packed for _, packed in self.buttons() if packed.startswith(beginning)), "")

    def finds(self, pattern: str) -> str:
        """The address of the first button that is like this, else nothing."""
        return next((packed for _, packed in self.buttons() if re.fullmatch(pattern, packed)), "")

    async def presses(self, packed: str, patience: float = PATIENCE) -> bool:
        """Whether anything happened."""
        message = next(one for one, found in self.buttons() if found == packed)
        self.trail.append(f"presses {packed}")
        return await self._waits(lambda: self.phone.presses_data(message.id, packed), patience)

    async def writes(self, text: str) -> bool:
        self.trail.append(f"writes {text[:30]!r}")
        return await self._waits(lambda: self.phone.sends(text))

    async def photographs(self, picture: bytes) -> bool:
        self.trail.append("sends a photo")
        return await self._waits(lambda: self.phone.sends(Photo(picture)))

    async def waits_for(self, true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    self._happened.clear()
                    await self._happened.wait()
        except TimeoutError:
            return False
        return True

    async def _waits(self, act: Callable[[], object], patience: float = PATIENCE) -> bool:
        self._happened.clear()
        await act()
        try:
            await asyncio.wait_for(self._happened.wait(), patience)
        except TimeoutError:
            self.lost += 1
            self.trail.append("… no answer")
            return False
        # The answer to a tap and its screen leave at the same time.
        await asyncio.sleep(SETTLES)
        return True

    async def reaches(self, goal: Callable[[], str], *route: str) -> str:
        """Goes along buttons that begin with these letters, the last one seen first, until the goal is there."""
        for _ in range(TURNS):
            if found := goal():
                return found
            step = next((seen for one in reversed(route) if (seen := self.sees(one))), "")
            if step:
                await self.presses(step)
            if not step or (not goal() and not any(self.sees(one) for one in route)):
                await self.writes("/menu")
        shown = [packed for _, packed in self.buttons()]
        raise AssertionError(f"{self.name} never gets there: {self.trail[-30:]}; sees {shown}")
