"""The world of a journey: server, clock, persons, and the bot that can be thrown away at any moment."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.sandbox.clock import SandboxClock
from bot.sandbox.persons import UpdateIds
from bot.sandbox.server import Telegram
from bot.sandbox.world import Event
from tests.driver.bots import RunningBot
from tests.driver.persons import Act, Person
from tests.driver.rules import broken_rules

PATIENCE = 20.0
RULES = frozenset({"surplus", "silence", "unanswered", "unknown", "shape"})


class Clock:
    """The only way in which time moves in a journey."""

    def __init__(self, clock: SandboxClock, world: "World") -> None:
        self._clock = clock
        self._world = world

    def now(self) -> datetime:
        return self._clock.now()

    async def passes(self, **by: float) -> None:
        """By the words of timedelta; the bot does its timed work at the new moment."""
        await self._world.time_moves(lambda: self._clock.passes(**by))

    async def moves_to(self, moment: datetime) -> None:
        await self._world.time_moves(lambda: self._clock.moves_to(moment))


class World:
    """The `telegram` of a journey."""

    def __init__(
        self,
        build: Callable[[], RunningBot],
        telegram: Telegram,
        clock: SandboxClock,
        restart_between_steps: bool = False,
    ) -> None:
        self.server = telegram
        self.clock = Clock(clock, self)
        self.restart_between_steps = restart_between_steps
        self.tolerates: set[str] = set()
        self.bot: RunningBot | None = None
        self._build = build
        self._persons: dict[int, Person] = {}
        self._shapes: list[str] = []
        telegram.world.listen(self._notice)

    async def start(self) -> None:
        if not self.server.url:
            await self.server.start()
        self.bot = self._build()
        await self.bot.start()

    async def finish(self) -> None:
        """The end of a journey: nothing unread, nothing unanswered; then everything stops."""
        try:
            for person in self._persons.values():
                self._check_read(person)
            self._check()
        finally:
            await self.stop()

    async def stop(self) -> None:
        if self.bot is not None:
            await self.bot.stop()
        self.bot = None
        await self.server.stop()

    async def restart(self) -> None:
        """Throws the bot away and builds it anew."""
        if self.bot is not None:
            await self.bot.stop()
        self.bot = self._build()
        await self.bot.start()

    def person(self, name: str, language: str = "kk", username: str = "") -> Person:
        person = Person(self.server.person(name, language, username), self)
        self._persons[person.id] = person
        return person

    def _notice(self, event: Event) -> None:
        person = self._persons.get(event.chat_id)
        if person is not None:
            person.notice(event)
        if event.kind in ("new", "edited") and event.message is not None and event.message.sender.is_bot:
            self._shapes.extend(f"the bot shows {words}" for words in broken_rules(event.message))

    async def step(self, person: Person, act: Act, silence_is_fine: bool = False) -> None:
        """One act of a person, until the bot is done with it."""
        await self._begin()
        self._check_read(person)
        person.begins_step()
        ids = await act()
        if not ids and not silence_is_fine:
            raise AssertionError(f"the bot does not ask Telegram for what {person.name} does")
        await self._settle(ids)
        if not person.reactions and not silence_is_fine and "silence" not in self.tolerates:
            raise AssertionError(f"the bot keeps silent towards {person.name}\n{person.screen}")
        self._check()

    async def _begin(self) -> None:
        if self.restart_between_steps:
            await self.restart()

    async def time_moves(self, move: Callable[[], object]) -> None:
        await self._begin()
        move()
        bot = self._running()
        await self._patiently(bot.tick(), "its timed work")
        await self._patiently(bot.quiet(), "what it had to send")
        self._check()

    def _running(self) -> RunningBot:
        assert self.bot is not None, "the bot was not started"
        return self.bot

    async def _settle(self, ids: UpdateIds) -> None:
        bot = self._running()
        for number in ids:
            await self._patiently(self.server.updates.wait_taken(number), f"fetching update {number}")
            await self._patiently(bot.handled(number), f"update {number}")
        await self._patiently(bot.quiet(), "what it had to send")

    async def _patiently(self, work: "asyncio.Future[None] | object", what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await work  # type: ignore[misc]
        except TimeoutError:
            raise AssertionError(f"the bot did not finish {what} within {PATIENCE:g} seconds") from None

    def _check_read(self, person: Person) -> None:
        if person.unread and "surplus" not in self.tolerates:
            raise AssertionError(
                f"{person.name} got {len(person.unread)} messages that nobody read\n{person.screen}"
            )

    def _check(self) -> None:
        server = self.server
        found = {
            "unknown": [f"unknown method {name}" for name in server.unknown_methods]
            + [f"unknown parameter {name}" for name in server.unknown_parameters],
            "unanswered": [
                f"a tap of {tap.account.first_name} was never answered" for tap in server.world.unanswered()
            ],
            "shape": self._shapes,
        }
        broken = [
            words for rule, sentences in found.items() if rule not in self.tolerates for words in sentences
        ]
        assert not broken, "; ".join(dict.fromkeys(broken)) + "".join(
            f"\n{one}" for one in server.refusals[-3:]
        )
