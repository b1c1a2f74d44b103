"""Parents: their children, and for the school who is let in by which link."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenChildren(Address, prefix="xc"):
    action: ClassVar[Action] = Action.APPLY


class OpenChild(Address, prefix="xch"):
    action: ClassVar[Action] = Action.APPLY
    pupil_id: int


class OpenParents(Address, prefix="xp"):
    """What waits, and the classes whose parents this person meets."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    page: int = 0


class OpenClassParents(Address, prefix="xpc"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    class_id: int
    page: int = 0


class OpenClassLink(Address, prefix="xl"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    class_id: int


class SendClassMessage(Address, prefix="xlm"):
    """The message for the class chat with the QR picture, to be forwarded as it is."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    class_id: int


class RenewClassLink(Address, prefix="xlr"):
    """Puts a new link in the place of this one."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    class_id: int
    link_id: int
    sure: bool = False


class OpenClaims(Address, prefix="xq"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    page: int = 0


class OpenClaim(Address, prefix="xqo"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    claim_id: int


class AnswerClaim(Address, prefix="xqa"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    claim_id: int
    yes: bool


class UndoAnswer(Address, prefix="xqu"):
    """Takes back the answer to a request, within an hour."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    claim_id: int


class OpenTries(Address, prefix="xt"):
    """What was typed and agrees with nobody in the list."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    page: int = 0


class OpenTriesOf(Address, prefix="xto"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    person_id: int


class LookAfterTries(Address, prefix="xth"):
    """Takes the tries up to this one off the list, with a hint to the person or without."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    person_id: int
    last_id: int
    hint: bool = False


class OpenRepresentatives(Address, prefix="xr"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    pupil_id: int


class EndRepresentative(Address, prefix="xre"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    representative_id: int
    sure: bool = False


class ReturnRepresentative(Address, prefix="xrb"):
    """Undoes the end of a tie."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    representative_id: int
