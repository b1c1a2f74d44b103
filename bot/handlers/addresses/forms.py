"""Forms; `mark` tells one filling of a form from the next."""

from bot.chat import Address


class OpenForm(Address, prefix="qo"):
    form: str


class BeginForm(Address, prefix="qb"):
    form: str


class AskQuestion(Address, prefix="qq"):
    """Goes back to a question; `editing` from the review."""

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


class SaveForm(Address, prefix="qs"):
    """Saves the answers of this revision, the one that was reviewed."""

    form: str
    mark: str
    revision: str


class DropForm(Address, prefix="qd"):
    form: str
    mark: str
    sure: bool = False
