"""The ticker rings again and again, and is silent once it was stopped."""

import asyncio

import pytest

from bot.reminders import ticker as clockwork
from bot.reminders.ticker import Ticker


async def test_it_rings_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clockwork, "SECONDS", 0.05)
    rings: list[int] = []
    ticker = Ticker(lambda: rings.append(1))
    ticker.start()
    await asyncio.sleep(0.3)
    ticker.stop()
    heard = len(rings)
    assert heard >= 3
    await asyncio.sleep(0.15)
    assert len(rings) == heard


def test_stopping_what_never_ran_is_fine() -> None:
    Ticker(lambda: None).stop()


async def test_a_ring_that_fails_does_not_stop_the_clockwork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clockwork, "SECONDS", 0.05)
    rings: list[int] = []

    def ring() -> None:
        rings.append(1)
        raise LookupError

    ticker = Ticker(ring)
    ticker.start()
    await asyncio.sleep(0.3)
    ticker.stop()
    assert len(rings) >= 3
