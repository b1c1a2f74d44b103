"""Filling any form: its questions one a screen, back and edit everywhere, the review, and saving."""

from aiogram import Router
from aiogram.filters import Command

from bot.core.errors import Refusal
from bot.core.forms.filling import (
    all_under_way,
    answer,
    answer_typed,
    asked_now,
    drop,
    finish,
    finished,
    go_back,
    go_forward,
    take_known,
    under_way,
)
from bot.core.forms.form import Typed
from bot.core.forms.interview import Page
from bot.core.office import FORM
from bot.handlers.addresses.forms import (
    AskQuestion,
    BeginForm,
    DropForm,
    GiveAnswer,
    GoForward,
    OpenForm,
    SaveForm,
    TakeKnown,
    TurnReview,
)
from bot.handlers.doors import DOORS
from bot.handlers.forms_done import show_done, show_hindrance
from bot.handlers.forms_opening import begin_now, show_form
from bot.handlers.forms_pages import review_screen
from bot.handlers.forms_screens import drop_screen, leave_screen, place_screen
from bot.handlers.menu import menu_screen
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_form(talk: Talk, callback_data: OpenForm) -> None:
    await show_form(talk, callback_data.form)


async def begin_form(talk: Talk, callback_data: BeginForm) -> None:
    await begin_now(talk, callback_data.form)


async def give_answer(talk: Talk, callback_data: GiveAnswer) -> None:
    given = callback_data
    await talk.act(answer, given.form, given.mark, given.key, given.value)
    await _show_place(talk, given.form, given.key)


async def take_typed(talk: Talk) -> None:
    """What is private goes out of the chat, whether it was understood or not."""
    try:
        before = await talk.ask(asked_now)
    except Refusal as refusal:
        talk.refuse(refusal)
        await talk.show(await menu_screen(talk))
        return
    await talk.act(answer_typed, talk.chat.typed)
    if isinstance(before.place, Typed) and before.place.private:
        talk.notice = talk.notice and talk.words("forms.private_not_understood")
        await talk.chat.forget_typed()
    await _show_place(talk, before.reference, before.pointed)


async def take_all_known(talk: Talk, callback_data: TakeKnown) -> None:
    taken = callback_data
    await talk.act(take_known, taken.form, taken.mark, taken.revision)
    await _show_place(talk, taken.form)


async def ask_again(talk: Talk, callback_data: AskQuestion) -> None:
    place = callback_data
    await talk.act(go_back, place.form, place.mark, place.key, place.editing)
    await _show_place(talk, place.form)


async def leave_as_it_is(talk: Talk, callback_data: GoForward) -> None:
    await talk.act(go_forward, callback_data.form, callback_data.mark)
    await _show_place(talk, callback_data.form)


async def turn_review(talk: Talk, callback_data: TurnReview) -> None:
    interview = await talk.ask(under_way, callback_data.form)
    if interview and interview.mark == callback_data.mark and interview.page is Page.REVIEW:
        await talk.show(review_screen(talk.words, interview, callback_data.page))
        return
    talk.notice = talk.words("refusal.outdated")
    await _show_place(talk, callback_data.form)


async def save(talk: Talk, callback_data: SaveForm) -> None:
    await talk.act(finish, callback_data.form, callback_data.mark, callback_data.revision, DOORS)
    if await talk.ask(finished, callback_data.form):
        await show_done(talk, callback_data.form)
    elif not await show_hindrance(talk, callback_data.form):
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


async def _show_place(talk: Talk, reference: str, last: str = "") -> None:
    interview = await talk.ask(under_way, reference)
    if interview is None:
        await talk.show(await menu_screen(talk))
    else:
        await talk.show(place_screen(talk.words, interview, last))


def routes() -> Router:
    router = Router()
    router.message.register(cancel, Command("cancel"))
    router.message.register(take_typed, Expecting(FORM), WRITTEN)
    router.callback_query.register(open_form, OpenForm.filter())
    router.callback_query.register(begin_form, BeginForm.filter())
    router.callback_query.register(give_answer, GiveAnswer.filter())
    router.callback_query.register(ask_again, AskQuestion.filter())
    router.callback_query.register(leave_as_it_is, GoForward.filter())
    router.callback_query.register(take_all_known, TakeKnown.filter())
    router.callback_query.register(turn_review, TurnReview.filter())
    router.callback_query.register(save, SaveForm.filter())
    router.callback_query.register(drop_form, DropForm.filter())
    return router
