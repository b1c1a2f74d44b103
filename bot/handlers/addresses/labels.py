"""Restricted labels of a pupil."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


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
