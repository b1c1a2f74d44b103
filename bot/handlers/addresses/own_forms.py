"""The school's own Word forms."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenTemplates(Address, prefix="tp"):
    action: ClassVar[Action] = Action.CHANGE_TEMPLATES
    page: int = 0


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
