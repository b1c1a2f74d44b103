"""The outbox sender: keeps Telegram's pace, waits out what passes, and gives up with a word to the log."""

import asyncio
from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiolimiter import AsyncLimiter

from bot.chat import Button, Screen
from bot.core.office import Letter
from bot.core.ports import Clock, Letters
from bot.texts import Words

GROUP = 100
TRIES = 8
log = structlog.get_logger()


class Sender:
    """Takes what is due out of the outbox, a letter after the other, one group of letters a round."""

    def __init__(self, bot: Bot, letters: Letters, clock: Clock) -> None:
        self._bot = bot
        self._letters = letters
        self._clock = clock
        # A bucket of one: a larger one would burst in its first second and be refused (docs/decisions/0005).
        self._pace = AsyncLimiter(1, 1 / 29.5)
        self._turn = asyncio.Lock()

    async def send_due(self) -> int:
        """Sends all letters whose time has come; returns how many were tried."""
        tried = 0
        async with self._turn:
            while due := await self._letters.waiting(self._clock.now(), GROUP):
                await asyncio.gather(*(self._send(letter) for letter in due))
                tried += len(due)
        return tried

    async def _send(self, letter: Letter) -> None:
        await self._letters.begin(letter, self._clock.now())
        async with self._pace:
            await self._try(letter)

    async def _try(self, letter: Letter) -> None:
        screen = drawn(letter)
        try:
            await self._bot.send_message(letter.telegram_id, screen.text, parse_mode="HTML", reply_markup=screen.keyboard())
        except TelegramRetryAfter as pause:
            await self._letters.not_sent(letter, self._clock.now() + timedelta(seconds=pause.retry_after), "flood")
        except TelegramForbiddenError:
            await self._letters.blocked(letter, self._clock.now())
        except (TelegramNetworkError, TelegramServerError) as failure:
            await self._later(letter, type(failure).__name__)
        except TelegramAPIError as failure:
            log.error("letter_refused", letter=letter.id, kind=type(failure).__name__)
            await self._letters.failed(letter, self._clock.now(), type(failure).__name__)
        else:
            await self._letters.sent(letter, self._clock.now())

    async def _later(self, letter: Letter, error: str) -> None:
        if letter.tries + 1 >= TRIES:
            await self._letters.failed(letter, self._clock.now(), error)
        else:
            await self._letters.unsure(letter, self._clock.now() + timedelta(seconds=2**letter.tries), error)


def drawn(letter: Letter) -> Screen:
    """The letter in the person's language, as a screen."""
    words = Words(letter.language)
    rows = [(Button(words(key), address, "primary"),) for key, address in letter.notice.buttons]
    return Screen(words.html(letter.notice.key, **letter.notice.words), rows)
