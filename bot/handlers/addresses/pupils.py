"""Pupils: classes, a class, a pupil."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


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
