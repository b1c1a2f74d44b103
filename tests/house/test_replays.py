"""Rule 6: however often an update is delivered, at once or after the bot died, it is as if it had come once."""

import random
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy import Connection, inspect, text
from structlog.testing import capture_logs

from bot.app import telegram_session
from bot.config import Settings
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_parents import sample_parents
from bot.sandbox.sample_school import SampleSchool
from bot.sandbox.server import TOKEN, Telegram
from bot.sandbox.updates import Waiting
from tests.conftest import MORNING, Staff
from tests.driver import World
from tests.house.furnished import ALWAYS, OWN, backroom, looked_up
from tests.house.pressing import failures, told
from tests.house.whole_way import Way
from tests.running import SECRET, TirekUnderTest

MOST_COPIES = 5
# Chosen by chance anew in every school: marks of drafts and tokens of links.
BY_CHANCE = re.compile(r"start=[\w-]+|(?<=:)[\w-]{6}(?=:)")
Facts = dict[str, list[Any]]


class Deliveries:
    """Every update that Telegram has for the bot, each handed out from one to five times in one go."""

    def __init__(self, telegram: World, seed: int | None) -> None:
        self._updates = telegram.server.updates
        self._chance = random.Random(seed)
        self.copies = 0
        self.heard: list[tuple[int, dict[str, Any]]] = []
        self._add, self._poll = self._updates.add, self._updates.poll
        self._updates.add = self._noted  # type: ignore[method-assign]
        if seed is not None:
            self._updates.poll = self._repeated  # type: ignore[method-assign]

    def _noted(self, kind: str, content: dict[str, Any]) -> tuple[int, ...]:
        ids = self._add(kind, content)
        self.heard += [(number, {"update_id": number, kind: content}) for number in ids]
        return ids

    async def _repeated(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        found = await self._poll(offset, limit, seconds)
        told = [one for one in found for _ in range(self._chance.randint(1, MOST_COPIES))]
        self.copies += len(told) - len(found)
        return told

    async def again(self, telegram: World) -> int:
        """All that was heard since the last time comes once more, to a bot that does not remember it."""
        heard, self.heard = self.heard, []
        await telegram.restart()
        for number, content in heard:
            expires = telegram.clock.now() + timedelta(hours=1)
            self._updates._waiting[number] = Waiting(number, content, expires, copies=1)
        self._updates._changed.set()
        await telegram._settle(tuple(number for number, _ in heard))
        return len(heard)


async def facts(telegram: World) -> Facts:
    """All that is stored, with what is sealed opened where it is said by somebody; nothing that is by chance."""
    rows = await backroom(telegram).database.read(_open_rows)
    return rows | await looked_up(telegram, _said)


def _open_rows(connection: Connection) -> Facts:
    found: Facts = {}
    for name in inspect(connection).get_table_names():
        if name in ALWAYS:
            continue
        result = connection.execute(text(f'SELECT * FROM "{name}"')).mappings()
        found[name] = [
            {key: _plain(value) for key, value in row.items() if "trace" not in key and "token" not in key}
            for row in result
        ]
    return found


def _plain(value: Any) -> Any:
    return "sealed" if isinstance(value, bytes) else BY_CHANCE.sub("…", f":{value}:")


def _said(desk: Any) -> Facts:
    year = desk.schools.get().year
    applications = desk.applications.of_year(year)
    return {
        "answers": [(one.id, dict(one.answers)) for one in applications],
        "words": [
            (event.step, event.words) for one in applications for event in desk.applications.history(one.id)
        ],
        "reasons": [one.reason for found in applications for one in desk.decisions.of_application(found.id)],
        "claims": [one.written for one in desk.representatives.open_claims()],
    }


def messages(way: Way) -> dict[str, list[str]]:
    """What stands in each chat at the end."""
    return {
        person.name: [
            BY_CHANCE.sub("…", one.content.words.text) for one in person.phone.messages if one.sender.is_bot
        ]
        for person in way.everybody
    }


@pytest_asyncio.fixture
async def other_world(
    school_database: Path, sample: SampleSchool, tmp_path: Path
) -> AsyncIterator[Callable[[], Awaitable[Way]]]:
    """A second school like the first, for the same way with each update delivered once."""
    worlds: list[World] = []
    sessions: list[AiohttpSession] = []

    async def make() -> Way:
        clock = SandboxClock(MORNING)
        server = Telegram(clock)
        await server.start()
        folder = tmp_path / "other"
        folder.mkdir()
        (folder / "tirek.db").write_bytes(school_database.read_bytes())
        settings = Settings(
            _env_file=None, bot_token=TOKEN, telegram_api_url=server.url, data_dir=folder, secret_key=SECRET
        )
        session = telegram_session(settings)
        sessions.append(session)
        world = World(lambda: TirekUnderTest(settings, clock, session), server, clock)
        worlds.append(world)
        await world.start()
        world.tolerates |= {"surplus"}
        known = (*sample.staff, *sample_parents(sample))
        people = tuple(world.person(one.name, language=one.language) for one in known)
        for person in people:
            person.phone.chat.started = True
        staff, parents = people[: len(sample.staff)], people[len(sample.staff) :]
        return Way(world, Staff(sample, staff, *parents, world.person("Бейтаныс", language="kk")))

    yield make
    for world in worlds:
        await world.stop()
    for session in sessions:
        await session.close()


async def test_copies_at_once_are_one(
    telegram: World, school: Staff, other_world: Callable[[], Awaitable[Way]]
) -> None:
    """Records, history, letters and chats are equal to those of a school where each update came once."""
    telegram.tolerates |= {"surplus"}
    deliveries = Deliveries(telegram, 1)
    way, once = Way(telegram, school), await other_world()
    await way.goes()
    await once.goes()
    assert deliveries.copies > 100
    assert messages(way) == messages(once)
    found, expected = await facts(telegram), await facts(once.telegram)
    assert {name: rows for name, rows in found.items() if rows != expected[name]} == {}


async def test_what_comes_again_after_the_bot_died_is_not_done_again(telegram: World, school: Staff) -> None:
    """A bot that was thrown away before it could confirm gets everything of the last stage once more."""
    telegram.tolerates |= {"surplus", "silence"}
    deliveries = Deliveries(telegram, None)
    repeated = []

    async def again(stage: str) -> None:
        before = await facts(telegram)
        with capture_logs() as logs:
            repeated.append(await deliveries.again(telegram))
        assert [told(one) for one in failures(logs)] == [], stage
        for person in way.everybody:
            person.reads_all()
        after = await facts(telegram)
        # What opened a question may open it once more; nothing that was said or done is said or done again.
        assert {name: rows for name, rows in after.items() if rows != before[name]}.keys() <= OWN, stage

    way = Way(telegram, school, again)
    await way.goes()
    assert min(repeated) > 0
    assert len(repeated) == len(way.done)
