"""Addresses of what the office does with an application; `mark` is how its history stood when the button was drawn."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenHandling(Address, prefix="hmo"):
    """What else can be done with the case."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int


class CompletePapers(Address, prefix="hpc"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int


class ChooseMissing(Address, prefix="hpm"):
    """Which papers are missing; `which` has a bit for each paper of the case, as they would be chosen."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    which: int = 0


class SendMissing(Address, prefix="hps"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    which: int


class ShowOriginals(Address, prefix="hos"):
    """The originals of these papers were seen."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    which: int


class ChooseAnswer(Address, prefix="hrt"):
    """Which answer the application goes back for."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    page: int = 0


class AskReturn(Address, prefix="hra"):
    """Asks why it goes back; without a question it goes back as a whole."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    question: str = ""


class ReturnCase(Address, prefix="hrr"):
    """Sends it back for a ready-made reason."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    question: str
    reason: str


class AskNote(Address, prefix="hnt"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int


class ChooseCategory(Address, prefix="hcc"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int


class CorrectCategory(Address, prefix="hcs"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    category: str


class UndoStep(Address, prefix="hun"):
    """Takes this step back, as long as it is the newest."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    event_id: int


class OpenAsked(Address, prefix="hrq"):
    """A request of a parent."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    request_id: int


class AcceptAsked(Address, prefix="hry"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    request_id: int


class AskRefusal(Address, prefix="hrf"):
    """Asks why the request is refused."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    request_id: int


class RefuseAsked(Address, prefix="hrd"):
    """Refuses it for a ready-made reason."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    request_id: int
    reason: str


class ChooseSitting(Address, prefix="hst"):
    """On which sitting the case is put."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int


class PutOnSitting(Address, prefix="hsp"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    sitting_id: int


class CloseLeft(Address, prefix="hcl"):
    """Closes what is undecided about a pupil who left; wants a second tap."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    sure: bool = False
