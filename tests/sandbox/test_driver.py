"""The driver of the journeys: what it can do, and that each of its rules really fails."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Telegram
from tests.driver import World
from tests.sandbox.echo import EchoBot

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[World]:
    clock = SandboxClock(datetime(2024, 9, 2, 4, tzinfo=UTC))
    server = Telegram(clock)
    world = World(lambda: EchoBot(server), server, clock)
    await world.start()
    yield world
    await world.stop()


async def test_a_person_starts_taps_and_restarts(telegram: World) -> None:
    aigul = telegram.person("Айгүл")
    await aigul.sends("/start")
    aigul.sees("Сәлем", buttons=["Бір", "Жіберу"])
    await telegram.restart()
    await aigul.taps("Жіберу")
    aigul.sees("Таңдалды: Жіберу")
    aigul.sees_toast("Бастыңыз")
    aigul.sees_not("Сәлем", buttons=["Бір"])
    assert aigul.buttons == ("Артқа", "Дайын")
    assert aigul.taps_count == 1
    await telegram.finish()
