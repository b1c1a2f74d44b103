"""Addresses of the limits table; `year` is the first calendar year of a school year."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenLimits(Address, prefix="li"):
    """All services, with what is missing."""

    action: ClassVar[Action] = Action.SET_LIMITS


class OpenLimitTable(Address, prefix="lit"):
    """The values of one service; year 0 is the present one."""

    action: ClassVar[Action] = Action.SET_LIMITS
    service: str
    year: int = 0


class AskLimit(Address, prefix="lia"):
    """Asks for a value."""

    action: ClassVar[Action] = Action.SET_LIMITS
    service: str
    year: int
    key: str


class ClearLimit(Address, prefix="lic"):
    action: ClassVar[Action] = Action.SET_LIMITS
    service: str
    year: int
    key: str


class CopyLimits(Address, prefix="lil"):
    """Takes over last year's values where this year has none."""

    action: ClassVar[Action] = Action.SET_LIMITS
    service: str
    year: int
