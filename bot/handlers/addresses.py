"""Every address that a button can have, by conversation, with what its presser must be allowed to do."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


# The way in
class ChooseLanguage(Address, prefix="lang"):
    language: str


class OpenMenu(Address, prefix="menu"):
    pass


# The survey of a class
class OpenSurvey(Address, prefix="sv"):
    action: ClassVar[Action] = Action.FILL_REPORT


class OpenClass(Address, prefix="cl"):
    """A class and where its report stands."""

    action: ClassVar[Action] = Action.FILL_REPORT
    class_id: int


class BeginReport(Address, prefix="bg"):
    """Opens the revision that follows `after`."""

    action: ClassVar[Action] = Action.FILL_REPORT
    class_id: int
    after: int


class OpenCategories(Address, prefix="cs"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    page: int = 0


class Pick(Address, prefix="pk"):
    """The pupils of a class, to be ticked for a category; `mark` is what a tick says, yes or unknown."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    key: str
    mark: str = "yes"
    page: int = 0


class Tick(Address, prefix="tk"):
    """Writes one answer, absolutely: `answer` is yes, no, unknown or empty for none."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    key: str
    pupil_id: int
    answer: str
    mark: str = "yes"
    page: int = 0


class ReviewReport(Address, prefix="rv"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int


class SendReport(Address, prefix="sd"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
