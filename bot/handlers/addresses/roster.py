"""The roster."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


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
