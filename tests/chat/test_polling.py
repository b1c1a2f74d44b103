"""Polling goes on whatever happens, keeps each person's updates in order, and ends when it is told to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Message
from structlog.testing import capture_logs

from bot.handlers import polling
from bot.handlers.polling import Poller
from bot.sandbox.faults import BadGatewayHtml, DropBefore, Fault, Refuses, RetryAfter, ServerError500
from bot.sandbox.persons import Person
from bot.sandbox.refusals import Refused
from bot.sandbox.server import Telegram

UNAUTHORIZED = Refuses(Refused(401, "Unauthorized"))


class Listening:
    """A poller whose handler notes what it hears."""

    def __init__(self, bot: Bot) -> None:
        self.heard: list[str] = []
        self.before: Callable[[str], Awaitable[None]] = self._nothing
        dispatcher = Dispatcher(events_isolation=SimpleEventIsolation())
        dispatcher.message.register(self._hear)
        self.poller = Poller(bot, dispatcher)
        self.task = asyncio.create_task(self.poller.run())

    async def _nothing(self, _: str) -> None:
        return

    async def _hear(self, message: Message) -> None:
        await self.before(message.text or "")
        self.heard.append(message.text or "")

    async def hears(self, count: int) -> list[str]:
        async with asyncio.timeout(10):
            while len(self.heard) < count:
                await asyncio.sleep(0.01)
        return self.heard

    async def stops(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, self.poller.stop(), return_exceptions=True)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSES", (0.05, 0.1))


@pytest_asyncio.fixture
async def listening(bot: Bot) -> AsyncIterator[Listening]:
    listening = Listening(bot)
    yield listening
    await listening.stops()


@pytest.fixture
def person(server: Telegram) -> Person:
    return server.person("Айгүл")


@pytest.mark.parametrize(
    "fault", [ServerError500(), BadGatewayHtml(), DropBefore(), RetryAfter(1), UNAUTHORIZED]
)
async def test_it_goes_on_after_everything_that_can_happen(
    server: Telegram, bot: Bot, person: Person, fault: Fault
) -> None:
    server.faults.queue("getUpdates", fault, times=2)
    with capture_logs() as logs:
        listening = Listening(bot)
        await person.sends("сәлем")
        assert await listening.hears(1) == ["сәлем"]
        await listening.stops()
    assert [one["event"] for one in logs] == ["polling_failed"] * 2


async def test_a_webhook_left_behind_is_taken_down(server: Telegram, bot: Bot, person: Person) -> None:
    await bot.set_webhook("https://127.0.0.1:1/gone")
    with capture_logs():
        listening = Listening(bot)
        async with asyncio.timeout(5):
            while server.updates.webhook_active:
                await asyncio.sleep(0.01)
        await person.sends("сәлем")
        assert await listening.hears(1) == ["сәлем"]
        await listening.stops()


async def test_one_persons_updates_are_handled_in_their_order(listening: Listening, person: Person) -> None:
    async def slower_first(words: str) -> None:
        await asyncio.sleep(0.05 if words == "0" else 0)

    listening.before = slower_first
    for number in range(10):
        await person.sends(str(number))
    assert await listening.hears(10) == [str(number) for number in range(10)]


async def test_a_slow_one_makes_nobody_else_wait(
    server: Telegram, listening: Listening, person: Person
) -> None:
    gate = asyncio.Event()

    async def wait(words: str) -> None:
        if words == "slow":
            await gate.wait()

    listening.before = wait
    await person.sends("slow")
    await server.person("Данияр").sends("quick")
    assert await listening.hears(1) == ["quick"]
    gate.set()
    assert await listening.hears(2) == ["quick", "slow"]


async def test_an_exception_ends_one_update_only_and_is_in_the_log(
    listening: Listening, person: Person
) -> None:
    async def fail(words: str) -> None:
        if words == "bad":
            raise LookupError("Ахметов")

    listening.before = fail
    with capture_logs() as logs:
        for words in ("bad", "good"):
            await person.sends(words)
        assert await listening.hears(1) == ["good"]
    assert [(one["event"], one["kind"]) for one in logs] == [("update_failed", "LookupError")]


async def test_what_was_taken_comes_to_its_end_before_the_stop(bot: Bot, person: Person) -> None:
    listening = Listening(bot)

    async def slow(_: str) -> None:
        await asyncio.sleep(0.2)

    listening.before = slow
    await person.sends("last words")
    async with asyncio.timeout(5):
        while not listening.poller._under_way:
            await asyncio.sleep(0.005)
    await listening.stops()
    assert listening.heard == ["last words"]


async def test_what_does_not_end_is_dropped(
    bot: Bot, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "GRACE", 0.05)
    listening = Listening(bot)

    async def never(_: str) -> None:
        await asyncio.Event().wait()

    listening.before = never
    await person.sends("endless")
    async with asyncio.timeout(5):
        while not listening.poller._under_way:
            await asyncio.sleep(0.005)
    await asyncio.wait_for(listening.stops(), 5)
    assert listening.heard == []
    assert not listening.poller._under_way
