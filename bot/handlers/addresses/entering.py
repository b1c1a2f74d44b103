"""Addresses of applications that staff enter: on paper, from eGov, from a state platform."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenEntering(Address, prefix="ent"):
    """How it came in."""

    action: ClassVar[Action] = Action.ENTER_APPLICATION


class EnterFrom(Address, prefix="enf"):
    """Which service it asks for."""

    action: ClassVar[Action] = Action.ENTER_APPLICATION
    source: str


class EnterFor(Address, prefix="enc"):
    """Which child it is about: the classes, or the pupils of one."""

    action: ClassVar[Action] = Action.ENTER_APPLICATION
    source: str
    service: str
    class_id: int = 0
    page: int = 0


class EnterPupil(Address, prefix="enp"):
    """From whom the paper came; what came from outside is asked about at once."""

    action: ClassVar[Action] = Action.ENTER_APPLICATION
    source: str
    service: str
    pupil_id: int


class MendForApplicant(Address, prefix="enm"):
    """Mends or corrects the application of somebody without Telegram."""

    action: ClassVar[Action] = Action.ENTER_APPLICATION
    application_id: int
    key: str = ""


class BringPaper(Address, prefix="enb"):
    """Adds what somebody without Telegram has brought."""

    action: ClassVar[Action] = Action.ENTER_APPLICATION
    application_id: int
    key: str = ""
