"""Opening a form from anywhere: its first page, or the place where it was left."""

from bot.core.forms.filling import begin, not_begun, under_way
from bot.core.forms.interview import Page
from bot.handlers.forms_pages import explaining_screen
from bot.handlers.forms_screens import intro_screen, place_screen
from bot.handlers.menu import menu_screen
from bot.handlers.talk import Talk


async def show_form(talk: Talk, reference: str) -> None:
    """Goes on with it, or says first what it is about, or why there is none."""
    if await talk.ask(under_way, reference) is not None:
        await talk.act(begin, reference)
        await show_place(talk, reference)
        return
    fresh = await talk.ask(not_begun, reference)
    if fresh.page is Page.GATE:
        await talk.show(explaining_screen(talk.words, fresh))
    else:
        await talk.show(intro_screen(talk.words, fresh.form, fresh.subject, fresh.name))


async def begin_now(talk: Talk, reference: str) -> None:
    """Begins it without saying what it is about, or says why there is none."""
    fresh = await talk.ask(not_begun, reference)
    if fresh.page is Page.GATE:
        await talk.show(explaining_screen(talk.words, fresh))
    elif not await begin_at(talk, reference):
        await talk.show(await menu_screen(talk))


async def begin_at(talk: Talk, reference: str, key: str = "", toast: str = "") -> bool:
    """Begins it at once, at a question where one is named; False where that was refused."""
    begun = await talk.act(begin, reference, key)
    if begun:
        await show_place(talk, reference, toast)
    return begun


async def show_place(talk: Talk, reference: str, toast: str = "") -> None:
    interview = await talk.ask(under_way, reference)
    if interview is not None:
        await talk.show(place_screen(talk.words, interview), toast)
