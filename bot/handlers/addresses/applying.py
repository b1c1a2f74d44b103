"""Addresses of applying, and of a parent's own applications."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenApply(Address, prefix="apl"):
    """What can be applied for."""

    action: ClassVar[Action] = Action.APPLY


class ChooseService(Address, prefix="aps"):
    """For which child; with one child the form itself."""

    action: ClassVar[Action] = Action.APPLY
    service: str


class OpenMyCases(Address, prefix="mcs"):
    """The parent's applications, and what can be applied for."""

    action: ClassVar[Action] = Action.APPLY
    page: int = 0


class OpenMyCase(Address, prefix="mc"):
    action: ClassVar[Action] = Action.APPLY
    application_id: int


class OpenMyHistory(Address, prefix="mch"):
    """All that happened to an application."""

    action: ClassVar[Action] = Action.APPLY
    application_id: int
    page: int = 0


class MendAnswer(Address, prefix="mm"):
    """Opens the application at this answer, one that came back or was sent; without a key at its review."""

    action: ClassVar[Action] = Action.APPLY
    application_id: int
    key: str = ""


class AddPaper(Address, prefix="mpa"):
    """Adds what was to be brought later, beginning with this paper."""

    action: ClassVar[Action] = Action.APPLY
    application_id: int
    key: str = ""


class AskWithdrawal(Address, prefix="mwa"):
    """Asks why the parent withdraws."""

    action: ClassVar[Action] = Action.APPLY
    application_id: int


class Withdraw(Address, prefix="mw"):
    """Withdraws for one of the usual reasons."""

    action: ClassVar[Action] = Action.APPLY
    application_id: int
    reason: str


class TakeBackRequest(Address, prefix="mtb"):
    action: ClassVar[Action] = Action.APPLY
    request_id: int
