"""Small values of the office itself: invitations, drafts, notices, issued papers, staff."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.core.people import Person, Role
from bot.core.school import ClassName, School

FORM = "form"


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
class LinkCard:
    """A class teacher's link as it is handed out on paper; `name` where it is meant for one person."""

    class_name: ClassName
    link: str
    valid_until: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """What the sheet with the class teachers' links is made of, a page a class."""

    school: School
    language: str
    cards: tuple[LinkCard, ...]


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

    @property
    def subject(self) -> str:
        return subject_of(self.question)


def subject_of(question: str) -> str:
    """`form:school` for the questions of a form, which is kept until it is done; empty for a short question."""
    kind, _, rest = question.partition(":")
    return f"{kind}:{rest.partition(':')[0]}" if kind == FORM else ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words inside the words of a notice, filled in when it is read: in the reader's language."""

    key: str
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for later delivery: a text key and its words, and buttons as (text key, address) pairs.

    A word may be a Phrase or several of them, a line each. A button's key that no language knows is its label.
    Two notices with the same `unique` mark are one. Nothing is delivered before `not_before`.
    """

    key: str
    words: Mapping[str, object] = field(default_factory=dict)
    buttons: tuple[tuple[str, str], ...] = ()
    unique: str | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Doors:
    """Where buttons of notices lead, filled in by a handler: the core does not know addresses."""

    case: Callable[[int], str]
    my_case: Callable[[int], str]
    queue: str
    claim: Callable[[int], str]
    answer_claim: Callable[[int, bool], str]
    claims: str
    tries: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper of the office: its number within the year and when it was handed out."""

    id: int
    number: int
    paper: str
    made_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Album:
    """Files that somebody sent together: the message that answers them all, and what was said of them so far."""

    group: str
    screen: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file with names in somebody's chat, to be deleted there."""

    id: int
    chat_id: int
    message_id: int


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
