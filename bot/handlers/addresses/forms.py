"""Forms; `form` is a reference `<key>-<subject>`, `mark` tells one filling of a form from the next."""

from bot.chat import Address


class OpenForm(Address, prefix="qo"):
    form: str


class BeginForm(Address, prefix="qb"):
    form: str


class AskQuestion(Address, prefix="qq"):
    """Goes to a question; `editing` from a page of many lines, to which one comes back."""

    form: str
    mark: str
    key: str
    editing: bool = False


class GiveAnswer(Address, prefix="qa"):
    form: str
    mark: str
    key: str
    value: str = ""


class GoForward(Address, prefix="qf"):
    """Leaves the answer of a question that was gone back to as it is."""

    form: str
    mark: str


class TakeKnown(Address, prefix="qk"):
    """Takes everything that is known, as this revision showed it."""

    form: str
    mark: str
    revision: str


class TakeBackFile(Address, prefix="qr"):
    """Takes back this file, where it is the last one of the paper."""

    form: str
    mark: str
    key: str
    attachment_id: int


class TurnReview(Address, prefix="qt"):
    """Another page of a long review."""

    form: str
    mark: str
    page: int


class SaveForm(Address, prefix="qs"):
    """Saves the answers of this revision, the one that was reviewed."""

    form: str
    mark: str
    revision: str


class DropForm(Address, prefix="qd"):
    form: str
    mark: str
    sure: bool = False
