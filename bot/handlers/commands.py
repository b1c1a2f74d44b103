"""/status and /help: where everything stands, and what can be asked."""

from aiogram import Router
from aiogram.filters import Command

from bot.chat import Screen
from bot.core.parents.family import Child
from bot.core.people import Person
from bot.core.standing import Standing, standing
from bot.handlers.command_lists import commands_of
from bot.handlers.forms_pages import menu_button
from bot.handlers.forms_words import place_words
from bot.handlers.my_cases_screens import case_line
from bot.handlers.roles import role_words
from bot.handlers.talk import Talk
from bot.texts import Words, first_up

# What is more is on the page of the applications.
CASES_NAMED = 5


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
    lines += [f"• {_child(words, one)}" for one in view.children]
    lines += [case_line(words, one) for one in view.cases[:CASES_NAMED]]
    lines += [words("menu.unfinished", place=place_words(words, one)) for one in view.under_way]
    if view.claimed and not view.children:
        lines.append(words("status.claimed"))
    text = words.html(
        "status.title", name=view.person.name, lines="\n".join(lines or [words("status.no_role")])
    )
    return Screen(text, [(menu_button(words),)])


def help_screen(words: Words, person: Person) -> Screen:
    commands = "\n".join(f"/{one.command} — {one.description}" for one in commands_of(person, words))
    return Screen(words.html("help.text", commands=commands), [(menu_button(words),)])


def _child(words: Words, child: Child) -> str:
    class_name = child.class_.name.quoted if child.class_ else words("children.left")
    return f"{first_up(words('role.parent'))}: {child.pupil.name.short}, {class_name}"


def _state(words: Words, state: str) -> str:
    return f": {words(f'state.{state}')}" if state else ""


def routes() -> Router:
    router = Router()
    router.message.register(status, Command("status"))
    router.message.register(tell_how, Command("help"))
    return router
