"""Totals."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenTotals(Address, prefix="tt"):
    """The passport of the school (class 0) or of a class, one part of it."""

    action: ClassVar[Action] = Action.SEE_TOTALS
    class_id: int = 0
    part: str = ""
    page: int = 0


class ChooseTotals(Address, prefix="tcl"):
    """The classes, to see the passport of one."""

    action: ClassVar[Action] = Action.SEE_TOTALS
    page: int = 0


class OpenNames(Address, prefix="nm"):
    """The pupils behind a number; `part` of the passport is where one came from."""

    action: ClassVar[Action] = Action.SEE_NAMES
    class_id: int
    key: str
    part: str = ""
    page: int = 0
