"""What no conversation understood: an unknown text, file or button always gets a way out."""

from aiogram import Router

from bot.handlers.menu import menu_screen
from bot.handlers.talk import Talk


async def lost(talk: Talk) -> None:
    talk.notice = talk.words("entrance.not_understood")
    await talk.show(await menu_screen(talk))


async def old_button(talk: Talk) -> None:
    talk.notice = talk.words("refusal.outdated")
    await talk.show(await menu_screen(talk))


def routes() -> Router:
    router = Router()
    router.message.register(lost)
    router.callback_query.register(old_button)
    return router
