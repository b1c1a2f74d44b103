"""Addresses of the trustee council's sittings; `revision` and `mark` say from what a button was drawn."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenSittings(Address, prefix="gs"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    page: int = 0


class OpenSitting(Address, prefix="gi"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class AskSittingDay(Address, prefix="gd"):
    """Asks on which day; sitting 0 is a new one."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int = 0


class PickSittingDay(Address, prefix="gdd"):
    """The day as 20260915; asks for the time."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    day: str


class PickSittingTime(Address, prefix="gdt"):
    """Day and time at the school as 202609151500; asks for the place."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    at: str


class PickSittingPlace(Address, prefix="gdp"):
    """Writes the sitting, once for each time that the place was asked."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    at: str
    place: str


class CancelSitting(Address, prefix="gc"):
    """The first tap asks, the second cancels."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    revision: int
    sure: bool = False


class RestoreSitting(Address, prefix="gr"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    revision: int


class OpenAgenda(Address, prefix="ga"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    page: int = 0


class OpenItem(Address, prefix="gai"):
    """A child on the agenda, or what was decided about it."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    item_id: int


class TakeOff(Address, prefix="gao"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    application_id: int


class OpenWaiting(Address, prefix="gw"):
    """What could be put on the agenda, by service."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class OpenWaitingList(Address, prefix="gwl"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    service: str
    page: int = 0


class PutWaiting(Address, prefix="gwa"):
    """Puts all that wait on the agenda, or those of one service."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    service: str = ""


class PutOne(Address, prefix="gwo"):
    """Puts one application on the agenda; the rest of its service is shown again."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    application_id: int
    service: str
    page: int = 0


class OpenPresence(Address, prefix="gp"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    page: int = 0


class MarkPresent(Address, prefix="gpm"):
    """Says of one member that they are there, or not."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    member_id: int
    present: bool
    page: int = 0


class MarkAllPresent(Address, prefix="gpa"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class OpenClosing(Address, prefix="gx"):
    """What closing would write."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class CloseSitting(Address, prefix="gxc"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    revision: int


class ReopenSitting(Address, prefix="gxo"):
    """The first tap asks, the second takes the close back."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    revision: int
    sure: bool = False
