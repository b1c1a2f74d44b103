"""A tiny bot for the tests of the driver and the server: each word it knows shows one habit, good or bad."""

import asyncio
import contextlib
from collections import defaultdict
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)

from bot.sandbox.server import Telegram


def client(server: Telegram) -> Bot:
    """An aiogram bot that talks to the sandbox."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    return Bot(server.token, session=session)


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=label[:20])] for label in labels]
    )


class Done(BaseMiddleware):
    """Remembers which updates were fully handled."""

    def __init__(self) -> None:
        self.events: dict[int, asyncio.Event] = defaultdict(asyncio.Event)

    async def __call__(self, handler: Any, event: Any, context: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        try:
            return await handler(event, context)
        finally:
            self.events[event.update_id].set()


class EchoBot:
    """Implements RunningBot."""

    def __init__(self, server: Telegram) -> None:
        self.bot = client(server)
        self.done = Done()
        self.ticks = 0
        self._task: asyncio.Task[None] | None = None
        self._dispatcher = Dispatcher()
        self._dispatcher.update.outer_middleware(self.done)
        routes(self._dispatcher)

    async def start(self) -> None:
        self._task = asyncio.create_task(self._poll())

    async def _poll(self) -> None:
        """Polling of our own, because aiogram's leaves tasks behind when it is cancelled."""
        offset = 0
        async with asyncio.TaskGroup() as tasks:
            while True:
                for update in await self.bot.get_updates(offset=offset, timeout=10):
                    offset = update.update_id + 1
                    tasks.create_task(self._handle(update))

    async def _handle(self, update: Update) -> None:
        with contextlib.suppress(Exception):
            await self._dispatcher.feed_update(self.bot, update)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.bot.session.close()

    async def handled(self, update_id: int) -> None:
        await self.done.events[update_id].wait()

    async def quiet(self) -> None:
        await asyncio.sleep(0)

    async def tick(self) -> None:
        self.ticks += 1


async def greet(message: Message) -> None:
    await message.answer(f"Сәлем! {message.text}", reply_markup=keyboard("Бір", "Екі", "Жіберу ✅"))


async def take_file(message: Message, bot: Bot) -> None:
    assert message.document is not None
    content = await bot.download(message.document)
    assert content is not None
    name = message.document.file_name or "file"
    await message.answer_document(
        BufferedInputFile(content.read(), name), caption="Қайтардым", protect_content=True
    )


async def say(message: Message) -> None:
    for line in (message.text or "").removeprefix("say ").split("|"):
        await message.answer(line)


async def label(message: Message) -> None:
    await message.answer("Батырма", reply_markup=keyboard((message.text or "").removeprefix("label ")))


async def rows(message: Message) -> None:
    await message.answer(
        "Тізім", reply_markup=keyboard(*map(str, range(int((message.text or "0").split()[-1]))))
    )


async def unknown(message: Message, bot: Bot) -> None:
    await message.answer_dice()


async def tapped(query: CallbackQuery) -> None:
    if query.data == "Үнсіз":
        return
    await query.answer(f"Бастыңыз: {query.data}")
    if isinstance(query.message, Message):
        await query.message.edit_text(f"Таңдалды: {query.data}", reply_markup=keyboard("Артқа", "Дайын"))


async def keep_silent(message: Message) -> None:
    """Says nothing at all."""


def routes(dispatcher: Dispatcher) -> None:
    dispatcher.message.register(greet, CommandStart())
    dispatcher.message.register(take_file, F.document)
    dispatcher.message.register(say, F.text.startswith("say "))
    dispatcher.message.register(label, F.text.startswith("label "))
    dispatcher.message.register(rows, F.text.startswith("rows "))
    dispatcher.message.register(unknown, F.text == "dice")
    dispatcher.message.register(keep_silent)
    dispatcher.callback_query.register(tapped)
