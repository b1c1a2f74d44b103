"""Filling any form: its questions one a screen, back and edit everywhere, the review, and saving."""

from aiogram import Router
from aiogram.filters import Command

from bot.chat import Screen
from bot.core.forms.filling import (
    all_under_way,
    answer,
    answer_typed,
    begin,
    drop,
    finish,
    finished,
    go_back,
    go_forward,
    under_way,
)
from bot.core.forms.registry import FORMS
from bot.core.office import FORM
from bot.handlers.addresses import (
    AskQuestion,
    BeginForm,
    DropForm,
    GiveAnswer,
    GoForward,
    OpenForm,
    SaveForm,
)
from bot.handlers.forms_screens import done_screen, drop_screen, intro_screen, leave_screen, place_screen
from bot.handlers.menu import menu_screen
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_form(talk: Talk, callback_data: OpenForm) -> None:
    """Goes on with it, or says first what it is about."""
    if await talk.ask(under_way, callback_data.form) is None:
        await talk.show(intro_screen(talk.words, FORMS[callback_data.form]))
    else:
        await talk.act(begin, callback_data.form)
        await _show_place(talk, callback_data.form)


async def begin_form(talk: Talk, callback_data: BeginForm) -> None:
    await talk.act(begin, callback_data.form)
    await _show_place(talk, callback_data.form)


async def give_answer(talk: Talk, callback_data: GiveAnswer) -> None:
    given = callback_data
    await talk.act(answer, given.form, given.mark, given.key, given.value)
    await _show_place(talk, given.form)


async def take_typed(talk: Talk) -> None:
    assert talk.draft is not None
    await talk.act(answer_typed, talk.chat.typed)
    await _show_place(talk, talk.draft.question.split(":")[1])


async def ask_again(talk: Talk, callback_data: AskQuestion) -> None:
    place = callback_data
    await talk.act(go_back, place.form, place.mark, place.key, place.editing)
    await _show_place(talk, place.form)


async def leave_as_it_is(talk: Talk, callback_data: GoForward) -> None:
    await talk.act(go_forward, callback_data.form, callback_data.mark)
    await _show_place(talk, callback_data.form)


async def save(talk: Talk, callback_data: SaveForm) -> None:
    await talk.act(finish, callback_data.form, callback_data.mark, callback_data.revision)
    if await talk.ask(finished, callback_data.form):
        await talk.show(done_screen(talk.words, callback_data.form))
    else:
        await _show_place(talk, callback_data.form)


async def cancel(talk: Talk) -> None:
    """Offers to keep what was begun; a short question is simply not asked any more."""
    begun = await talk.ask(all_under_way)
    if talk.draft is not None and not talk.draft.subject:
        await talk.leave_question()
        talk.notice = talk.words("forms.stopped")
    elif begun:
        await talk.show(leave_screen(talk.words, begun[0]))
        return
    else:
        talk.notice = talk.words("forms.nothing_to_cancel")
    await talk.show(await menu_screen(talk))


async def drop_form(talk: Talk, callback_data: DropForm) -> None:
    chosen = callback_data
    interview = await talk.ask(under_way, chosen.form)
    if interview is not None and interview.mark == chosen.mark and not chosen.sure:
        await talk.show(drop_screen(talk.words, interview))
        return
    if await talk.act(drop, chosen.form, chosen.mark):
        talk.notice = talk.words("forms.dropped")
    await talk.show(await menu_screen(talk))


async def _show_place(talk: Talk, form_key: str) -> None:
    interview = await talk.ask(under_way, form_key)
    screen: Screen = place_screen(talk.words, interview) if interview else await menu_screen(talk)
    await talk.show(screen)


def routes() -> Router:
    router = Router()
    router.message.register(cancel, Command("cancel"))
    router.message.register(take_typed, Expecting(FORM), WRITTEN)
    router.callback_query.register(open_form, OpenForm.filter())
    router.callback_query.register(begin_form, BeginForm.filter())
    router.callback_query.register(give_answer, GiveAnswer.filter())
    router.callback_query.register(ask_again, AskQuestion.filter())
    router.callback_query.register(leave_as_it_is, GoForward.filter())
    router.callback_query.register(save, SaveForm.filter())
    router.callback_query.register(drop_form, DropForm.filter())
    return router
