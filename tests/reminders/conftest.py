"""The sender with a real outbox on one side and a Telegram of our own on the other."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy import text

from bot.app import open_backroom
from bot.config import Settings
from bot.core.office import Notice
from bot.reminders.sender import Sender
from bot.sandbox.clock import SandboxClock
from bot.sandbox.persons import Person
from bot.sandbox.server import TOKEN, Telegram
from bot.storage.office import Backroom, desk_of_the_software
from bot.storage.outbox import SqlLetters


@dataclass
class PostOffice:
    """Puts notices in, and looks at what arrived."""

    server: Telegram
    clock: SandboxClock
    backroom: Backroom
    bot: Bot

    def __post_init__(self) -> None:
        self.sender = self.new_sender()

    def new_sender(self, chat_pause: float = 0) -> Sender:
        letters = SqlLetters(self.backroom.database, self.backroom.vault)
        return Sender(self.bot, letters, self.clock, chat_pause)

    async def somebody(self, name: str = "Айгүл", language: str = "kk") -> tuple[Person, int]:
        """A person with a phone who is in the book, and their number there."""
        phone = self.server.person(name, language)
        phone.chat.started = True
        number = await self.backroom.database.write(
            lambda connection: (
                desk_of_the_software(self.backroom, connection)
                .people.add(phone.id, name, language, self.clock.now())
                .id
            )
        )
        return phone, number

    async def puts(self, person: int, name: str = "Данияр", **changes: object) -> None:
        # No language knows this key, so that it is the sentence itself.
        notice = replace(Notice("Хат «{name}»", {"name": name}), **changes)
        await self.backroom.database.write(
            lambda connection: desk_of_the_software(self.backroom, connection).outbox.put(
                person, notice, self.clock.now()
            )
        )

    async def states(self) -> list[tuple[bool, bool, int]]:
        """Of each letter: sent, given up, tries."""
        query = "SELECT sent_at IS NOT NULL, failed_at IS NOT NULL, tries FROM outbox ORDER BY id"
        return await self.backroom.database.read(
            lambda connection: [
                (bool(sent), bool(failed), tries) for sent, failed, tries in connection.execute(text(query))
            ]
        )


@pytest_asyncio.fixture
async def post(
    server: Telegram, clock: SandboxClock, settings: Settings, session: AiohttpSession
) -> AsyncIterator[PostOffice]:
    backroom = await open_backroom(settings, clock)
    yield PostOffice(server, clock, backroom, Bot(TOKEN, session=session))
    await backroom.database.close()


@pytest.fixture
def letters(post: PostOffice) -> SqlLetters:
    return SqlLetters(post.backroom.database, post.backroom.vault)


def words(phone: Person) -> list[str]:
    return [one.content.words.text for one in phone.messages]
