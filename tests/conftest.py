"""The school of the journeys: a Telegram of our own, a clock that stands still, and the bot as a school has it."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest
import pytest_asyncio
from aiogram.client.session.aiohttp import AiohttpSession

from bot.app import telegram_session
from bot.config import Settings
from bot.core.people import Role
from bot.core.ports import Clock
from bot.logs import configure_logs
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_parents import sample_parents
from bot.sandbox.sample_school import SampleSchool, sample_school
from bot.sandbox.seed import plant
from bot.sandbox.server import TOKEN, Telegram
from tests.driver import Person, World
from tests.running import SECRET, TirekUnderTest, make_database

MORNING = datetime(2026, 9, 7, 4, tzinfo=UTC)
FIRST_ACCOUNT = 500_001
configure_logs()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--restart-between", action="store_true", help="throw the bot away between any two steps"
    )
    parser.addoption("--one-in", type=int, default=1, help="keep one test in so many, always the same ones")
    parser.addoption("--soak", action="store_true", help="the long crash and fuzz runs, not their samples")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test has its place by its name, whatever else was collected."""
    share = config.getoption("--one-in")
    items[:] = [item for item in items if crc32(item.nodeid.encode()) % share == 0]


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    """Whether the long run was asked for."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database: made once, copied for each journey."""
    return make_database(tmp_path_factory.mktemp("empty"), SandboxClock(MORNING), lambda desk: None)


@pytest.fixture(scope="session")
def sample() -> SampleSchool:
    return sample_school()


@pytest.fixture(scope="session")
def school_database(tmp_path_factory: pytest.TempPathFactory, sample: SampleSchool) -> Path:
    """The sample school, its staff having the first accounts of our Telegram."""
    return make_database(
        tmp_path_factory.mktemp("school"),
        SandboxClock(MORNING),
        lambda desk: plant(desk, sample, *accounts(sample)),
    )


def accounts(sample: SampleSchool) -> tuple[range, range]:
    """Of the staff, and of the parents whom the school confirmed."""
    parents = FIRST_ACCOUNT + len(sample.staff)
    return range(FIRST_ACCOUNT, parents), range(parents, parents + len(sample_parents(sample)))


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(MORNING)


@pytest_asyncio.fixture
async def server(clock: SandboxClock) -> AsyncIterator[Telegram]:
    server = Telegram(clock)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def settings(request: pytest.FixtureRequest, server: Telegram, tmp_path: Path) -> Settings:
    """A database of the test's own: of the sample school where the test asks for `school`, else an empty one."""
    source = "school_database" if "school" in request.fixturenames else "empty_database"
    shutil.copy(request.getfixturevalue(source), tmp_path / "tirek.db")
    return Settings(
        _env_file=None, bot_token=TOKEN, telegram_api_url=server.url, data_dir=tmp_path, secret_key=SECRET
    )


@pytest_asyncio.fixture
async def session(settings: Settings) -> AsyncIterator[AiohttpSession]:
    session = telegram_session(settings)
    yield session
    await session.close()


@pytest_asyncio.fixture
async def telegram(
    request: pytest.FixtureRequest,
    server: Telegram,
    clock: Clock,
    settings: Settings,
    session: AiohttpSession,
) -> AsyncIterator[World]:
    """The bot, running."""

    def build() -> TirekUnderTest:
        return TirekUnderTest(settings, clock, session)

    restarts = bool(request.config.getoption("--restart-between"))
    world = World(build, server, clock, restart_between_steps=restarts)
    await world.start()
    yield world
    await world.finish()


@dataclass(frozen=True)
class Staff:
    """The people of the sample school, each with their phone.

    `parent` speaks Kazakh, has a child in 7Ә and another from grade 5 on, and agreed for both; `other_parent`
    speaks Russian and agreed for an only child in 6А; the bot does not know the `stranger`.
    """

    sample: SampleSchool
    people: tuple[Person, ...]
    parent: Person
    other_parent: Person
    stranger: Person

    @property
    def pedagogue(self) -> Person:
        return self.people[0]

    @property
    def director(self) -> Person:
        return self.people[1]

    @property
    def deputy(self) -> Person:
        return self.people[2]

    @property
    def psychologist(self) -> Person:
        return self.people[3]

    def teacher_of(self, class_name: str) -> Person:
        class_id = next(one.id for one in self.sample.classes if str(one.name) == class_name)
        return next(
            person
            for person, member in zip(self.people, self.sample.staff, strict=True)
            if member.role is Role.CLASS_TEACHER and class_id in member.classes
        )

    def pupils_of(self, class_name: str) -> list[str]:
        """The pupils' short names, as the buttons show them, in the order of the register."""
        class_id = next(one.id for one in self.sample.classes if str(one.name) == class_name)
        return [one.name.short for one in self.sample.pupils_of(class_id)]

    @property
    def children(self) -> list[str]:
        """The short names of the children of `parent`, the one in 7Ә first."""
        return self._children(0)

    @property
    def other_children(self) -> list[str]:
        return self._children(1)

    def _children(self, place: int) -> list[str]:
        parent = sample_parents(self.sample)[place]
        return [self.sample.pupils[index].name.short for index in parent.children]


@pytest.fixture
def school(telegram: World, sample: SampleSchool) -> Staff:
    """The sample school with its staff ready to tap; everybody pressed Start long ago."""
    known = (*sample.staff, *sample_parents(sample))
    people = tuple(telegram.person(one.name, language=one.language) for one in known)
    for person in people:
        person.phone.chat.started = True
    staff, parents = people[: len(sample.staff)], people[len(sample.staff) :]
    return Staff(sample, staff, *parents, telegram.person("Бейтаныс", language="kk"))
