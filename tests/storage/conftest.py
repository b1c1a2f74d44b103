"""A database of its own for each test, and a desk over it."""

import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.core.people import PersonName, Pupil, Role
from bot.core.school import ClassName, SchoolYear
from bot.sandbox.clock import SandboxClock
from bot.storage.database import Database
from bot.storage.desk import SqlDesk
from bot.storage.office import Backroom, SqlOffice, desk_of_the_software
from bot.storage.vault import Vault

R = TypeVar("R")
YEAR = SchoolYear(2026)
MORNING = datetime(2026, 9, 7, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Room:
    """The backroom, with a desk that nobody sits at."""

    backroom: Backroom
    file: Path

    @property
    def database(self) -> Database:
        return self.backroom.database

    async def does(self, work: Callable[[SqlDesk], R]) -> R:
        """One unit of work."""
        return await self.database.write(
            lambda connection: work(desk_of_the_software(self.backroom, connection))
        )

    async def sees(self, query: Callable[[SqlDesk], R]) -> R:
        return await self.database.read(
            lambda connection: query(desk_of_the_software(self.backroom, connection))
        )

    def office(self, telegram_id: int, update_id: int) -> SqlOffice:
        return SqlOffice(self.backroom, telegram_id, update_id)


@dataclass(frozen=True)
class Place:
    """A pedagogue, a class and two pupils, for what has to refer to them."""

    person: int
    class_id: int
    pupils: tuple[int, int]


@pytest.fixture
def now() -> datetime:
    return MORNING


@pytest_asyncio.fixture
async def database(empty_database: Path, tmp_path: Path) -> AsyncIterator[Database]:
    shutil.copy(empty_database, tmp_path / "tirek.db")
    database = await Database.open(tmp_path / "tirek.db")
    yield database
    await database.close()


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    backroom = Backroom(
        database, Vault("a secret of the tests"), SandboxClock(MORNING), ZoneInfo("Asia/Almaty")
    )
    return Room(backroom, tmp_path / "tirek.db")


@pytest_asyncio.fixture
async def place(room: Room) -> Place:
    return await room.does(settle)


def settle(desk: SqlDesk) -> Place:
    person = desk.people.add(77, "Сәуле", "kk", desk.moment)
    desk.people.grant(person.id, Role.SOCIAL_PEDAGOGUE, None, desk.moment)
    class_id = desk.schools.ensure_class(YEAR, ClassName(7, "Ә")).id
    first, second = (desk.pupils.add(Pupil(0, PersonName(last, "Бала"))) for last in ("Әлі", "Бек"))
    desk.pupils.enrol_all([(first, class_id), (second, class_id)], desk.today)
    return Place(person.id, class_id, (first, second))
