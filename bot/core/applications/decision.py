"""What was decided about an application, and the director's orders and monthly lists that follow from decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.core.school import SchoolYear


class Ruling(StrEnum):
    """What a decision does; what a child is entitled to follows from all rulings about the application, in order."""

    GRANT = "grant"
    REFUSE = "refuse"
    CHANGE = "change"
    END = "end"


@dataclass(frozen=True, slots=True)
class Decision:
    """One ruling with its reason, in force from `since`; `until` is the last day of what is granted.

    `details` are the values that the service declares for what is given (amount, camp, shift, things, source).
    """

    id: int
    application_id: int
    ruling: Ruling
    category: str
    reason: str
    since: date
    until: date | None
    by: int
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)
    sitting_id: int | None = None
    order_id: int | None = None
    undone_at: datetime | None = None


class OrderKind(StrEnum):
    """The first order with the list, or one that changes it during the year (domain.md §7.5)."""

    LIST = "list"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Order:
    """A director's order from decisions; `number` is ours and gapless a year, `book_number` the school's order book.

    One that was taken back gave its number (it is 0) and its decisions away.
    """

    id: int
    service: str
    year: SchoolYear
    number: int
    kind: OrderKind
    signed_on: date
    by: int
    at: datetime
    book_number: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListLine:
    """A pupil on a monthly list, with the decision that put them there."""

    pupil_id: int
    class_id: int
    category: str
    decision_id: int


@dataclass(frozen=True, slots=True)
class MonthlyList:
    """The list of a month as it was handed in; `month` is its first day."""

    id: int
    service: str
    month: date
    by: int
    at: datetime
    lines: tuple[ListLine, ...]
