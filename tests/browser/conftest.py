"""The demo in a thread of its own, and Chromium in front of it."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot
from selenium.webdriver.remote.webdriver import WebDriver

from bot.sandbox.cast import cast_of
from bot.sandbox.clock import SandboxClock
from bot.sandbox.demo import Demo, running_demo
from bot.sandbox.page_server import ChatPage as ServedPage
from bot.sandbox.page_views import Table
from bot.sandbox.sample_school import sample_school
from bot.sandbox.server import Telegram
from tests.browser.phones import CHROMEDRIVER, CHROMIUM, ChatPage, browser
from tests.conftest import MORNING
from tests.sandbox.echo import client

T = TypeVar("T")
R = TypeVar("R")
PATIENCE = 30


@dataclass(frozen=True)
class Backstage(Generic[T]):
    """What runs behind the page, in the loop of another thread."""

    runs: T
    loop: asyncio.AbstractEventLoop

    def does(self, work: Coroutine[Any, Any, R]) -> R:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)


@contextmanager
def in_a_thread(opens: AbstractAsyncContextManager[T]) -> Iterator[Backstage[T]]:
    """What is opened lives in a loop of its own, so that a test can click without one."""
    opened: list[Backstage[T]] = []
    ready, finished = threading.Event(), threading.Event()

    async def live() -> None:
        async with opens as value:
            opened.append(Backstage(value, asyncio.get_running_loop()))
            ready.set()
            await asyncio.to_thread(finished.wait)

    def run() -> None:
        try:
            asyncio.run(live())
        finally:
            ready.set()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(PATIENCE), "the demo did not start"
        yield opened[0]
    finally:
        finished.set()
        thread.join(PATIENCE)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WebDriver, Path]]:
    """One browser for all tests, with the folder of its downloads; required where CI is set, else skipped."""
    missing = [str(path) for path in (CHROMIUM, CHROMEDRIVER) if not path.exists()]
    if missing:
        words = (
            f"the chat page is not tested: {', '.join(missing)} is missing (Debian: chromium chromium-driver)"
        )
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    folder = tmp_path_factory.mktemp("chromium")
    with browser(folder) as driver:
        yield driver, folder / "downloads"


@dataclass(frozen=True)
class Bare:
    """A chat page without Tirek behind it: the test itself is the bot."""

    page: ServedPage
    bot: Bot


@asynccontextmanager
async def bare_stage() -> AsyncIterator[Bare]:
    telegram, sample = Telegram(SandboxClock(MORNING)), sample_school()
    await telegram.start()
    page = ServedPage(
        Table(cast_of(telegram, sample)[0], sample, ZoneInfo("Asia/Almaty")), telegram.updates.end_poll
    )
    await page.start()
    async with client(telegram) as bot:
        yield Bare(page, bot)
    await page.stop()
    await telegram.stop()


@pytest.fixture
def backstage(tmp_path: Path) -> Iterator[Backstage[Demo]]:
    """A fresh demo, started as `make demo` starts it."""
    with in_a_thread(running_demo(data_dir=tmp_path)) as started:
        yield started


@pytest.fixture
def bare() -> Iterator[Backstage[Bare]]:
    with in_a_thread(bare_stage()) as started:
        yield started


@contextmanager
def opened(chromium: tuple[WebDriver, Path], address: str) -> Iterator[ChatPage]:
    """The page in 1600x900; the browser must not complain about it."""
    driver, downloads = chromium
    driver.get_log("browser")
    page = ChatPage(driver, address, downloads)
    page.is_wide(1600, 900)
    yield page
    complaints = page.complaints()
    driver.execute_script("localStorage.clear()")
    driver.get("about:blank")
    assert complaints == []


@pytest.fixture
def page(chromium: tuple[WebDriver, Path], backstage: Backstage[Demo]) -> Iterator[ChatPage]:
    """The chat page of a fresh demo."""
    with opened(chromium, backstage.runs.page.url) as page:
        yield page


@pytest.fixture
def bare_page(chromium: tuple[WebDriver, Path], bare: Backstage[Bare]) -> Iterator[ChatPage]:
    """A chat page on which only the test writes."""
    with opened(chromium, bare.runs.page.url) as page:
        yield page
