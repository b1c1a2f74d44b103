"""The commands: which ones a person is shown, by role and language, and /status and /help."""

import asyncio

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.filters import Command
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.chat import Screen
from bot.core.access import Action, may
from bot.core.people import Person
from bot.core.standing import Standing, standing
from bot.handlers.forms_screens import menu_button, place_words
from bot.handlers.reception import who
from bot.handlers.roles import role_words
from bot.handlers.talk import Talk
from bot.texts import LANGUAGES, Words

COMMANDS = (
    ("menu", Action.TALK),
    ("staff", Action.INVITE_STAFF),
    ("school", Action.SET_UP_SCHOOL),
    ("status", Action.TALK),
    ("cancel", Action.TALK),
    ("language", Action.TALK),
    ("help", Action.TALK),
)
NOBODY = Person(0, 0, "", "kk")
log = structlog.get_logger()


async def status(talk: Talk) -> None:
    """Where everything of this person stands; works in any state."""
    await talk.show(status_screen(talk.words, await talk.ask(standing)))


async def tell_how(talk: Talk) -> None:
    await talk.show(help_screen(talk.words, talk.person))


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


def status_screen(words: Words, view: Standing) -> Screen:
    """Roles, the reports of own classes, and what was begun."""
    lines = [
        f"• {role_words(words, one.role, one.class_)}{_state(words, one.report_state)}" for one in view.posts
    ]
    lines += [words("menu.unfinished", place=place_words(words, one)) for one in view.under_way]
    text = words.html(
        "status.title", name=view.person.name, lines="\n".join(lines or [words("status.no_role")])
    )
    return Screen(text, [(menu_button(words),)])


def help_screen(words: Words, person: Person) -> Screen:
    commands = "\n".join(f"/{one.command} — {one.description}" for one in commands_of(person, words))
    return Screen(words.html("help.text", commands=commands), [(menu_button(words),)])


def _state(words: Words, state: str) -> str:
    return f": {words(f'state.{state}')}" if state else ""


async def _set_usual(bot: Bot, language: str | None) -> None:
    commands = commands_of(NOBODY, Words(language or "kk"))
    try:
        await bot.set_my_commands(commands, language_code=language)
    except AiogramError as failure:
        log.warning("commands_not_set", kind=type(failure).__name__)


def routes() -> Router:
    router = Router()
    router.message.register(status, Command("status"))
    router.message.register(tell_how, Command("help"))
    return router
