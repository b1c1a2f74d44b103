"""Papers."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


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
