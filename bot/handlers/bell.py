"""Rings when an update was handled: the outbox is looked at, and whoever waits for it goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update


class Bell(BaseMiddleware):
    """The outermost middleware; `ring` is called after each update, whatever became of it."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._handled: set[int] = set()
        self._rung = asyncio.Condition()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
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
            self._handled.add(update_id)
            self._rung.notify_all()
