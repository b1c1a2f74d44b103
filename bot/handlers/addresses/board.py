"""The board."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenBoard(Address, prefix="bo"):
    """The counts, or the classes of one state."""

    action: ClassVar[Action] = Action.SEE_BOARD
    state: str = ""
    page: int = 0


class OpenLate(Address, prefix="lt"):
    """The teachers who have not sent."""

    action: ClassVar[Action] = Action.SEE_BOARD
    page: int = 0


class Remind(Address, prefix="rmd"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS
