"""The survey of a class."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenSurvey(Address, prefix="sv"):
    action: ClassVar[Action] = Action.FILL_REPORT
    page: int = 0


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
    """Page -1 is the one where the teacher stopped."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    page: int = -1


class Pick(Address, prefix="pk"):
    """The pupils of a class, to be ticked; `mark` is what a tick says: yes, unknown, or a level of education.

    `key` is a category or education.mother; `back` is where one came from: c categories, r<page> review, m a remark.
    """

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    key: str
    mark: str = "yes"
    page: int = 0
    back: str = "c"


class Tick(Address, prefix="tk"):
    """Writes one answer, absolutely: `answer` is yes, no, unknown, a level of education, or empty for none."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    key: str
    pupil_id: int
    answer: str
    mark: str = "yes"
    page: int = 0
    back: str = "c"


class Meant(Address, prefix="mn"):
    """Who was meant by the words of this number in what was typed; pupil 0: nobody of them."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    key: str
    mark: str
    number: int
    pupil_id: int


class OpenEducation(Address, prefix="ed"):
    """What most mothers or most fathers have, and the exceptions."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    parent: str
    back: str = "c"


class SetUsual(Address, prefix="us"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    parent: str
    level: str
    back: str = "c"


class OpenPupils(Address, prefix="ps"):
    """The class list; page -1 is the one where the teacher stopped."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    page: int = -1


class OpenCard(Address, prefix="cd"):
    """All that can be said of one pupil."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    pupil_id: int
    mark: str = "yes"
    page: int = 0
    back: str = "p"


class TickCard(Address, prefix="tc"):
    """As Tick, from the card of a pupil."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    pupil_id: int
    key: str
    answer: str
    mark: str = "yes"
    page: int = 0
    back: str = "p"


class LookThroughKept(Address, prefix="lk"):
    """What was known last year, pupil by pupil; past the last one it is done."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    step: int = 0


class KeepFact(Address, prefix="kf"):
    """Keeps one fact of last year, or takes that back: `answer` is yes or empty."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    step: int
    pupil_id: int
    key: str
    answer: str


class KeepOf(Address, prefix="ko"):
    """Keeps all of one pupil (0: the parents' education) and goes on to the next step."""

    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    step: int
    pupil_id: int


class KeepAll(Address, prefix="ka"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int


class ReviewReport(Address, prefix="rv"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int
    page: int = 0


class SendReport(Address, prefix="sd"):
    action: ClassVar[Action] = Action.FILL_REPORT
    report_id: int


class OpenRemark(Address, prefix="rm"):
    """Opens the answer that a remark is about, in a revision that can be changed."""

    action: ClassVar[Action] = Action.FILL_REPORT
    remark_id: int
