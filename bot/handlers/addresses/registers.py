"""Addresses of the registers: the journal, lists by category, the monthly list, totals of aid."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenRegisters(Address, prefix="rgs"):
    action: ClassVar[Action] = Action.SEE_APPLICATIONS


class ChooseRegister(Address, prefix="rgc"):
    """What a register still needs: a service, a category, a year or a month, or only its language and kind of file.

    `key` is a service, or a service and one of its categories; `subject` as `Wanted` has it.
    """

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    paper: str
    key: str = ""
    subject: int = 0
    names: bool = True


class OpenMonth(Address, prefix="rgm"):
    """What the list of a month holds and how it differs from the one before."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    service: str
    month: int
    page: int = 0


class HandInMonth(Address, prefix="rgh"):
    """Keeps the list of the month as it was seen: `mark` says which one that was."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    service: str
    month: int
    mark: str
