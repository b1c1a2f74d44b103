"""The bot as the test driver runs it: built from settings and a clock, thrown away, built again."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from aiogram.client.session.aiohttp import AiohttpSession

from bot.app import Tirek, build, open_backroom
from bot.config import Settings
from bot.core.ports import Clock, Desk
from bot.storage.office import desk_of_the_software

SECRET = "a secret of the tests"


class TirekUnderTest:
    """Satisfies tests.driver.RunningBot."""

    def __init__(self, settings: Settings, clock: Clock, session: AiohttpSession) -> None:
        self.settings, self._clock, self._session = settings, clock, session
        self.tirek: Tirek | None = None

    @property
    def running(self) -> Tirek:
        assert self.tirek is not None
        return self.tirek

    async def start(self) -> None:
        self.tirek = await build(self.settings, self._clock, self._session)
        # Two letters to one person wait a second for each other, which no journey is about.
        self.tirek.sender.chat_pause = 0
        await self.tirek.start()

    async def stop(self) -> None:
        await self.running.stop()

    async def handled(self, update_id: int) -> None:
        await self.running.handled(update_id)

    async def quiet(self) -> None:
        await self.running.quiet()

    async def tick(self) -> None:
        await self.running.tick()


def make_database(folder: Path, clock: Clock, plant: Callable[[Desk], None]) -> Path:
    """A migrated database with whatever is planted in it."""
    settings = Settings(_env_file=None, data_dir=folder, secret_key=SECRET)

    async def make() -> None:
        backroom = await open_backroom(settings, clock)
        await backroom.database.write(lambda connection: plant(desk_of_the_software(backroom, connection)))
        await backroom.database.close()

    asyncio.run(make())
    return settings.database_file
