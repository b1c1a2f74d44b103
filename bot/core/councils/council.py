"""The trustee council and its sittings (order No 355 of 27.07.2017, annex 2: at least nine members, open vote)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.core.applications.decision import Ruling
from bot.core.school import SchoolYear

FEWEST_MEMBERS = 9


class Post(StrEnum):
    """What a member does in the council."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


class Capacity(StrEnum):
    """Whom a member stands for; the school's administration can not be a member."""

    PARENT = "parent"
    EXECUTIVE = "executive"
    EMPLOYER = "employer"
    PUBLIC = "public"
    SPONSOR = "sponsor"


@dataclass(frozen=True, slots=True)
class CouncilMember:
    id: int
    name: str
    post: Post
    capacity: Capacity
    since: date
    until: date | None = None


class SittingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of the council; `number` is that of its protocol, gapless a year, given when it is closed.

    `revision` grows with every change of the sitting and its agenda. What its protocol says of the council is kept
    with the closing: who its `members` were, who was in the chair, who kept the minutes.
    """

    id: int
    year: SchoolYear
    held_at: datetime
    place: str
    state: SittingState
    number: int | None = None
    present: frozenset[int] = frozenset()
    closed_at: datetime | None = None
    revision: int = 1
    members: frozenset[int] = frozenset()
    chaired_by: int | None = None
    minutes_by: int | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    in_favour: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An application on the agenda; `ruling` and `votes` once it was voted on."""

    id: int
    sitting_id: int
    application_id: int
    place: int
    ruling: Ruling | None = None
    category: str = ""
    reason: str = ""
    votes: Votes | None = None
    details: Mapping[str, str] = field(default_factory=dict)
