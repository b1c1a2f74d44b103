"""The cleaner: deletes files with names from the chats when their time there is over (design.md §3.5)."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from bot.core.office import SentFile
from bot.core.ports import Clock, SentFiles

log = structlog.get_logger()


class Cleaner:
    """Telegram lets a bot delete what is younger than 48 hours; what it refuses is left and noted."""

    def __init__(self, bot: Bot, sent_files: SentFiles, clock: Clock) -> None:
        self._bot = bot
        self._sent_files = sent_files
        self._clock = clock
        self._turn = asyncio.Lock()

    async def clean_due(self) -> None:
        async with self._turn:
            try:
                for one in await self._sent_files.due(self._clock.now()):
                    if await self._deleted(one):
                        await self._sent_files.forget(one)
            except Exception as failure:
                # The tables may be out of reach for a while: the next tick tries again.
                log.error("cleaning_failed", kind=type(failure).__name__, exc_info=failure)

    async def _deleted(self, one: SentFile) -> bool:
        """Whether nothing is left to do; what passes by itself is tried again at the next tick."""
        try:
            await self._bot.delete_message(one.chat_id, one.message_id)
        except (TelegramBadRequest, TelegramForbiddenError) as refusal:
            log.warning("file_not_deleted", file=one.id, kind=type(refusal).__name__)
        except AiogramError:
            return False
        return True
