"""The outbox sender: keeps Telegram's pace, waits out what passes, and gives up with a word to the log."""

import asyncio
import time
from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiolimiter import AsyncLimiter

from bot.chat import Button, Screen
from bot.core.office import Letter, Phrase
from bot.core.ports import Clock, Letters
from bot.texts import Words

GROUP = 100
# An outage may last for a night: with these pauses the last try comes after a day and a half.
TRIES = 48
LONGEST_PAUSE = 3600
log = structlog.get_logger()


class Sender:
    """Takes what is due out of the outbox, one letter of each person a round.

    `chat_pause`: seconds between two letters into one chat, as Telegram wants it.
    """

    def __init__(self, bot: Bot, letters: Letters, clock: Clock, chat_pause: float = 1.0) -> None:
        self.chat_pause = chat_pause
        self._bot = bot
        self._letters = letters
        self._clock = clock
        # A bucket of one: a larger one would burst in its first second and be refused (docs/decisions/0005).
        self._pace = AsyncLimiter(1, 1 / 29.5)
        self._last: dict[int, float] = {}
        self._turn = asyncio.Lock()

    async def send_due(self) -> int:
        """Sends all letters whose time has come; returns how many were tried."""
        tried = 0
        async with self._turn:
            try:
                while due := await self._letters.waiting(self._clock.now(), GROUP):
                    await self._round(due)
                    tried += len(due)
            except Exception as failure:
                # The tables may be out of reach for a while: the next tick tries again.
                log.error("sending_failed", kind=type(failure).__name__, exc_info=failure)
        return tried

    async def _round(self, due: list[Letter]) -> None:
        """All of them come to their end before the first thing that went wrong ends the rounds."""
        outcomes = await asyncio.gather(*(self._send(letter) for letter in due), return_exceptions=True)
        for failure in outcomes:
            if failure is not None:
                raise failure

    async def _send(self, letter: Letter) -> None:
        try:
            screen = drawn(letter)
        except (KeyError, IndexError, ValueError) as failure:
            # Words that do not fit together would stand before all other letters for ever.
            await self._give_up(letter, failure)
            return
        await self._wait_for_chat(letter.telegram_id)
        await self._letters.begin(letter, self._clock.now())
        async with self._pace:
            await self._try(letter, screen)

    async def _wait_for_chat(self, chat_id: int) -> None:
        now = time.monotonic()
        self._last = {chat: at for chat, at in self._last.items() if at + self.chat_pause > now}
        if chat_id in self._last:
            await asyncio.sleep(self._last[chat_id] + self.chat_pause - now)

    async def _try(self, letter: Letter, screen: Screen) -> None:
        try:
            await self._bot.send_message(
                letter.telegram_id, screen.text, parse_mode="HTML", reply_markup=screen.keyboard()
            )
        except TelegramRetryAfter as pause:
            again = self._clock.now() + timedelta(seconds=pause.retry_after)
            await self._letters.not_sent(letter, again, "flood")
        except TelegramForbiddenError:
            await self._letters.blocked(letter, self._clock.now())
        except (TelegramBadRequest, TelegramEntityTooLarge) as failure:
            await self._give_up(letter, failure)
        except AiogramError as failure:
            await self._later(letter, failure)
        else:
            await self._letters.sent(letter, self._clock.now())
        self._last[letter.telegram_id] = time.monotonic()

    async def _later(self, letter: Letter, failure: Exception) -> None:
        if letter.tries + 1 >= TRIES:
            await self._give_up(letter, failure)
            return
        pause = timedelta(seconds=min(2**letter.tries, LONGEST_PAUSE))
        await self._letters.unsure(letter, self._clock.now() + pause, type(failure).__name__)

    async def _give_up(self, letter: Letter, failure: Exception) -> None:
        log.error("letter_given_up", letter=letter.id, kind=type(failure).__name__)
        await self._letters.failed(letter, self._clock.now(), type(failure).__name__)


def drawn(letter: Letter) -> Screen:
    """The letter in the person's language, as a screen."""
    words = Words(letter.language)
    rows = [(Button(words(key), address, "primary"),) for key, address in letter.notice.buttons]
    said = {name: _said(words, word) for name, word in letter.notice.words.items()}
    return Screen(words.html(letter.notice.key, **said), rows)


def _said(words: Words, word: object) -> object:
    """A word of the notice in the reader's language; several phrases are a line each."""
    if isinstance(word, Phrase):
        return words(word.key, **{name: _said(words, part) for name, part in word.words.items()})
    return "\n".join(str(_said(words, part)) for part in word) if isinstance(word, tuple) else word
