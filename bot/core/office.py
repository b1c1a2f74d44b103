"""Small values of the office itself: invitations, drafts, notices, issued papers, staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.people import Person, Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link into a role: opened once, before it expires, unless revoked."""

    id: int
    token: str
    role: Role
    class_id: int | None
    name: str
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def open_at(self, moment: datetime) -> bool:
        return self.used_by is None and self.revoked_at is None and moment < self.expires_at


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds, for a class or for the whole school."""

    id: int
    person: Person
    role: Role
    class_id: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The question that a person's next message answers, and what was said so far on the way to it."""

    person_id: int
    question: str
    words: Mapping[str, str] = field(default_factory=dict)
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for later delivery: a text key and its words, and buttons as (text key, address) pairs.

    Two notices with the same `unique` mark are one. Nothing is delivered before `not_before`.
    """

    key: str
    words: Mapping[str, object] = field(default_factory=dict)
    buttons: tuple[tuple[str, str], ...] = ()
    unique: str | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that left the office: its number within the year and what it showed."""

    number: int
    paper: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice on its way to a person; `begun` says that an earlier try may have arrived."""

    id: int
    person_id: int
    telegram_id: int
    language: str
    notice: Notice
    tries: int
    begun: bool
