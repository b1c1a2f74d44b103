"""What no conversation understood: an unknown text, file or button always gets a way out."""

from aiogram import F, Router

from bot.chat import SentAs
from bot.core.office import FORM
from bot.core.sent_files import Filmed, NothingAsked, Spoken
from bot.handlers.menu import menu_screen
from bot.handlers.taking_files import take_file
from bot.handlers.talk import Expecting, Talk

SAID_OF = {
    SentAs.PHOTO: NothingAsked,
    SentAs.FILE: NothingAsked,
    SentAs.VOICE: Spoken,
    SentAs.VIDEO: Filmed,
}


async def lost(talk: Talk) -> None:
    """What was said of a file also tells where it could go."""
    sent = talk.chat.sent
    if sent is not None and sent.kind in SAID_OF:
        talk.refuse(SAID_OF[sent.kind]())
        await talk.forget_file_later()
    else:
        talk.notice = talk.words("entrance.not_understood")
    await talk.show(await menu_screen(talk))


async def old_button(talk: Talk) -> None:
    talk.notice = talk.words("refusal.outdated")
    await talk.show(await menu_screen(talk))


def routes() -> Router:
    router = Router()
    # A table that no roster was to be made of.
    router.message.register(take_file, Expecting(FORM), ~F.text)
    router.message.register(lost)
    router.callback_query.register(old_button)
    return router
