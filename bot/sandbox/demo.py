"""The demo: the bot on a Telegram of our own, a sample school already in it, and the chat page."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import Connection

from bot.app import Tirek, build, telegram_session
from bot.config import SCHEME, Settings
from bot.core.people import Role
from bot.core.school import Country
from bot.sandbox.cast import PARENT, cast_of
from bot.sandbox.clock import SandboxClock
from bot.sandbox.page_server import ChatPage
from bot.sandbox.page_views import Table
from bot.sandbox.sample_school import SampleSchool, sample_school
from bot.sandbox.seed import class_token, plant
from bot.sandbox.server import TOKEN, Telegram
from bot.storage.office import desk_of_the_software

PORT = 8765
FIRST_DAY = 7
ZONES = {Country.KAZAKHSTAN: "Asia/Almaty", Country.KYRGYZSTAN: "Asia/Bishkek"}
SECRET = "the sample school keeps no secrets"


@dataclass(frozen=True, slots=True)
class Demo:
    """What runs, and the address of its chat page."""

    tirek: Tirek
    telegram: Telegram
    page: ChatPage


async def demo(
    size: str = "usual",
    country: str = "kz",
    port: int = PORT,
    data_dir: Path = Path("demo-data"),
    say: Callable[[str], None] = print,
    empty: bool = False,
) -> None:
    """Runs until Ctrl-C."""
    stopped = _stop_signal()
    async with running_demo(size, country, port, data_dir, empty) as started:
        say(f"Tirek: {started.page.url}")
        await stopped.wait()


def _stop_signal() -> asyncio.Event:
    """Set by Ctrl-C; a loop that can not listen to signals is ended by KeyboardInterrupt instead."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    return stopped


@asynccontextmanager
async def running_demo(
    size: str = "usual",
    country: str = "kz",
    port: int = 0,
    data_dir: Path = Path("demo-data"),
    empty: bool = False,
) -> AsyncIterator[Demo]:
    """The demo from a new beginning: what was in its database before is gone, as the chats are.

    Of an `empty` school nothing is known: its pedagogue holds the owner's link, its lists wait in a file.
    """
    sample = sample_school(size=size, country=country)
    telegram = Telegram(SandboxClock(_first_morning(sample), running=True))
    settings = _settings(await telegram.start(), data_dir, _zone(sample))
    await asyncio.to_thread(_forget, settings.database_file, settings.files_folder)
    async with telegram_session(settings) as session:
        tirek = await build(settings, telegram.clock, session)
        page = await _open(tirek, telegram, sample, port, empty)
        try:
            yield Demo(tirek, telegram, page)
        finally:
            await page.stop()
            await tirek.stop()
            await telegram.stop()


async def _open(tirek: Tirek, telegram: Telegram, sample: SampleSchool, port: int, empty: bool) -> ChatPage:
    """Plants the school, starts the bot and opens the page, in this order."""
    cast, accounts = cast_of(telegram, sample)

    def plant_all(connection: Connection) -> str:
        desk = desk_of_the_software(tirek.backroom, connection)
        plant(desk, sample, *accounts)
        return class_token(desk, cast.phones[1].class_name)

    if empty:
        cast.hand(Role.SOCIAL_PEDAGOGUE, await tirek.owner_link() or "")
    else:
        token = await tirek.backroom.database.write(plant_all)
        cast.hand(PARENT, f"https://t.me/{telegram.world.bot.username}?start={token}")
    await tirek.start()
    page = ChatPage(Table(cast, sample, tirek.backroom.zone), tirek.tick)
    await page.start(port=port)
    return page


def _zone(sample: SampleSchool) -> str:
    return ZONES[sample.school.country]


def _first_morning(sample: SampleSchool) -> datetime:
    """Nine o'clock on a school day in the first weeks of September, when class teachers report."""
    return datetime(sample.school.year.first, 9, FIRST_DAY, 9, tzinfo=ZoneInfo(_zone(sample)))


def _settings(telegram_url: str, data_dir: Path, zone: str) -> Settings:
    """Nothing comes from the environment of a real school, its database least of all."""
    return Settings.model_construct(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=telegram_url,
        data_dir=data_dir,
        database_url=f"{SCHEME}{data_dir / 'demo.db'}",
        timezone=zone,
        secret_key=SecretStr(SECRET),
    )


def _forget(database: Path, files: Path) -> None:
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()
    shutil.rmtree(files, ignore_errors=True)
