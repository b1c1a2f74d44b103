"""The card of the school: looked at, and changed one value at a time."""

from aiogram import Router
from aiogram.filters import Command

from bot.core.access import Action
from bot.core.forms.filling import begin, under_way
from bot.core.forms.school_form import SCHOOL_FORM
from bot.core.school_card import VALUE, ask_value, card, change
from bot.handlers.addresses.school import EditSchool, OpenSchool, SetSchool
from bot.handlers.forms_screens import intro_screen, place_screen
from bot.handlers.school_screens import card_screen, value_screen
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def school(talk: Talk) -> None:
    """The card; before the school was set up the form that sets it up."""
    interview = await talk.ask(card)
    if interview is not None:
        await talk.leave_question()
        await talk.show(card_screen(talk.words, interview))
    elif await talk.ask(under_way, SCHOOL_FORM.key) is None:
        await talk.leave_question()
        await talk.show(intro_screen(talk.words, SCHOOL_FORM))
    else:
        await talk.act(begin, SCHOOL_FORM.key)
        begun = await talk.ask(under_way, SCHOOL_FORM.key)
        assert begun is not None
        await talk.show(place_screen(talk.words, begun))


async def edit(talk: Talk, callback_data: EditSchool) -> None:
    await talk.act(ask_value, callback_data.key)
    await _show_value(talk, callback_data.key)


async def set_value(talk: Talk, callback_data: SetSchool) -> None:
    await _change(talk, callback_data.key, callback_data.value)


async def take_value(talk: Talk) -> None:
    assert talk.draft is not None
    await _change(talk, talk.draft.question.split(":")[1], talk.chat.typed)


async def _change(talk: Talk, key: str, written: str) -> None:
    if not await talk.act(change, key, written):
        await _show_value(talk, key)
    elif (interview := await talk.ask(card)) is not None:
        await talk.show(card_screen(talk.words, interview, saved=True))


async def _show_value(talk: Talk, key: str) -> None:
    """The question for a value; the card where it is not asked, the form where there is no card yet."""
    interview = await talk.ask(card)
    if interview is None:
        await talk.show(intro_screen(talk.words, SCHOOL_FORM))
        return
    question = next((one for one in interview.questions if one.key == key), None)
    screen = value_screen(talk.words, interview, question) if question else card_screen(talk.words, interview)
    await talk.show(screen)


def routes() -> Router:
    router = Router()
    right = {"action": Action.SET_UP_SCHOOL}
    router.message.register(school, Command("school"), flags=right)
    router.message.register(take_value, Expecting(VALUE), WRITTEN, flags=right)
    router.callback_query.register(school, OpenSchool.filter())
    router.callback_query.register(edit, EditSchool.filter())
    router.callback_query.register(set_value, SetSchool.filter())
    return router
