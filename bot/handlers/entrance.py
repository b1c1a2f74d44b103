"""The way in: /start, personal links, the language, and the menu."""

import re

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import User

from bot.chat import Button, Row, Screen
from bot.core.entrance import Welcome, check_link, choose_language, enter, meet, welcome
from bot.core.errors import Refusal
from bot.core.forms.filling import under_way
from bot.core.forms.school_form import SCHOOL_FORM
from bot.core.parents.claiming import come_by_link, reference_behind
from bot.core.people import Role
from bot.handlers.addresses.entrance import ChooseLanguage, OpenMenu
from bot.handlers.addresses.staff import OpenStaff
from bot.handlers.command_lists import fit_commands_of
from bot.handlers.forms_pages import menu_button
from bot.handlers.forms_screens import intro_screen, place_screen
from bot.handlers.menu import entries, menu_screen
from bot.handlers.reception import who
from bot.handlers.roles import role_words
from bot.handlers.talk import Talk
from bot.texts import LANGUAGES, Words

NATIVE = {"kk": "Қазақша", "ru": "Русский", "ky": "Кыргызча", "en": "English"}
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,48}")
NO_TOKEN = "-"


async def start(talk: Talk, command: CommandObject, event_from_user: User, bot: Bot) -> None:
    """Somebody new is asked for the language first, whatever link they came by."""
    token = _token(command.args or "")
    if not talk.person.id:
        await talk.show(language_screen(talk.words, token))
        return
    if token:
        await _open_link(talk, token, event_from_user.full_name)
    else:
        await talk.act(meet, event_from_user.full_name, talk.words.language)
        await talk.show(await menu_screen(talk))
    await fit_commands_of(bot, talk)


async def languages(talk: Talk) -> None:
    await talk.leave_question()
    await talk.show(language_screen(talk.words))


async def take_language(talk: Talk, callback_data: ChooseLanguage, event_from_user: User, bot: Bot) -> None:
    talk.words = Words(callback_data.language)
    name = event_from_user.full_name
    if callback_data.token:
        await _open_link(talk, callback_data.token, name)
    else:
        await talk.act(choose_language, name, talk.words.language)
        await talk.show(await menu_screen(talk))
    await fit_commands_of(bot, talk)


async def menu(talk: Talk) -> None:
    await talk.leave_question()
    await talk.show(await menu_screen(talk))


async def _open_link(talk: Talk, token: str, name: str) -> None:
    """Into the role that the link leads to; a link that leads nowhere still makes the person known."""
    language = talk.words.language
    reference = await talk.ask(reference_behind, token)
    if reference:
        await talk.act(come_by_link, token, name, language)
        await talk.show(await _parents_way(talk, reference))
        return
    try:
        await talk.ask(check_link, token)
    except Refusal as refusal:
        await talk.act(choose_language, name, language)
        talk.notice = talk.words(refusal.key)
    else:
        await talk.act(enter, token, name, language, OpenStaff().pack())
    await talk.show(await _landing(talk, token))


async def _parents_way(talk: Talk, reference: str) -> Screen:
    """What a parent is asked, and why; who was on the way already goes on where they were."""
    interview = await talk.ask(under_way, reference)
    if interview is None:
        return await menu_screen(talk)
    if interview.gate or interview.answers:
        return place_screen(talk.words, interview)
    return intro_screen(talk.words, interview.form, interview.subject, interview.name)


async def _landing(talk: Talk, token: str) -> Screen:
    """What the link made of the person; whoever may set the school up begins with that."""
    found = await talk.ask(welcome, token)
    if found is None:
        return await menu_screen(talk)
    if found.role is Role.SOCIAL_PEDAGOGUE and not found.set_up:
        return intro_screen(talk.words, SCHOOL_FORM)
    person, _ = await talk.ask(who)
    return welcome_screen(talk.words, found, await entries(talk, person))


def language_screen(words: Words, token: str = "") -> Screen:
    """The person's Telegram language, or the one they chose before, is marked."""
    rows: list[Row] = [(_language_button(one, one == words.language, token),) for one in LANGUAGES]
    return Screen(words("entrance.choose_language"), rows)


def _language_button(language: str, chosen: bool, token: str) -> Button:
    mark = "✅ " if chosen else ""
    return Button(
        mark + NATIVE[language], ChooseLanguage(language=language, token=token), "primary" if chosen else None
    )


def welcome_screen(words: Words, found: Welcome, rows: list[Row]) -> Screen:
    role = role_words(words, found.role, found.class_)
    text = words.html("entrance.welcome", name=found.name, role=role)
    return Screen(f"{text}\n\n{words(f'entrance.next.{found.role}')}", rows or [(menu_button(words),)])


def _token(written: str) -> str:
    """What a link carries; anything that no link of ours can carry becomes a token that nobody has."""
    if not written or TOKEN.fullmatch(written):
        return written
    return NO_TOKEN


def routes() -> Router:
    router = Router()
    router.message.register(start, CommandStart())
    router.message.register(languages, Command("language"))
    router.message.register(menu, Command("menu"))
    router.callback_query.register(take_language, ChooseLanguage.filter())
    router.callback_query.register(menu, OpenMenu.filter())
    return router
