"""Receipts for what was bought with aid: ticked as they come, and a word to those who still owe them."""

from aiogram import Router

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.applications.receipts import (
    ReceiptLine,
    Receipts,
    look_at_receipts,
    place_of_receipts,
    receipts,
    remind_receipts,
    tick_receipts,
)
from bot.handlers.addresses.orders import OpenOrders, OpenReceipts, RemindReceipts, TickReceipts
from bot.handlers.application_words import service_title
from bot.handlers.doors import DOORS
from bot.handlers.survey_words import cut, fitted
from bot.handlers.talk import Talk
from bot.texts import Words

LINES_A_PAGE = ROWS - 1
TITLE_LENGTH = 60


async def open_receipts(talk: Talk, callback_data: OpenReceipts) -> None:
    await talk.act(look_at_receipts, callback_data.service)
    await _show(talk, callback_data.service, callback_data.year, callback_data.page)


async def tick(talk: Talk, callback_data: TickReceipts) -> None:
    place = callback_data
    await talk.act(tick_receipts, place.application_id, place.brought)
    service, year = await talk.ask(place_of_receipts, place.application_id)
    await _show(talk, service, year, place.page)


async def remind(talk: Talk, callback_data: RemindReceipts) -> None:
    place = callback_data
    number = len((await talk.ask(receipts, place.service, place.year)).to_remind)
    written = await talk.act(remind_receipts, place.service, place.year, DOORS.my_case)
    said = talk.words("orders.receipts.reminded", number=number) if written else ""
    await _show(talk, place.service, place.year, 0, said)


async def _show(talk: Talk, service: str, year: int, page: int, toast: str = "") -> None:
    found = await talk.ask(receipts, service, year)
    await talk.show(receipts_screen(talk.words, found, page), toast)


def receipts_screen(words: Words, found: Receipts, page: int) -> Screen:
    """Who still owes receipts comes first; a tap writes the day on which they came."""
    shown = page_of(found.lines, page, LINES_A_PAGE)
    rows: list[Row] = [(_tick(one, shown.number),) for one in shown.items]
    rows.append(shown.turners(lambda at: OpenReceipts(service=found.service, year=found.year.first, page=at)))
    if found.to_remind:
        address = RemindReceipts(service=found.service, year=found.year.first)
        rows.append((Button(words("orders.receipts.remind", number=len(found.to_remind)), address),))
    text = words.html(
        "orders.receipts.title" if found.lines else "orders.receipts.none",
        service=cut(service_title(words, found.service), TITLE_LENGTH),
        brought=len(found.lines) - len(found.owing),
        total=len(found.lines),
        call=len(found.to_call),
    )
    return Screen(text, [*rows, (Button(words("go.back"), OpenOrders()),)])


def _tick(one: ReceiptLine, page: int) -> Button:
    day = one.brought_on
    sign = "✅ " if day else "▫️ " if one.reachable else "☎ "
    after = f" · {day:%d.%m}" if day else f" {one.class_.name}" if one.class_ else ""
    address = TickReceipts(application_id=one.application.id, brought=day is None, page=page)
    return Button(fitted(sign, one.pupil.name.short, after), address)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_receipts, OpenReceipts.filter())
    router.callback_query.register(tick, TickReceipts.filter())
    router.callback_query.register(remind, RemindReceipts.filter())
    return router
