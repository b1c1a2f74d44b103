"""Addresses of the papers of applications, sittings and orders."""

from bot.chat import Address


class OpenCasePaper(Address, prefix="cpo"):
    """A paper about a record: asks for the language and the kind of file, then makes it.

    `paper` is a value of Paper; `subject` is the application, sitting or order that it is about.
    """

    paper: str
    subject: int


class MakeCasePaper(Address, prefix="cpm"):
    """Makes the paper; who may have it is a question of its record, so the use case asks, not the button."""

    paper: str
    subject: int
    key: str
    names: bool
    language: str
    format: str
