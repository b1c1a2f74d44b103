"""Every address that a button can have, by conversation, with what its presser must be allowed to do."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


# The way in
class ChooseLanguage(Address, prefix="lang"):
    """`token` is the personal link by which somebody new came."""

    language: str
    token: str = ""


class OpenMenu(Address, prefix="menu"):
    pass


# The survey of a class
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

    `key` is a category or education.mother; `back` is where one came from: c categories, r<page> the review, m a remark.
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


# The review of reports
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


# The board
class OpenBoard(Address, prefix="bo"):
    """The counts, or the classes of one state."""

    action: ClassVar[Action] = Action.SEE_BOARD
    state: str = ""
    page: int = 0


class OpenLate(Address, prefix="lt"):
    """The teachers who have not sent."""

    action: ClassVar[Action] = Action.SEE_BOARD
    page: int = 0


class Remind(Address, prefix="rmd"):
    action: ClassVar[Action] = Action.REVIEW_REPORTS


# Totals
class OpenTotals(Address, prefix="tt"):
    """The passport of the school (class 0) or of a class, one part of it."""

    action: ClassVar[Action] = Action.SEE_TOTALS
    class_id: int = 0
    part: str = ""
    page: int = 0


class ChooseTotals(Address, prefix="tcl"):
    """The classes, to see the passport of one."""

    action: ClassVar[Action] = Action.SEE_TOTALS
    page: int = 0


class OpenNames(Address, prefix="nm"):
    """The pupils behind a number; `part` of the passport is where one came from."""

    action: ClassVar[Action] = Action.SEE_NAMES
    class_id: int
    key: str
    part: str = ""
    page: int = 0


# Papers
class OpenPapers(Address, prefix="pa"):
    action: ClassVar[Action] = Action.EXPORT


class ChoosePaper(Address, prefix="cp"):
    """What a paper still needs: a class, a category, or only its language and kind of file."""

    action: ClassVar[Action] = Action.EXPORT
    paper: str
    class_id: int = 0
    key: str = ""
    names: bool = True
    page: int = 0


class MakePaper(Address, prefix="mp"):
    action: ClassVar[Action] = Action.EXPORT
    paper: str
    class_id: int
    key: str
    names: bool
    language: str
    format: str


# The school's own Word forms
class OpenTemplates(Address, prefix="tp"):
    action: ClassVar[Action] = Action.CHANGE_TEMPLATES


class OpenTemplate(Address, prefix="to"):
    """One form in one language; the next file that the person sends is the changed one."""

    action: ClassVar[Action] = Action.CHANGE_TEMPLATES
    paper: str
    language: str


class TakeTemplate(Address, prefix="tf"):
    action: ClassVar[Action] = Action.CHANGE_TEMPLATES
    paper: str
    language: str


class RestoreTemplate(Address, prefix="rt"):
    action: ClassVar[Action] = Action.CHANGE_TEMPLATES
    paper: str
    language: str


# Families; `pupils` are their numbers in base 36 with dashes between
class OpenFamilies(Address, prefix="fam"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES


class OpenProposal(Address, prefix="fpr"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    number: int


class ConfirmFamily(Address, prefix="fy"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupils: str


class DenyFamily(Address, prefix="fn"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupils: str


class LeaveOut(Address, prefix="fl"):
    """The first pupil is not of the household of the others."""

    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupils: str


class ConfirmSure(Address, prefix="fsu"):
    """Confirms all proposals about which everything agrees, as long as they are still these."""

    action: ClassVar[Action] = Action.JOIN_FAMILIES
    mark: str


class UndoFamilies(Address, prefix="fun"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    batch: int


class UndoDenial(Address, prefix="fd"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupils: str


class UndoLeaveOut(Address, prefix="fx"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupils: str


class MoveOut(Address, prefix="fmo"):
    """Takes one pupil out of a confirmed household."""

    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupil_id: int
    family: int


class MoveBack(Address, prefix="fmb"):
    action: ClassVar[Action] = Action.JOIN_FAMILIES
    pupil_id: int
    family: int


# Pupils: classes, a class, a pupil
class OpenRegister(Address, prefix="pls"):
    action: ClassVar[Action] = Action.SEE_NAMES
    page: int = 0


class OpenClassList(Address, prefix="pcl"):
    action: ClassVar[Action] = Action.SEE_NAMES
    class_id: int
    page: int = 0


class OpenPupil(Address, prefix="ppu"):
    action: ClassVar[Action] = Action.SEE_NAMES
    pupil_id: int


class AddPupil(Address, prefix="pad"):
    """Asks for the line of a new pupil of this class."""

    action: ClassVar[Action] = Action.IMPORT_ROSTER
    class_id: int


class ConfirmPupil(Address, prefix="pyes"):
    """Writes the new pupil as long as the line is the one that was shown."""

    action: ClassVar[Action] = Action.IMPORT_ROSTER
    class_id: int
    mark: str


class EditPupil(Address, prefix="ped"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER
    pupil_id: int


class EditField(Address, prefix="pef"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER
    pupil_id: int
    field: str


class ChooseClass(Address, prefix="pch"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER
    pupil_id: int
    page: int = 0


class MovePupil(Address, prefix="pmv"):
    """Moves the pupil as long as they are in `source`."""

    action: ClassVar[Action] = Action.IMPORT_ROSTER
    pupil_id: int
    source: int
    target: int


class PupilLeaves(Address, prefix="plv"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER
    pupil_id: int
    class_id: int


class PupilReturns(Address, prefix="prt"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER
    pupil_id: int
    class_id: int


# Restricted labels of a pupil
class OpenLabels(Address, prefix="lbs"):
    action: ClassVar[Action] = Action.SEE_LABELS
    pupil_id: int


class NewLabel(Address, prefix="lbn"):
    action: ClassVar[Action] = Action.LABEL_PUPIL
    pupil_id: int


class AskLabelReason(Address, prefix="lbr"):
    action: ClassVar[Action] = Action.LABEL_PUPIL
    pupil_id: int
    category: str


class KeepReason(Address, prefix="lbk"):
    """Goes on with the reason that was typed before."""

    action: ClassVar[Action] = Action.LABEL_PUPIL
    pupil_id: int
    category: str


class PutLabel(Address, prefix="lbp"):
    """Writes the label with the reason that was typed; `until` is term, year or open."""

    action: ClassVar[Action] = Action.LABEL_PUPIL
    pupil_id: int
    category: str
    until: str


class AskEnd(Address, prefix="lbe"):
    action: ClassVar[Action] = Action.LABEL_PUPIL
    label_id: int


class TakeBackLabel(Address, prefix="lbt"):
    """Takes back a label that was just put."""

    action: ClassVar[Action] = Action.LABEL_PUPIL
    label_id: int


class ReopenLabel(Address, prefix="lbo"):
    """Takes back an end."""

    action: ClassVar[Action] = Action.LABEL_PUPIL
    label_id: int


# The roster
class OpenRoster(Address, prefix="ros"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER


class OpenImport(Address, prefix="roi"):
    """What was understood of a list; `part` is all, problems, new, left, moved or corrected."""

    action: ClassVar[Action] = Action.IMPORT_ROSTER
    import_id: int
    part: str = "all"
    page: int = 0


class ConfirmRoster(Address, prefix="roy"):
    """Writes what was shown, as long as the register is the one that it was compared with."""

    action: ClassVar[Action] = Action.IMPORT_ROSTER
    import_id: int
    mark: str


class DropRoster(Address, prefix="ron"):
    action: ClassVar[Action] = Action.IMPORT_ROSTER
    import_id: int


# Forms; `mark` tells one filling of a form from the next
class OpenForm(Address, prefix="qo"):
    form: str


class BeginForm(Address, prefix="qb"):
    form: str


class AskQuestion(Address, prefix="qq"):
    """Goes back to a question; `editing` from the review."""

    form: str
    mark: str
    key: str
    editing: bool = False


class GiveAnswer(Address, prefix="qa"):
    form: str
    mark: str
    key: str
    value: str = ""


class GoForward(Address, prefix="qf"):
    """Leaves the answer of a question that was gone back to as it is."""

    form: str
    mark: str


class SaveForm(Address, prefix="qs"):
    """Saves the answers of this revision, the one that was reviewed."""

    form: str
    mark: str
    revision: str


class DropForm(Address, prefix="qd"):
    form: str
    mark: str
    sure: bool = False


# The card of the school
class OpenSchool(Address, prefix="sc"):
    action: ClassVar[Action] = Action.SET_UP_SCHOOL


class EditSchool(Address, prefix="sce"):
    action: ClassVar[Action] = Action.SET_UP_SCHOOL
    key: str


class SetSchool(Address, prefix="scs"):
    action: ClassVar[Action] = Action.SET_UP_SCHOOL
    key: str
    value: str = ""


# Staff; class 0 stands for an office of the whole school
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
