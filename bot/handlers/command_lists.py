"""The command lists: which commands a person is shown, by role and language."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.core.access import Action, may
from bot.core.people import Person
from bot.handlers.reception import who
from bot.handlers.talk import Talk
from bot.texts import LANGUAGES, Words

COMMANDS = (
    ("menu", Action.TALK),
    ("children", Action.APPLY),
    ("staff", Action.INVITE_STAFF),
    ("school", Action.SET_UP_SCHOOL),
    ("status", Action.TALK),
    ("cancel", Action.TALK),
    ("language", Action.TALK),
    ("help", Action.TALK),
)
NOBODY = Person(0, 0, "", "kk")
log = structlog.get_logger()


async def fit_commands_of(bot: Bot, talk: Talk) -> None:
    """After a role or the language changed with this update."""
    person, _ = await talk.ask(who)
    if person.id:
        await fit_commands(bot, person)


async def fit_commands(bot: Bot, person: Person) -> None:
    """Shows the person the commands of their roles in their language; without, they see the usual ones."""
    commands = commands_of(person, Words(person.language))
    try:
        await bot.set_my_commands(commands, BotCommandScopeChat(chat_id=person.telegram_id))
    except AiogramError as failure:
        log.warning("commands_not_set", kind=type(failure).__name__)


async def set_usual_commands(bot: Bot) -> None:
    """At the start: what somebody without a role sees, in each language, Kazakh for all others."""
    await asyncio.gather(*(_set_usual(bot, language) for language in LANGUAGES), _set_usual(bot, None))


def commands_of(person: Person, words: Words) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=words(f"command.{name}"))
        for name, action in COMMANDS
        if may(person, action)
    ]


async def _set_usual(bot: Bot, language: str | None) -> None:
    commands = commands_of(NOBODY, Words(language or "kk"))
    try:
        await bot.set_my_commands(commands, language_code=language)
    except AiogramError as failure:
        log.warning("commands_not_set", kind=type(failure).__name__)
