"""Addresses of the director's orders and of the receipts for what was bought with aid; `year` is a year's first."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenOrders(Address, prefix="od"):
    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    page: int = 0


class OpenWaitingOrder(Address, prefix="odw"):
    """What the next order of this service would say."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    service: str
    year: int
    page: int = 0


class MakeOrder(Address, prefix="odm"):
    """Makes the order that was looked at."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    service: str
    year: int
    mark: str


class OpenOrder(Address, prefix="odo"):
    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    order_id: int


class OpenOrderList(Address, prefix="odl"):
    """The children on the order."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    order_id: int
    page: int = 0


class OpenOrderChild(Address, prefix="odc"):
    """A child on the order with the papers for the parent."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    order_id: int
    application_id: int


class AskOrderBook(Address, prefix="odn"):
    """Asks for the number in the order book (`order_book`) or the day (`order_day`)."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    order_id: int
    question: str


class PickOrderDay(Address, prefix="odd"):
    """The day as 20260915."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    order_id: int
    day: str


class TakeBackOrder(Address, prefix="odb"):
    """The first tap asks, the second takes the order back."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    order_id: int
    sure: bool = False


class OpenReceipts(Address, prefix="odr"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    service: str
    year: int
    page: int = 0


class TickReceipts(Address, prefix="odt"):
    """Says of one child that the receipts were brought, or not."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    brought: bool
    page: int = 0


class RemindReceipts(Address, prefix="odq"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    service: str
    year: int
