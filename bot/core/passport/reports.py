"""A class report and its revisions: what a teacher sent never changes, a correction is a new revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.passport.categories import Answer, Education


class ReportState(StrEnum):
    """Where a revision stands; only an IN_WORK one can be written to."""

    IN_WORK = "in_work"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class ClassReport:
    """One revision of one class's report; `usual` is the education that most mothers and most fathers have."""

    id: int
    class_id: int
    revision: int
    state: ReportState
    usual: Mapping[str, Education] = field(default_factory=dict)
    begun_at: datetime | None = None
    sent_at: datetime | None = None
    sent_by: int | None = None
    decided_at: datetime | None = None
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a report came back: to the whole class, a pupil, a category, or a pupil in a category."""

    id: int
    report_id: int
    reason: str
    pupil_id: int | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says of one pupil: answers by category key, education by parent, only what was said."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    education: Mapping[str, Education] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A restricted label on a pupil or family: reason, author and term stand beside it (domain.md §4.2)."""

    id: int
    pupil_id: int
    category: str
    reason: str
    author: int
    since: datetime
    until: datetime | None = None
    ended_at: datetime | None = None
    ended_by: int | None = None
    end_reason: str = ""
