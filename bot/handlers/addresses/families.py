"""Families; `pupils` are their numbers in base 36 with dashes between."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


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
