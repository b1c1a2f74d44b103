"""Addresses of the members of the trustee council; `post` and `capacity` are values of Post and Capacity."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenCouncil(Address, prefix="gm"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    page: int = 0


class ChooseCapacity(Address, prefix="gmw"):
    """Whom new members, or this one, stand for; member 0 are new ones."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int = 0


class AskMembers(Address, prefix="gma"):
    """Asks for names, one a line."""

    action: ClassVar[Action] = Action.HOLD_SITTINGS
    capacity: str


class OpenMember(Address, prefix="gmo"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int


class SetPost(Address, prefix="gmp"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int
    post: str


class SetCapacity(Address, prefix="gmc"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int
    capacity: str


class AskMemberName(Address, prefix="gmn"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int


class EndMember(Address, prefix="gme"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int


class ReturnMember(Address, prefix="gmr"):
    action: ClassVar[Action] = Action.HOLD_SITTINGS
    member_id: int
