"""The limits table: money, dates and numbers of each service by school year, set by typing."""

from aiogram import Router

from bot.core.access import Action
from bot.core.services.limits import (
    QUESTION,
    ask_limit,
    asked_limit,
    clear_limit,
    copy_limits,
    limit_table,
    limit_tables,
    present_year,
    take_limit,
)
from bot.handlers.addresses.limits import AskLimit, ClearLimit, CopyLimits, OpenLimits, OpenLimitTable
from bot.handlers.limits_screens import ask_screen, table_screen, tables_screen
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_limits(talk: Talk) -> None:
    await talk.leave_question()
    await talk.show(tables_screen(talk.words, await talk.ask(limit_tables)))


async def open_table(talk: Talk, callback_data: OpenLimitTable) -> None:
    await talk.leave_question()
    year = callback_data.year or await talk.ask(present_year)
    await _show_table(talk, callback_data.service, year)


async def ask(talk: Talk, callback_data: AskLimit) -> None:
    place = callback_data
    if await talk.act(ask_limit, place.service, place.year, place.key):
        await _show_question(talk, place.service, place.year, place.key)
    else:
        await talk.show(tables_screen(talk.words, await talk.ask(limit_tables)))


async def take(talk: Talk) -> None:
    assert talk.draft is not None
    service, year, key = asked_limit(talk.draft.question)
    if await talk.act(take_limit, talk.chat.typed):
        await _show_table(talk, service, year, "limits.saved")
    else:
        await _show_question(talk, service, year, key)


async def clear(talk: Talk, callback_data: ClearLimit) -> None:
    place = callback_data
    done = await talk.act(clear_limit, place.service, place.year, place.key)
    await _show_table(talk, place.service, place.year, "limits.cleared" if done else "")


async def copy(talk: Talk, callback_data: CopyLimits) -> None:
    place = callback_data
    done = await talk.act(copy_limits, place.service, place.year)
    await _show_table(talk, place.service, place.year, "limits.copied" if done else "")


async def _show_table(talk: Talk, service: str, year: int, done: str = "") -> None:
    table = await talk.ask(limit_table, service, year)
    first_line = talk.words(done) if done else ""
    await talk.show(table_screen(talk.words, table, first_line), first_line)


async def _show_question(talk: Talk, service: str, year: int, key: str) -> None:
    await talk.show(ask_screen(talk.words, await talk.ask(limit_table, service, year), key))


def routes() -> Router:
    router = Router()
    right = {"action": Action.SET_LIMITS}
    router.message.register(take, Expecting(QUESTION), WRITTEN, flags=right)
    router.callback_query.register(open_limits, OpenLimits.filter())
    router.callback_query.register(open_table, OpenLimitTable.filter())
    router.callback_query.register(ask, AskLimit.filter())
    router.callback_query.register(clear, ClearLimit.filter())
    router.callback_query.register(copy, CopyLimits.filter())
    return router
