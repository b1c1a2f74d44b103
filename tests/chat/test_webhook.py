"""The other door: updates come as calls, and each is answered after it was handled."""

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher
from aiogram.types import Message
from structlog.testing import capture_logs

from bot.handlers import webhook
from bot.handlers.webhook import Webhook
from bot.sandbox.faults import ServerError500
from bot.sandbox.server import Telegram


class Called:
    """A webhook whose handler notes what it hears."""

    def __init__(self, bot: Bot, port: int) -> None:
        self.heard: list[str] = []
        self.url = f"http://127.0.0.1:{port}/updates"
        dispatcher = Dispatcher()
        dispatcher.message.register(self._hear)
        self.door = Webhook(bot, dispatcher, self.url, port, "secret")
        self.task = asyncio.create_task(self.door.run())

    async def _hear(self, message: Message) -> None:
        self.heard.append(message.text or "")

    async def hears(self, count: int) -> list[str]:
        async with asyncio.timeout(10):
            while len(self.heard) < count:
                await asyncio.sleep(0.01)
        return self.heard

    async def stops(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.door.stop()


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "PAUSES", (0.05, 0.1))


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest_asyncio.fixture
async def called(bot: Bot, port: int) -> AsyncIterator[Called]:
    called = Called(bot, port)
    yield called
    await called.stops()


async def test_an_update_is_brought_and_taken(server: Telegram, called: Called) -> None:
    await registered(server)
    await server.person("Айгүл").sends("сәлем")
    assert await called.hears(1) == ["сәлем"]


async def test_it_registers_again_until_telegram_answers(server: Telegram, bot: Bot, port: int) -> None:
    server.faults.queue("setWebhook", ServerError500(), times=3)
    with capture_logs() as logs:
        called = Called(bot, port)
        await registered(server)
    assert [one["event"] for one in logs] == ["webhook_failed"] * 3
    await called.stops()


async def test_a_port_that_is_still_held_is_waited_for(server: Telegram, bot: Bot, port: int) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", port))
        held.listen()
        with capture_logs() as logs:
            called = Called(bot, port)
            await asyncio.sleep(0.3)
    assert {one["event"] for one in logs} == {"webhook_failed"}
    await registered(server)
    await called.stops()


async def test_a_call_without_the_secret_is_turned_away(server: Telegram, called: Called) -> None:
    await registered(server)
    update = {"update_id": 1, "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}}
    async with aiohttp.ClientSession() as stranger:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
            async with stranger.post(called.url, json=update, headers=headers) as answer:
                assert answer.status == 401
    assert called.heard == []


async def registered(server: Telegram) -> None:
    async with asyncio.timeout(10):
        while not server.updates.webhook_active:
            await asyncio.sleep(0.01)
