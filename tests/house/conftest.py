"""A school with something in every drawer, laid out once and copied for each test that opens them."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import open_backroom
from bot.config import Settings
from bot.sandbox.clock import SandboxClock
from bot.sandbox.sample_school import SampleSchool
from bot.storage.cabinet import SealedCabinet
from bot.storage.office import desk_of_the_software
from tests.conftest import MORNING, Staff, accounts
from tests.driver import World
from tests.house.furnished import GUESTS, Furniture, Guests, furnished, papers_in
from tests.running import SECRET

Laid = tuple[Path, Furniture]


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory, sample: SampleSchool, school_database: Path) -> Laid:
    """The folder of the bot, and what lies in its drawers."""
    folder = tmp_path_factory.mktemp("furnished")
    shutil.copy(school_database, folder / "tirek.db")
    _, parents = accounts(sample)
    # The one after the parents is the stranger.
    guests = range(parents.stop + 1, parents.stop + 1 + len(GUESTS))

    async def lay() -> Furniture:
        settings = Settings(_env_file=None, data_dir=folder, secret_key=SECRET)
        room = await open_backroom(settings, SandboxClock(MORNING))
        places = await papers_in(SealedCabinet(settings.files_folder, room.vault))
        found = await room.database.write(
            lambda connection: furnished(desk_of_the_software(room, connection), parents, guests, places)
        )
        await room.database.close()
        return found

    return folder, asyncio.run(lay())


@pytest.fixture
def settings(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Settings:
    """With the drawers filled where a test asks what is `there`."""
    if "there" in request.fixturenames:
        folder, _ = request.getfixturevalue("laid_out")
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return settings


@pytest_asyncio.fixture
async def there(telegram: World, school: Staff, laid_out: Laid) -> AsyncIterator[Furniture]:
    telegram.tolerates |= {"surplus", "silence"}
    yield replace(laid_out[1], guests=Guests.of(telegram))
