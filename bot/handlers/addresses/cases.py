"""Addresses of the office's queue of applications."""

from typing import ClassVar

from bot.chat import Address
from bot.core.access import Action


class OpenCases(Address, prefix="cq"):
    """The queue, counts first, of one service where one is chosen."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    service: str = ""


class OpenCaseServices(Address, prefix="hsv"):
    """The services, to look at one of them only."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS


class OpenPile(Address, prefix="hpi"):
    """A list of the queue; `pile` is a value of Pile."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    pile: str
    service: str = ""
    page: int = 0


class OpenCase(Address, prefix="ca"):
    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    application_id: int


class OpenCaseAnswers(Address, prefix="han"):
    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    application_id: int
    page: int = 0


class OpenCaseFiles(Address, prefix="hfi"):
    """The papers, each file to be handed out."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    application_id: int
    page: int = 0


class HandOutSent(Address, prefix="hfo"):
    """Hands a file out that came with the application."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    application_id: int
    attachment_id: int


class OpenCaseHistory(Address, prefix="hhi"):
    """Page 0 is the newest."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    application_id: int
    page: int = 0


class OpenCaseContacts(Address, prefix="hco"):
    """Who can be called."""

    action: ClassVar[Action] = Action.SEE_APPLICATIONS
    application_id: int
