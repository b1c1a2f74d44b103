"""Each thing that the rules of the office refuse: a class with one text key."""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """Something that can not be done, and the words that say why; shown in one place, logged nowhere."""

    key: ClassVar[str] = "refusal.general"

    def __init__(self, **words: object) -> None:
        super().__init__(self.key)
        self.words = words

    def __reduce__(self) -> "tuple[object, ...]":
        """Refusals come back from the process that makes papers."""
        return _again, (type(self), self.words)


def _again(kind: type[Refusal], words: Mapping[str, object]) -> Refusal:
    refusal = kind.__new__(kind)
    Refusal.__init__(refusal, **words)
    return refusal


class NotFound(Refusal):
    """The record behind a button is not there any more."""

    key = "refusal.not_found"


class Outdated(Refusal):
    """The screen was drawn from an earlier state; nothing is written."""

    key = "refusal.outdated"


class FileLost(Refusal):
    """A file that somebody had sent is missing from the disk or damaged there."""

    key = "refusal.file_lost"
