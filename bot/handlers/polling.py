"""Takes updates from Telegram by long polling; each is handled in a task, and all can be dropped at once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.types import Update

PATIENCE = 25
PAUSES = (0.2, 1, 3, 10, 30)
GRACE = 5
log = structlog.get_logger()


class Poller:
    """aiogram's own polling leaves its tasks behind when it is cancelled; this one can be thrown away."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._under_way: set[asyncio.Task[object]] = set()
        self._next: int | None = None

    async def run(self) -> None:
        failures = 0
        wanted = self._dispatcher.resolve_used_update_types()
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=self._next, timeout=PATIENCE, allowed_updates=wanted
                )
            except Exception as failure:
                log.warning("polling_failed", kind=type(failure).__name__)
                await self._recover(failure, PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1
            else:
                failures = 0
                self._take(updates)

    async def stop(self) -> None:
        """Gives what was taken a little time to come to its end, then drops it."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=GRACE)
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _recover(self, failure: Exception, pause: float) -> None:
        if isinstance(failure, TelegramConflictError) and "webhook" in failure.message:
            # Left by a run with WEBHOOK_URL: while it stands, nobody may poll.
            with suppress(AiogramError):
                await self._bot.delete_webhook()
        if isinstance(failure, TelegramRetryAfter):
            pause = max(pause, failure.retry_after)
        await asyncio.sleep(pause)

    def _take(self, updates: Sequence[Update]) -> None:
        for update in updates:
            self._next = update.update_id + 1
            task = asyncio.create_task(self._dispatcher.feed_update(self._bot, update))
            self._under_way.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[object]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            log.error("update_failed", kind=type(failure).__name__, exc_info=failure)
