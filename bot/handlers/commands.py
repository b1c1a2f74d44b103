"""/status and /help: where everything stands, and what can be asked."""

from aiogram import Router
from aiogram.filters import Command

from bot.chat import Screen
from bot.core.people import Person
from bot.core.standing import Standing, standing
from bot.handlers.command_lists import commands_of
from bot.handlers.forms_screens import menu_button, place_words
from bot.handlers.roles import role_words
from bot.handlers.talk import Talk
from bot.texts import Words, first_up


async def status(talk: Talk) -> None:
    """Where everything of this person stands; works in any state."""
    await talk.show(status_screen(talk.words, await talk.ask(standing)))


async def tell_how(talk: Talk) -> None:
    await talk.show(help_screen(talk.words, talk.person))


def status_screen(words: Words, view: Standing) -> Screen:
    """Roles, the reports of own classes, and what was begun."""
    lines = [
        f"• {first_up(role_words(words, one.role, one.class_))}{_state(words, one.report_state)}"
        for one in view.posts
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


def routes() -> Router:
    router = Router()
    router.message.register(status, Command("status"))
    router.message.register(tell_how, Command("help"))
    return router
