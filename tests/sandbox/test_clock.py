"""The sandbox clock moves forward only, and by itself only when it runs."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.clock import SandboxClock
from tests.sandbox.conversations import START, Seconds


def test_it_stands_still_until_it_is_moved() -> None:
    seconds = Seconds()
    clock = SandboxClock(START, monotonic=seconds)
    seconds.at += 100
    assert clock.now() == START
    assert clock.passes(days=4, hours=1) == START + timedelta(days=4, hours=1) == clock.now()
    assert clock.moves_to(START + timedelta(days=5)) == clock.now()


def test_it_runs_in_the_demo() -> None:
    seconds = Seconds()
    clock = SandboxClock(START, running=True, monotonic=seconds)
    seconds.at += 100
    assert clock.now() == START + timedelta(seconds=100)
    clock.passes(hours=1)
    seconds.at += 1
    assert clock.now() == START + timedelta(hours=1, seconds=101)


def test_it_begins_now_when_nobody_says_when() -> None:
    assert abs(SandboxClock().now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_it_never_goes_back() -> None:
    clock = SandboxClock(START)
    with pytest.raises(ValueError, match="never goes back"):
        clock.moves_to(START - timedelta(seconds=1))
    with pytest.raises(ValueError, match="never goes back"):
        clock.passes(days=-1)
    with pytest.raises(ValueError, match="time zone"):
        clock.moves_to(datetime(2024, 9, 3))
