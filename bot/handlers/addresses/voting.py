"""Addresses of the votes of a sitting: who is chosen, what is proposed, and what is written."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenVotes(Address, prefix="gv"):
    """The children of the agenda, to choose one or several."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    page: int = 0


class ChooseChild(Address, prefix="gvc"):
    """Says of one child that it is chosen, or not."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    item_id: int
    chosen: bool
    page: int = 0


class ChooseAll(Address, prefix="gva"):
    """All about whom nothing is written yet, or nobody."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    everybody: bool


class ProposeRuling(Address, prefix="gvp"):
    """Proposes the ruling for one child, or with item 0 for those who are chosen."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    ruling: str
    item_id: int = 0


class OpenProposal(Address, prefix="gvo"):
    """What would be written."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    page: int = 0


class AskRulingReason(Address, prefix="gvr"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class GiveRulingReason(Address, prefix="gvg"):
    """A ready-made reason."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    reason: str


class AskVotes(Address, prefix="gvv"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class GiveVotes(Address, prefix="gvw"):
    """Everybody else who is there is in favour."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    against: int
    abstained: int


class ChooseRulingCategory(Address, prefix="gvk"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int


class GiveRulingCategory(Address, prefix="gvy"):
    """None: each child keeps its own."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    category: str = ""


class AskRulingDetail(Address, prefix="gvd"):
    """Asks for what is given: an amount, a camp, things."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    key: str


class WriteRuling(Address, prefix="gvx"):
    """Writes what was looked at."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    mark: str


class ClearRuling(Address, prefix="gvz"):
    """Nothing is decided about this child."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    sitting_id: int
    item_id: int
    revision: int
