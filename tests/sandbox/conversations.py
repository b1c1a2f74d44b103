"""What the tests of the server share: raw calls, and an aiogram client with its address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiogram import Bot

from bot.sandbox.clock import SandboxClock
from bot.sandbox.persons import Person
from bot.sandbox.server import Telegram
from tests.sandbox.echo import client

START = datetime(2024, 9, 2, 4, tzinfo=UTC)


class Seconds:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Line:
    """A server, a bot that talks to it, and a person who has started the bot."""

    server: Telegram
    clock: SandboxClock
    bot: Bot
    person: Person
    http: aiohttp.ClientSession

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A call with JSON, for what aiogram would not send."""
        async with self.http.post(
            f"{self.server.url}/bot{self.server.token}/{method}", json=parameters
        ) as answer:
            result: dict[str, Any] = await answer.json()
            assert result["ok"] or result["error_code"] == answer.status
            return result

    async def words(self, method: str, **parameters: Any) -> str:
        """The description of a refusal."""
        return str((await self.call(method, **parameters))["description"])


@asynccontextmanager
async def line(**options: Any) -> AsyncIterator[Line]:
    clock = SandboxClock(START)
    server = Telegram(clock, **options)
    await server.start()
    person = server.person("Айгүл", "kk")
    await person.sends("/start")
    server.updates.drop_all()
    async with aiohttp.ClientSession() as http, client(server) as bot:
        yield Line(server, clock, bot, person, http)
    await server.stop()
