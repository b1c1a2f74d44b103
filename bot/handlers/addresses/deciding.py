"""Addresses of decisions; `mark` tells one that is put together from the next."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class Propose(Address, prefix="hdp"):
    """Begins a decision about one application; `mark` is how its history stood. `ruling` is a value of Ruling."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: int
    ruling: str


class OpenPreview(Address, prefix="hdv"):
    """What would be decided, on which page of the children."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: str
    page: int = 0


class AskPart(Address, prefix="hda"):
    """Asks for a part of the decision: the category, the reason, a day, what is given."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: str
    part: str


class SetPart(Address, prefix="hds"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: str
    part: str
    value: str = ""


class TakeReady(Address, prefix="hdr"):
    """A ready-made reason."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: str
    reason: str


class CarryOut(Address, prefix="hdc"):
    """Decides what was seen."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    application_id: int
    mark: str
    revision: str


class BeginChoice(Address, prefix="hbb"):
    """Chooses several of a list."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    pile: str
    service: str


class OpenChoice(Address, prefix="hbo"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    mark: str
    page: int = 0


class ChooseOne(Address, prefix="hbc"):
    """Says of one that it is chosen, or not."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    mark: str
    application_id: int
    yes: bool
    page: int = 0


class ChooseEvery(Address, prefix="hba"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    mark: str
    yes: bool
    page: int = 0


class ProposeChosen(Address, prefix="hbp"):
    """Goes on to one decision about all that are chosen."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    mark: str
    ruling: str


class ChooseSittingFor(Address, prefix="hbs"):
    """On which sitting all that are chosen are put."""

    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    mark: str


class PutChosen(Address, prefix="hbu"):
    action: ClassVar[Action] = Action.HANDLE_APPLICATIONS
    mark: str
    sitting_id: int
