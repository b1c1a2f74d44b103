"""The office over a database of the test's own, as several people of a school meet it."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.core.ports import Desk
from bot.sandbox.clock import SandboxClock
from bot.storage.database import Database
from bot.storage.office import Backroom, SqlOffice
from bot.storage.vault import Vault

MORNING = datetime(2026, 9, 7, 4, tzinfo=UTC)
R = TypeVar("R")


class OfficeOfTests:
    """The office as people of this school meet it."""

    def __init__(self, room: Backroom, clock: SandboxClock) -> None:
        self.room, self.clock = room, clock
        self._updates = count(1)

    async def does(self, who: int, work: Callable[[Desk], None]) -> None:
        await SqlOffice(self.room, who, next(self._updates)).act(work)

    async def sees(self, who: int, query: Callable[[Desk], R]) -> R:
        return await SqlOffice(self.room, who, 0).ask(query)


@asynccontextmanager
async def office_over(empty_database: Path, folder: Path) -> AsyncIterator[OfficeOfTests]:
    shutil.copy(empty_database, folder / "tirek.db")
    database = await Database.open(folder / "tirek.db")
    clock = SandboxClock(MORNING)
    room = Backroom(database, Vault("a secret of the tests"), clock, ZoneInfo("Asia/Almaty"))
    yield OfficeOfTests(room, clock)
    await database.close()
