"""Builds the bot from settings, a clock and a Telegram session: the only module that knows every part."""

import asyncio
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.memory import SimpleEventIsolation

from bot.config import Settings
from bot.core.applications.terms import tell_terms, terms_to_tell
from bot.core.entrance import owner_token
from bot.core.ports import Clock, FileCabinet, Workshop
from bot.documents.workshop import DocumentWorkshop
from bot.handlers import routes
from bot.handlers.bell import Bell
from bot.handlers.case_words import opens_pile
from bot.handlers.command_lists import set_usual_commands
from bot.handlers.polling import Poller
from bot.handlers.reception import Gate, Reception
from bot.handlers.webhook import Webhook
from bot.reminders.cleaner import Cleaner
from bot.reminders.sender import Sender
from bot.reminders.ticker import Ticker
from bot.storage.cabinet import SealedCabinet
from bot.storage.database import Database
from bot.storage.office import Backroom, SqlOffice, desk_of_the_software
from bot.storage.outbox import SqlLetters
from bot.storage.schema import bring_up
from bot.storage.sent_files import SqlSentFiles
from bot.storage.vault import Vault

log = structlog.get_logger()


@dataclass
class Tirek:
    """The bot of one school: starts, stops, and tells when it has nothing left to do."""

    bot: Bot
    door: Poller | Webhook
    backroom: Backroom
    sender: Sender
    bell: Bell
    mail: asyncio.Event
    ticker: Ticker
    workshop: DocumentWorkshop
    cleaner: Cleaner
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Begins to poll Telegram, to empty the outbox, and to tick."""
        self.ticker.start()
        works = (self.door.run(), self._post(), set_usual_commands(self.bot))
        self.tasks = [asyncio.create_task(work) for work in works]

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, self.door.stop(), return_exceptions=True)
        self.ticker.stop()
        self.workshop.close()
        await self.backroom.database.close()

    async def handled(self, update_id: int) -> None:
        await self.bell.wait_for(update_id)

    async def quiet(self) -> None:
        """Returns when nothing that is due waits in the outbox."""
        await self.sender.send_due()

    async def tick(self) -> None:
        await self.sender.send_due()
        await self.cleaner.clean_due()
        if await self._tell_terms():
            await self.sender.send_due()

    async def _tell_terms(self) -> bool:
        """Looks first: what writes waits for its turn, and on most ticks there is nothing to be told."""
        room = self.backroom
        try:
            if await room.database.read(
                lambda connection: terms_to_tell(desk_of_the_software(room, connection))
            ):
                await room.database.write(
                    lambda connection: tell_terms(desk_of_the_software(room, connection), opens_pile)
                )
                return True
        except Exception as failure:
            # Letters that wait are sent all the same, and the next tick tries again.
            log.error("terms_not_told", kind=type(failure).__name__, exc_info=failure)
        return False

    async def owner_link(self) -> str | None:
        """The link that makes its opener the social pedagogue; None once the school has one."""
        room = self.backroom
        token = await room.database.write(
            lambda connection: owner_token(desk_of_the_software(room, connection))
        )
        return f"https://t.me/{(await self.bot.me()).username}?start={token}" if token else None

    async def _post(self) -> None:
        while True:
            await self.mail.wait()
            self.mail.clear()
            try:
                await self.tick()
            except Exception as failure:
                # Whatever it was, the next tick tries again: letters wait in the outbox.
                log.error("post_failed", kind=type(failure).__name__, exc_info=failure)


async def build(settings: Settings, clock: Clock, session: BaseSession) -> Tirek:
    """Opens the database and puts the parts together; nothing runs yet. The session stays the caller's."""
    backroom = await open_backroom(settings, clock)
    bot = Bot(settings.bot_token.get_secret_value(), session=session)
    mail = asyncio.Event()
    bell = Bell(mail.set)
    sender = Sender(bot, SqlLetters(backroom.database, backroom.vault), clock)
    workshop = DocumentWorkshop()
    cabinet = SealedCabinet(settings.files_folder, backroom.vault)
    door = _door(bot, _dispatcher(backroom, bell, workshop, cabinet), settings)
    cleaner = Cleaner(bot, SqlSentFiles(backroom.database), clock)
    return Tirek(bot, door, backroom, sender, bell, mail, Ticker(mail.set), workshop, cleaner)


async def open_backroom(settings: Settings, clock: Clock) -> Backroom:
    file = settings.database_file
    await asyncio.to_thread(_make_room, file)
    database = await Database.open(file)
    try:
        await database.write(bring_up)
    except BaseException:
        # Its threads would keep the process alive.
        await database.close()
        raise
    return Backroom(database, Vault(settings.secret_key.get_secret_value()), clock, settings.zone)


def _make_room(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)


def _door(bot: Bot, dispatcher: Dispatcher, settings: Settings) -> Poller | Webhook:
    if not settings.webhook_url:
        return Poller(bot, dispatcher)
    secret = sha256(settings.secret_key.get_secret_value().encode() + b"webhook").hexdigest()
    return Webhook(bot, dispatcher, settings.webhook_url, settings.webhook_port, secret)


def telegram_session(settings: Settings) -> AiohttpSession:
    return AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))


def _dispatcher(backroom: Backroom, bell: Bell, workshop: Workshop, cabinet: FileCabinet) -> Dispatcher:
    dispatcher = Dispatcher(events_isolation=SimpleEventIsolation(), workshop=workshop, cabinet=cabinet)
    dispatcher.update.outer_middleware(bell)
    reception = Reception(lambda telegram_id, update_id: SqlOffice(backroom, telegram_id, update_id))
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(reception)
    dispatcher.include_router(routes(Gate()))
    return dispatcher
