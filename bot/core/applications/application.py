"""An application and its way through the office: statuses, and which step is allowed from which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.core.school import SchoolYear


class Source(StrEnum):
    """How an application came in (domain.md §1.7: it may reach the school from outside)."""

    CHAT = "chat"
    PAPER = "paper"
    EGOV = "egov"
    PLATFORM = "platform"
    PROACTIVE = "proactive"


class State(StrEnum):
    """Where an application stands."""

    NEW = "new"
    PAPERS_MISSING = "papers_missing"
    RETURNED = "returned"
    READY = "ready"
    ON_AGENDA = "on_agenda"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


UNDECIDED = frozenset({State.NEW, State.PAPERS_MISSING, State.RETURNED, State.READY, State.ON_AGENDA})
OPEN_TO_OFFICE = UNDECIDED - {State.RETURNED}
# One of these stands in the way of a second application for the same child, service and period.
ACTIVE = UNDECIDED | {State.GRANTED}


class Step(StrEnum):
    """What can happen to an application; each is kept in its history."""

    REGISTERED = "registered"
    PAPERS_COMPLETE = "papers_complete"
    PAPERS_MISSING = "papers_missing"
    PAPER_ADDED = "paper_added"
    ORIGINAL_SHOWN = "original_shown"
    RETURNED = "returned"
    MENDED = "mended"
    NOTE = "note"
    ON_AGENDA = "on_agenda"
    OFF_AGENDA = "off_agenda"
    GRANTED = "granted"
    REFUSED = "refused"
    CHANGED = "changed"
    ENDED = "ended"
    REQUESTED = "requested"
    REQUEST_REFUSED = "request_refused"
    REQUEST_TAKEN_BACK = "request_taken_back"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RECEIPTS = "receipts"


# From which states a step is allowed, and the state that it leads to; None leaves it as it is.
STEPS: Mapping[Step, tuple[frozenset[State], State | None]] = {
    Step.PAPERS_COMPLETE: (frozenset({State.NEW, State.PAPERS_MISSING}), State.READY),
    Step.PAPERS_MISSING: (frozenset({State.NEW, State.READY}), State.PAPERS_MISSING),
    Step.PAPER_ADDED: (UNDECIDED, None),
    Step.ORIGINAL_SHOWN: (UNDECIDED, None),
    Step.RETURNED: (frozenset({State.NEW, State.PAPERS_MISSING, State.READY}), State.RETURNED),
    Step.MENDED: (frozenset({State.RETURNED}), State.NEW),
    Step.NOTE: (frozenset(State), None),
    Step.ON_AGENDA: (frozenset({State.READY}), State.ON_AGENDA),
    Step.OFF_AGENDA: (frozenset({State.ON_AGENDA}), State.READY),
    Step.GRANTED: (frozenset({State.READY, State.ON_AGENDA}), State.GRANTED),
    Step.REFUSED: (frozenset({State.READY, State.ON_AGENDA}), State.REFUSED),
    Step.CHANGED: (frozenset({State.GRANTED}), None),
    Step.ENDED: (frozenset({State.GRANTED}), None),
    Step.REQUESTED: (frozenset(State) - {State.WITHDRAWN, State.REFUSED}, None),
    Step.REQUEST_REFUSED: (frozenset(State), None),
    Step.REQUEST_TAKEN_BACK: (frozenset(State), None),
    Step.CORRECTED: (OPEN_TO_OFFICE | {State.GRANTED}, None),
    Step.WITHDRAWN: (ACTIVE, State.WITHDRAWN),
    Step.RECEIPTS: (frozenset({State.GRANTED}), None),
}


def allowed(state: State, step: Step) -> bool:
    return step in STEPS and state in STEPS[step][0]


def state_after(state: State, step: Step) -> State:
    return STEPS[step][1] or state


@dataclass(frozen=True, slots=True)
class Application:
    """A registered application, as its newest revision stands.

    `number` is gapless per service and year, 0 before it is registered. `applicant` is the person in the chat, None
    for somebody without Telegram. `period` tells applications of one child and year apart where a service allows
    several. `due_on` is the last day for the answer. `answers` are those of the service's questions and papers.
    """

    id: int
    service: str
    year: SchoolYear
    period: str
    number: int
    pupil_id: int
    applicant: int | None
    entered_by: int
    source: Source
    state: State
    category: str
    received_at: datetime
    due_on: date
    language: str
    revision: int = 1
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """The answers of an application as they once stood."""

    number: int
    answers: Mapping[str, str]
    at: datetime
    by: int


@dataclass(frozen=True, slots=True)
class Event:
    """A line of an application's history; `question` is the answer that a return is about, `words` are sealed."""

    id: int
    application_id: int
    step: Step
    before: State
    after: State
    at: datetime
    by: int | None
    question: str = ""
    words: str = ""
    undone_at: datetime | None = None


class RequestKind(StrEnum):
    """What a parent may ask for after sending."""

    CORRECT = "correct"
    WITHDRAW = "withdraw"


class RequestState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """A parent's wish to correct or withdraw what was sent; `answers` are the new ones of a correction."""

    id: int
    application_id: int
    kind: RequestKind
    answers: Mapping[str, str]
    reason: str
    by: int
    at: datetime
    state: RequestState = RequestState.OPEN
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that was sent as a file: where it lies in the cabinet, and what it is."""

    id: int
    person_id: int
    pupil_id: int
    place: str
    kind: str
    size: int
    pages: int
    at: datetime
