"""Staff; class 0 stands for an office of the whole school."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenStaff(Address, prefix="st"):
    action: ClassVar[Action] = Action.INVITE_STAFF


class OpenTeachers(Address, prefix="stt"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    page: int = 0


class OpenPost(Address, prefix="stp"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    role: str
    class_id: int = 0
    page: int = 0


class AskInvitee(Address, prefix="sti"):
    """Asks for the name of the person to invite."""

    action: ClassVar[Action] = Action.INVITE_STAFF
    role: str
    class_id: int = 0


class SkipInvitee(Address, prefix="sts"):
    """Makes the link without a name, once for each time that it was asked."""

    action: ClassVar[Action] = Action.INVITE_STAFF
    role: str
    class_id: int = 0


class OpenLink(Address, prefix="stl"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    invitation_id: int


class ShowQr(Address, prefix="stq"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    invitation_id: int


class RenewLink(Address, prefix="str"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    invitation_id: int


class WithdrawLink(Address, prefix="stw"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    invitation_id: int


class OpenMembership(Address, prefix="stg"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    grant_id: int


class Revoke(Address, prefix="stv"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    grant_id: int
    sure: bool = False


class GiveBack(Address, prefix="stb"):
    action: ClassVar[Action] = Action.INVITE_STAFF
    grant_id: int


class InviteAll(Address, prefix="sta"):
    """Links for all classes that have none."""

    action: ClassVar[Action] = Action.INVITE_STAFF
    sure: bool = False


class OpenLinks(Address, prefix="sto"):
    """All open links of class teachers."""

    action: ClassVar[Action] = Action.INVITE_STAFF
    page: int = 0


class PrintLinks(Address, prefix="stn"):
    """The sheet with the open links, in a language of the school's forms."""

    action: ClassVar[Action] = Action.INVITE_STAFF
    language: str
    as_pdf: bool = False
