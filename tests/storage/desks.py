"""The pedagogue's desk over a database of its own, and lists to bring in."""

import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.app import open_backroom
from bot.config import Settings
from bot.core.people import Person, Role
from bot.core.ports import Desk
from bot.core.roster.importing import ImportView, keep_roster, newest_import, write_roster
from bot.core.roster.values import Roster, RosterPupil
from bot.core.school import ClassName, School, SchoolYear
from bot.sandbox.clock import SandboxClock
from bot.storage.desk import SqlDesk
from bot.storage.office import Backroom
from tests.running import SECRET, make_database

YEAR = SchoolYear(2026)
SEPTEMBER = datetime(2026, 9, 7, 4, tzinfo=UTC)
ACCOUNT = 500_001


@dataclass
class Desks:
    """The pedagogue's desk, as often as it is needed."""

    room: Backroom
    clock: SandboxClock

    async def act(self, use_case: Callable[..., Any], *arguments: Any) -> Any:
        return await self.room.database.write(lambda connection: use_case(self._desk(connection), *arguments))

    def _desk(self, connection: Any) -> SqlDesk:
        room = self.room
        return SqlDesk(connection, room.vault, self.clock.now(), room.zone, ACCOUNT, _person)

    async def imports(self, *pupils: RosterPupil, year: SchoolYear = YEAR) -> ImportView:
        """Reads a list and says yes; what was shown before it."""
        await self.act(keep_roster, "тізім.xlsx", year, Roster(pupils))
        view: ImportView = await self.act(newest_import)
        await self.act(write_roster, view.id, view.mark)
        return view

    async def lists(self, year: SchoolYear = YEAR) -> dict[str, list[str]]:
        """The first names in each class."""

        def look(desk: Desk) -> dict[str, list[str]]:
            pupils = desk.pupils.of_year(year)
            return {
                str(one.name): [pupil.name.first for pupil in pupils[one.id]]
                for one in desk.schools.classes(year)
                if one.id in pupils
            }

        found: dict[str, list[str]] = await self.act(look)
        return found


def _person(desk: SqlDesk) -> Person:
    person = desk.people.by_telegram(ACCOUNT)
    assert person is not None
    return person


def found_school(desk: Desk) -> None:
    desk.schools.save(School(name_kk="Үлгі мектебі", year=YEAR))
    person = desk.people.add(ACCOUNT, "Үлгі Педагог", "kk", desk.moment)
    desk.people.grant(person.id, Role.SOCIAL_PEDAGOGUE, None, desk.moment)


def settings_of(folder: Path) -> Settings:
    return Settings(_env_file=None, data_dir=folder, secret_key=SECRET)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school with its pedagogue: made once, copied for each test."""
    return make_database(tmp_path_factory.mktemp("founded"), SandboxClock(SEPTEMBER), found_school)


@pytest_asyncio.fixture
async def desks(tmp_path: Path, founded: Path) -> AsyncIterator[Desks]:
    clock = SandboxClock(SEPTEMBER)
    settings = settings_of(tmp_path)
    shutil.copy(founded, settings.database_file)
    made = Desks(await open_backroom(settings, clock), clock)
    yield made
    await made.room.database.close()


def row(first: str, class_name: str, **known: Any) -> RosterPupil:
    known.setdefault("birth_date", date(2014, 9, 1 + sum(map(ord, first)) % 28))
    return RosterPupil(ClassName.read(class_name) if class_name else None, "Сынақов", first, **known)


TWO_CLASSES = (row("Айша", "7А"), row("Болат", "7А"), row("Дана", "7Ә"), row("Ерлан", "7Ә"))
