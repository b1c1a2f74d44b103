"""The way in: /start, personal links, the language, and the menu."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import User

from bot.chat import Button, Screen
from bot.core.entrance import choose_language, enter, meet
from bot.handlers.addresses import ChooseLanguage, OpenMenu
from bot.handlers.menu import menu_screen
from bot.handlers.talk import Talk
from bot.texts import LANGUAGES, Words

NATIVE = {"kk": "Қазақша", "ru": "Русский", "ky": "Кыргызча", "en": "English"}


async def start(talk: Talk, command: CommandObject, event_from_user: User) -> None:
    name = event_from_user.full_name
    if command.args:
        await talk.act(enter, command.args, name, talk.words.language)
        await talk.show(await menu_screen(talk))
    elif talk.person.id:
        await talk.act(meet, name, talk.words.language)
        await talk.show(await menu_screen(talk))
    else:
        await talk.show(language_screen(talk.words))


async def languages(talk: Talk) -> None:
    await talk.show(language_screen(talk.words))


async def take_language(talk: Talk, callback_data: ChooseLanguage, event_from_user: User) -> None:
    await talk.act(choose_language, event_from_user.full_name, callback_data.language)
    talk.words = Words(callback_data.language)
    await talk.show(await menu_screen(talk))


async def menu(talk: Talk) -> None:
    await talk.show(await menu_screen(talk))


def language_screen(words: Words) -> Screen:
    """The person's Telegram language is marked beforehand."""
    rows = [
        (Button(("✅ " if one == words.language else "") + NATIVE[one], ChooseLanguage(language=one)),) for one in LANGUAGES
    ]
    return Screen(words("entrance.choose_language"), rows)


def routes() -> Router:
    router = Router()
    router.message.register(start, CommandStart())
    router.message.register(languages, Command("language"))
    router.message.register(menu, Command("menu"))
    router.callback_query.register(take_language, ChooseLanguage.filter())
    router.callback_query.register(menu, OpenMenu.filter())
    return router
