"""Totals: the social passport of the school and of a class, each number with the names behind it."""

from aiogram import Router

from bot.core.passport.totals import look_behind, names_behind, reach, totals
from bot.handlers.addresses.totals import ChooseTotals, OpenNames, OpenTotals
from bot.handlers.talk import Talk
from bot.handlers.totals_screens import classes_screen, names_screen, totals_screen


async def open_totals(talk: Talk, callback_data: OpenTotals) -> None:
    """Somebody who sees single classes only begins with their own."""
    place = callback_data
    mine = await talk.ask(reach)
    if not place.class_id and not mine.school:
        if len(mine.classes) != 1:
            await talk.show(classes_screen(talk.words, mine, 0))
            return
        place = OpenTotals(class_id=mine.classes[0].id)
    await talk.show(totals_screen(talk.words, await talk.ask(totals, place.class_id), place))


async def choose_class(talk: Talk, callback_data: ChooseTotals) -> None:
    await talk.show(classes_screen(talk.words, await talk.ask(reach), callback_data.page))


async def open_names(talk: Talk, callback_data: OpenNames) -> None:
    place = callback_data
    if await talk.act(look_behind, place.class_id, place.key):
        await talk.show(
            names_screen(talk.words, await talk.ask(names_behind, place.class_id, place.key), place)
        )
    else:
        await open_totals(talk, OpenTotals(class_id=place.class_id))


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_totals, OpenTotals.filter())
    router.callback_query.register(choose_class, ChooseTotals.filter())
    router.callback_query.register(open_names, OpenNames.filter())
    return router
