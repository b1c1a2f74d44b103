"""The card of the school."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenSchool(Address, prefix="sc"):
    action: ClassVar[Action] = Action.SET_UP_SCHOOL


class EditSchool(Address, prefix="sce"):
    action: ClassVar[Action] = Action.SET_UP_SCHOOL
    key: str


class SetSchool(Address, prefix="scs"):
    action: ClassVar[Action] = Action.SET_UP_SCHOOL
    key: str
    value: str = ""
