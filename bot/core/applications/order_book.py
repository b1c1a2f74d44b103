"""What the school writes on an order: its number in the order book and its day."""

from collections.abc import Mapping
from datetime import date

from bot.core.access import Action, require_all
from bot.core.applications.decision import Order
from bot.core.applications.orders import basis_day, note
from bot.core.days import read_day
from bot.core.errors import Outdated, Refusal
from bot.core.forms.form import NONE_GIVEN
from bot.core.labels import leave_questions
from bot.core.ports import Desk

BOOK, DAY = "order_book", "order_day"
QUESTIONS = frozenset({BOOK, DAY})
LONGEST_NUMBER = 20


class NumberNotUnderstood(Refusal):
    key = "orders.number_not_understood"


class BeforeItsBasis(Refusal):
    """An order can not be older than the protocol that it stands on."""

    key = "orders.before_its_basis"


def leave_book(desk: Desk) -> None:
    """Turns to another page: what is typed next belongs to no order any more."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    leave_questions(desk, QUESTIONS)


def ask_book(desk: Desk, order_id: int, question: str) -> None:
    """What the person types next is the number in the order book, or the day of the order."""
    order = _standing(desk, order_id)
    if question not in QUESTIONS:
        raise Outdated()
    desk.drafts.open(desk.actor.id, question, {"order": str(order.id)}, desk.moment)


def take_number(desk: Desk, typed: str) -> None:
    """Empty again by `-` or `no`: then it is written in by hand."""
    order_id = asked_order(_asked(desk, BOOK))
    number = " ".join(typed.split()).lstrip("№# ")
    if number.lower() in NONE_GIVEN:
        number = ""
    elif len(number) > LONGEST_NUMBER or not any(sign.isdigit() for sign in number):
        raise NumberNotUnderstood(typed=typed[:40])
    order = _standing(desk, order_id)
    desk.orders.set_book(order_id, number, order.signed_on)
    desk.drafts.close(desk.actor.id)
    note(desk, "order_number", order_id)


def take_order_day(desk: Desk, typed: str) -> None:
    set_day(desk, asked_order(_asked(desk, DAY)), read_day(typed, desk.today))


def set_day(desk: Desk, order_id: int, day: date) -> None:
    """The day that the order is signed on."""
    order = _standing(desk, order_id)
    basis = basis_day(desk, desk.decisions.of_order(order_id))
    if basis and day < basis:
        raise BeforeItsBasis(day=f"{basis:%d.%m.%Y}")
    if day != order.signed_on:
        desk.orders.set_book(order_id, order.book_number, day)
        note(desk, "order_day", order_id)
    leave_questions(desk, QUESTIONS)


def asked_order(words: Mapping[str, str]) -> int:
    """The order that the open question is about."""
    return int(words["order"])


def _standing(desk: Desk, order_id: int) -> Order:
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    order = desk.orders.get(order_id)
    if order.undone_at is not None:
        raise Outdated()
    return order


def _asked(desk: Desk, question: str) -> Mapping[str, str]:
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != question:
        raise Outdated()
    return dict(draft.words)
