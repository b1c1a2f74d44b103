"""The director's orders: made of decisions that wait for one, dated, numbered in the book, taken back."""

from aiogram import Router

from bot.core.access import Action, may_all
from bot.core.applications.order_book import (
    BOOK,
    DAY,
    ask_book,
    asked_order,
    leave_book,
    set_day,
    take_number,
    take_order_day,
)
from bot.core.applications.order_pages import (
    look_at_order,
    look_at_waiting,
    order_child,
    order_children,
    order_page,
    waiting_children,
)
from bot.core.applications.orders import (
    make_order,
    newest_order,
    orders,
    read_year,
    take_back_order,
    waiting_for_order,
    waiting_orders,
)
from bot.core.applications.receipts import owing_services
from bot.core.councils.appointing import read_day_mark
from bot.handlers.addresses.orders import (
    AskOrderBook,
    MakeOrder,
    OpenOrder,
    OpenOrderChild,
    OpenOrderList,
    OpenOrders,
    OpenWaitingOrder,
    PickOrderDay,
    TakeBackOrder,
)
from bot.handlers.orders_screens import (
    book_screen,
    child_screen,
    children_screen,
    day_screen,
    order_screen,
    orders_screen,
    take_back_screen,
    waiting_screen,
)
from bot.handlers.talk import WRITTEN, Expecting, Talk


async def open_orders(talk: Talk, callback_data: OpenOrders) -> None:
    await talk.act(leave_book)
    await _show_orders(talk, callback_data.page)


async def open_waiting_order(talk: Talk, callback_data: OpenWaitingOrder) -> None:
    await talk.act(look_at_waiting, callback_data.service)
    await _show_waiting(talk, callback_data.service, callback_data.year, callback_data.page)


async def make(talk: Talk, callback_data: MakeOrder) -> None:
    """Where something else waits by now than was looked at, that is shown."""
    place, year = callback_data, await talk.ask(read_year, callback_data.year)
    written = await talk.act(make_order, place.service, year, place.mark)
    waiting = await talk.ask(waiting_for_order, place.service, year)
    if not written and waiting.lines:
        await _show_waiting(talk, place.service, place.year, 0)
        return
    made = await talk.ask(newest_order, place.service, year)
    if made is None:
        await _show_orders(talk, 0)
    else:
        await _show_order(talk, made.id, talk.words("orders.made") if written else "")


async def open_order(talk: Talk, callback_data: OpenOrder) -> None:
    await talk.act(leave_book)
    await _show_order(talk, callback_data.order_id)


async def open_list(talk: Talk, callback_data: OpenOrderList) -> None:
    await talk.act(look_at_order, callback_data.order_id)
    page = await talk.ask(order_page, callback_data.order_id)
    entries = await talk.ask(order_children, callback_data.order_id)
    await talk.show(children_screen(talk.words, page.order, entries, callback_data.page))


async def open_child(talk: Talk, callback_data: OpenOrderChild) -> None:
    place = callback_data
    await talk.act(look_at_order, place.order_id)
    page = await talk.ask(order_page, place.order_id)
    entry = await talk.ask(order_child, place.order_id, place.application_id)
    await talk.show(child_screen(talk.words, page.order, entry))


async def ask_for_book(talk: Talk, callback_data: AskOrderBook) -> None:
    """The number in the order book, or the day."""
    if await talk.act(ask_book, callback_data.order_id, callback_data.question):
        await _show_question(talk, callback_data.order_id, callback_data.question)
    else:
        await _show_order(talk, callback_data.order_id)


async def take_typed_number(talk: Talk) -> None:
    assert talk.draft is not None
    order_id = asked_order(talk.draft.words)
    if await talk.act(take_number, talk.chat.typed):
        await _show_order(talk, order_id)
    else:
        await _show_question(talk, order_id, BOOK)


async def take_typed_day(talk: Talk) -> None:
    assert talk.draft is not None
    order_id = asked_order(talk.draft.words)
    if await talk.act(take_order_day, talk.chat.typed):
        await _show_order(talk, order_id)
    else:
        await _show_question(talk, order_id, DAY)


async def pick_day(talk: Talk, callback_data: PickOrderDay) -> None:
    await talk.act(set_day, callback_data.order_id, read_day_mark(callback_data.day))
    await _show_order(talk, callback_data.order_id)


async def take_back(talk: Talk, callback_data: TakeBackOrder) -> None:
    """The first tap asks, the second takes the order back."""
    page = await talk.ask(order_page, callback_data.order_id)
    if not callback_data.sure and not page.stands and page.order.undone_at is None:
        await talk.show(take_back_screen(talk.words, page))
        return
    await talk.act(take_back_order, callback_data.order_id)
    await _show_order(talk, callback_data.order_id)


async def _show_orders(talk: Talk, page: int) -> None:
    waiting, made = await talk.ask(waiting_orders), await talk.ask(orders)
    handles = may_all(talk.person, Action.HANDLE_APPLICATIONS)
    receipts = await talk.ask(owing_services) if handles else ()
    await talk.show(orders_screen(talk.words, waiting, made, receipts, page))


async def _show_waiting(talk: Talk, service: str, first_year: int, page: int) -> None:
    year = await talk.ask(read_year, first_year)
    waiting = await talk.ask(waiting_for_order, service, year)
    entries = await talk.ask(waiting_children, service, year)
    handles = may_all(talk.person, Action.HANDLE_APPLICATIONS)
    await talk.show(waiting_screen(talk.words, waiting, entries, handles, page))


async def _show_order(talk: Talk, order_id: int, first_line: str = "") -> None:
    await talk.show(order_screen(talk.words, await talk.ask(order_page, order_id), first_line))


async def _show_question(talk: Talk, order_id: int, question: str) -> None:
    page = await talk.ask(order_page, order_id)
    if question == BOOK:
        await talk.show(book_screen(talk.words, page))
    else:
        await talk.show(day_screen(talk.words, page))


def routes() -> Router:
    router = Router()
    right = {"action": Action.HANDLE_APPLICATIONS}
    router.message.register(take_typed_number, Expecting(BOOK), WRITTEN, flags=right)
    router.message.register(take_typed_day, Expecting(DAY), WRITTEN, flags=right)
    router.callback_query.register(open_orders, OpenOrders.filter())
    router.callback_query.register(open_waiting_order, OpenWaitingOrder.filter())
    router.callback_query.register(make, MakeOrder.filter())
    router.callback_query.register(open_order, OpenOrder.filter())
    router.callback_query.register(open_list, OpenOrderList.filter())
    router.callback_query.register(open_child, OpenOrderChild.filter())
    router.callback_query.register(ask_for_book, AskOrderBook.filter())
    router.callback_query.register(pick_day, PickOrderDay.filter())
    router.callback_query.register(take_back, TakeBackOrder.filter())
    return router
