"""Papers that are sent to a form: photos, pictures and PDFs one by one or together, and the last one taken back."""

from aiogram import F, Router

from bot.core.forms.filling import take_back_file, under_way
from bot.core.office import FORM
from bot.handlers.addresses.forms import TakeBackFile
from bot.handlers.forms_screens import place_screen
from bot.handlers.menu import menu_screen
from bot.handlers.taking_files import take_file
from bot.handlers.talk import Expecting, Talk

# A table is a list of pupils, wherever it is sent: the roster is asked first.
A_TABLE = F.document.file_name.lower().regexp(r".*\.(xlsx?|ods|csv)$")


async def take_back(talk: Talk, callback_data: TakeBackFile) -> None:
    last = callback_data
    await talk.act(take_back_file, last.form, last.mark, last.key, last.attachment_id)
    interview = await talk.ask(under_way, last.form)
    await talk.show(place_screen(talk.words, interview) if interview else await menu_screen(talk))


def routes() -> Router:
    router = Router()
    router.message.register(take_file, Expecting(FORM), ~F.text, ~A_TABLE)
    router.callback_query.register(take_back, TakeBackFile.filter())
    return router
