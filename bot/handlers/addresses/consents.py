"""Consents: given and withdrawn by parents, seen to by the pedagogue after a withdrawal."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenConsent(Address, prefix="ya"):
    """Asks for the consent about a child, or shows the one that is held; a page at a time."""

    action: ClassVar[Action] = Action.APPLY
    pupil_id: int
    page: int = 0


class Agree(Address, prefix="yag"):
    """Agrees to the very text that was shown: `shown` is its fingerprint."""

    action: ClassVar[Action] = Action.APPLY
    pupil_id: int
    shown: str


class Decline(Address, prefix="yan"):
    """Does not agree: what else is possible."""

    action: ClassVar[Action] = Action.APPLY
    pupil_id: int


class OpenConsents(Address, prefix="ym"):
    """The consents of this parent, by child."""

    action: ClassVar[Action] = Action.APPLY
    page: int = 0


class ShowConsent(Address, prefix="ys"):
    """A consent as it was given, also after the tie to the child ended."""

    consent_id: int
    page: int = 0


class WithdrawConsent(Address, prefix="yw"):
    consent_id: int
    sure: bool = False


class OpenStopTasks(Address, prefix="yt"):
    """Withdrawn consents that the pedagogue has to see to."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    page: int = 0


class OpenStopTask(Address, prefix="yto"):
    action: ClassVar[Action] = Action.MEET_PARENTS
    consent_id: int


class TickOff(Address, prefix="ytd"):
    """The use of the data has ended."""

    action: ClassVar[Action] = Action.MEET_PARENTS
    consent_id: int
    sure: bool = False
