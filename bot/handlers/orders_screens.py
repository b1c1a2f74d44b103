"""How the director's orders look: what waits for one, an order with its children, and the papers for parents."""

from html import escape

from bot.chat import ROWS, Address, Button, Row, Screen, in_rows, page_of
from bot.core.applications.decision import Order, OrderKind
from bot.core.applications.order_book import BOOK, DAY
from bot.core.applications.order_pages import OrderEntry, OrderPage
from bot.core.applications.orders import Listed, WaitingOrder
from bot.core.services.registry import SERVICES
from bot.core.services.service import Gives
from bot.handlers.addresses.case_papers import OpenCasePaper
from bot.handlers.addresses.cases import OpenCase, OpenCases
from bot.handlers.addresses.orders import (
    AskOrderBook,
    MakeOrder,
    OpenOrder,
    OpenOrderChild,
    OpenOrderList,
    OpenOrders,
    OpenReceipts,
    OpenWaitingOrder,
    PickOrderDay,
    TakeBackOrder,
)
from bot.handlers.application_words import day_words, service_title
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words

ORDERS_A_PAGE, MOST_WAITING = 4, 3
CHILDREN_A_PAGE = ROWS
MOST_SHOWN = 10
LINE_LENGTH = 70
TITLE_LENGTH = 40
SIGNS = {Listed.NEW: "+", Listed.CHANGED: "~", Listed.ENDED: "−"}
# The papers for a parent by what the service gives; the notice comes with everything.
PAPERS = {Gives.VOUCHER: ("voucher",), Gives.THINGS: ("handover_act",)}


def orders_screen(
    words: Words,
    waiting: tuple[WaitingOrder, ...],
    made: tuple[Order, ...],
    receipts: tuple[tuple[str, int], ...],
    page: int,
) -> Screen:
    """What waits for an order comes first."""
    shown = page_of(made, page, ORDERS_A_PAGE)
    rows: list[Row] = [(_waiting_button(words, one),) for one in waiting[:MOST_WAITING]]
    rows += [(Button(order_label(words, one), OpenOrder(order_id=one.id)),) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenOrders(page=number)))
    rows += [(_receipts_button(words, service, year),) for service, year in receipts[:1]]
    rows.append((_back(words, OpenCases()),))
    text = words.html("orders.title", waiting=sum(len(one.lines) for one in waiting), made=len(made))
    return Screen(text, rows)


def _waiting_button(words: Words, one: WaitingOrder) -> Button:
    label = fitted("⏳ ", service_title(words, one.service), f" · {len(one.lines)}")
    return Button(label, OpenWaitingOrder(service=one.service, year=one.year.first), "primary")


def _receipts_button(words: Words, service: str, year: int) -> Button:
    return Button(words("orders.receipts"), OpenReceipts(service=service, year=year))


def order_label(words: Words, one: Order) -> str:
    number = words("orders.number", number=one.number)
    return fitted(f"{number} · ", service_title(words, one.service), f" · {one.signed_on:%d.%m}")


def waiting_screen(
    words: Words, one: WaitingOrder, entries: tuple[OrderEntry, ...], handles: bool, page: int
) -> Screen:
    """The order as it would be: its kind, number and day, and every child on it."""
    shown = page_of(entries, page, MOST_SHOWN)
    text = "\n".join([
        words.html(
            f"orders.waiting.{one.kind}" if one.lines else "orders.waiting.none",
            service=cut(service_title(words, one.service), TITLE_LENGTH),
            number=one.next_number,
            day=day_words(one.today),
            children=len(one.lines),
        ),
        "",
        *(_line(entry) for entry in shown.items),
    ])  # fmt: skip
    place = OpenWaitingOrder(service=one.service, year=one.year.first)
    rows: list[Row] = [shown.turners(lambda number: place.model_copy(update={"page": number}))]
    if handles and one.lines:
        make = MakeOrder(service=one.service, year=one.year.first, mark=one.mark)
        rows.append((Button(words("orders.make", number=one.next_number), make, "success"),))
    return Screen(text, [*rows, (_back(words, OpenOrders()),)])


def _line(entry: OrderEntry) -> str:
    """`+ Name 7Ә · 2`; of a change the former category too."""
    line, class_name = entry.line, f" {entry.class_.name}" if entry.class_ else ""
    before = line.before
    category = line.decision.category
    if before and before.category != category:
        category = f"{before.category} → {category}"
    said = f"{SIGNS[line.listed]} {entry.pupil.name.short}{class_name} · {category}"
    return escape(cut(said, LINE_LENGTH), quote=False)


def order_screen(words: Words, page: OrderPage, first_line: str = "") -> Screen:
    order = page.order
    if order.undone_at is not None:
        return Screen(words.html("orders.taken_back"), [(_back(words, OpenOrders()),)])
    text = words.html(
        f"orders.order.{order.kind}",
        number=order.number,
        service=service_title(words, order.service),
        day=day_words(order.signed_on),
        book=order.book_number or words("orders.by_hand"),
    )
    rows: list[Row] = [
        (Button(words("orders.paper"), OpenCasePaper(paper="order", subject=order.id), "primary"),),
        (Button(words("orders.children", number=len(page.lines)), OpenOrderList(order_id=order.id)),),
        *_changes(words, page),
        (_back(words, OpenOrders()),),
    ]
    return Screen("\n\n".join(part for part in (first_line, text, _counts(words, page)) if part), rows)


def _counts(words: Words, page: OrderPage) -> str:
    if page.order.kind is OrderKind.LIST:
        return words.html("orders.counts.list", number=len(page.lines))
    counts = {one.value: page.number_of(one) for one in Listed}
    return words.html("orders.counts.changes", **counts)


def _changes(words: Words, page: OrderPage) -> list[Row]:
    """While nothing stands on the order it can be taken back."""
    if not page.handles:
        return []
    order_id = page.order.id
    number = Button(words("orders.set_number"), AskOrderBook(order_id=order_id, question=BOOK))
    day = Button(words("orders.set_day"), AskOrderBook(order_id=order_id, question=DAY))
    rows: list[Row] = [(number, day)]
    if not page.stands:
        rows.append((Button(words("orders.take_back"), TakeBackOrder(order_id=order_id)),))
    return rows


def take_back_screen(words: Words, page: OrderPage) -> Screen:
    order = page.order
    key = "orders.take_back.ask_printed" if page.printed else "orders.take_back.ask"
    text = words.html(key, number=order.number, children=len(page.lines))
    sure = TakeBackOrder(order_id=order.id, sure=True)
    rows = [
        (Button(words("orders.take_back.sure"), sure, "danger"),),
        (_back(words, OpenOrder(order_id=order.id)),),
    ]
    return Screen(text, rows)


def book_screen(words: Words, page: OrderPage) -> Screen:
    order = page.order
    text = words.html(
        "orders.ask_number", number=order.number, now=order.book_number or words("orders.by_hand")
    )
    return Screen(text, [(_back(words, OpenOrder(order_id=order.id)),)])


def day_screen(words: Words, page: OrderPage) -> Screen:
    """Today and the day of the protocol to tap, any other to type."""
    order = page.order
    days = sorted({page.today, order.signed_on, *([page.basis] if page.basis else [])}, reverse=True)
    buttons = [
        Button(
            ("• " if one == order.signed_on else "") + day_words(one),
            PickOrderDay(order_id=order.id, day=f"{one:%Y%m%d}"),
        )
        for one in days
    ]
    text = words.html("orders.ask_day", number=order.number, now=day_words(order.signed_on))
    return Screen(text, [*in_rows(buttons, 2), (_back(words, OpenOrder(order_id=order.id)),)])


def children_screen(words: Words, order: Order, entries: tuple[OrderEntry, ...], page: int) -> Screen:
    """The list of the order; each child leads to the papers for the parent."""
    shown = page_of(entries, page, CHILDREN_A_PAGE)
    buttons = [
        Button(
            fitted(
                f"{SIGNS[one.line.listed]} ",
                one.pupil.name.short,
                f" {one.class_.name}" if one.class_ else "",
            ),
            OpenOrderChild(order_id=order.id, application_id=one.application.id),
        )
        for one in shown.items
    ]
    text = "\n".join([
        words.html("orders.list", number=order.number, children=len(entries)),
        "",
        *(_line(one) for one in shown.items),
    ])  # fmt: skip
    turners = shown.turners(lambda number: OpenOrderList(order_id=order.id, page=number))
    return Screen(text, [*in_rows(buttons, 2), turners, (_back(words, OpenOrder(order_id=order.id)),)])


def child_screen(words: Words, order: Order, entry: OrderEntry) -> Screen:
    """The papers for the parent, by what the service gives."""
    application = entry.application
    text = words.html(
        "orders.child",
        child=entry.pupil.name.full,
        service=service_title(words, application.service),
        listed=words(f"orders.listed.{entry.line.listed}"),
        number=order.number,
    )
    rows: list[Row] = [
        (Button(words(f"orders.paper.{paper}"), OpenCasePaper(paper=paper, subject=application.id)),)
        for paper in papers_for(entry)
    ]
    rows.append((Button(words("orders.open_case"), OpenCase(application_id=application.id)),))
    return Screen(text, [*rows, (_back(words, OpenOrderList(order_id=order.id)),)])


def papers_for(entry: OrderEntry) -> tuple[str, ...]:
    """The notice for everybody; what names the order only for those to whom it gives something."""
    service = SERVICES.get(entry.application.service)
    if service is None or entry.line.listed is Listed.ENDED:
        return ("notice",)
    receipts = ("receipts_sheet",) if service.receipts_back else ()
    return ("notice", *PAPERS.get(service.gives, ()), *receipts)


def _back(words: Words, to: Address) -> Button:
    return Button(words("go.back"), to)
