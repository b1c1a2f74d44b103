"""A chat over a Telegram of our own: what a person does comes as an event, what the chat shows is on the phone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.types import CallbackQuery, Message

from bot.chat import Button, Chat, Screen
from bot.sandbox.persons import Person, Thing
from bot.sandbox.server import TOKEN, Telegram
from bot.sandbox.world import Message as Shown

HELLO = Screen("Сәлем", [(Button("Мәзір", "menu"),)])


@dataclass
class Phone:
    """One person, and the bot that fetches what they do."""

    server: Telegram
    bot: Bot
    person: Person

    async def event(self) -> Message | CallbackQuery:
        [update] = await self.bot.get_updates(offset=self._next, timeout=5)
        self._next = update.update_id + 1
        found = update.message or update.callback_query
        assert found is not None
        return found

    def __post_init__(self) -> None:
        self._next: int | None = None

    async def writes(self, what: str | Thing) -> Chat:
        await self.person.sends(what)
        return Chat(self.bot, await self.event())

    async def presses(self, message: Shown, label: str = "Мәзір") -> Chat:
        await self.person.presses(message.id, label)
        return Chat(self.bot, await self.event())

    async def sees_hello(self) -> Shown:
        """A screen of the bot's with one button."""
        await (await self.writes("/start")).show(HELLO)
        return self.shown[-1]

    @property
    def shown(self) -> list[Shown]:
        return [one for one in self.person.messages if one.sender.is_bot]

    @property
    def texts(self) -> list[str]:
        return [one.content.words.text for one in self.shown]


@pytest_asyncio.fixture
async def bot(server: Telegram, session: AiohttpSession) -> Bot:
    return Bot(TOKEN, session=session)


@pytest.fixture
def phone(server: Telegram, bot: Bot) -> Phone:
    return Phone(server, bot, server.person("Айгүл", "kk"))


@pytest_asyncio.fixture
async def unanswered(server: Telegram) -> AsyncIterator[None]:
    """No tap may be left without an answer at the end."""
    yield
    assert server.world.unanswered() == ()
