"""The review of reports."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenQueue(Address, prefix="qu"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS
    page: int = 0


class OpenReview(Address, prefix="ro"):
    """A report with its differences `since` an earlier one, the nearest where that is empty."""

    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    since: str = ""
    page: int = 0


class OpenAnswers(Address, prefix="an"):
    """All that a report says, by category, or the pupils behind one of them."""

    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    key: str = ""
    page: int = 0


class PickPupil(Address, prefix="pp"):
    """The pupils of the class, for a remark about one of them."""

    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    page: int = 0


class AskReason(Address, prefix="ar"):
    """What the remark is about: a pupil (0: none), a category (empty: none), both, or the whole class."""

    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    pupil_id: int = 0
    key: str = ""


class TakeReason(Address, prefix="tr"):
    """A ready-made reason."""

    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    pupil_id: int
    key: str
    reason: str


class OpenRemarks(Address, prefix="rs"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int


class DropRemark(Address, prefix="dr"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    remark_id: int


class Approve(Address, prefix="ap"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int


class SendBack(Address, prefix="sb"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int


class UndoDecision(Address, prefix="ud"):
    """Takes this decision on this report back."""

    action: ClassVar[Action] = Action.REVIEW_REPORTS
    report_id: int
    decided: str
