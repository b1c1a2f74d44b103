"""Rings when an update was handled: the outbox is looked at, and whoever waits for it goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

MEMORY = 4096


class Bell(BaseMiddleware):
    """The outermost middleware; `ring` is called after each update, whatever became of it.

    An update that this process has handled is not handled again: its answer is on the screen.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._handled: dict[int, None] = {}
        self._rung = asyncio.Condition()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, Update) and event.update_id in self._handled:
            return None
        try:
            return await handler(event, data)
        finally:
            self._ring()
            if isinstance(event, Update):
                await self._tell(event.update_id)

    async def wait_for(self, update_id: int) -> None:
        async with self._rung:
            await self._rung.wait_for(lambda: update_id in self._handled)

    async def _tell(self, update_id: int) -> None:
        async with self._rung:
            self._handled[update_id] = None
            if len(self._handled) > MEMORY:
                del self._handled[next(iter(self._handled))]
            self._rung.notify_all()
