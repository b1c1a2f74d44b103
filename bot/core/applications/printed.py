"""What the papers of applications, sittings and orders are made of: plain values that cross into the workshop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.core.applications.application import Source, State
from bot.core.applications.decision import Ruling
from bot.core.councils.council import Capacity, Post, Votes
from bot.core.papers import PaperRequest
from bot.core.people import PersonName, Relation
from bot.core.school import ClassName, SchoolYear
from bot.core.services.service import Gives


@dataclass(frozen=True, slots=True)
class Child:
    """The pupil that an application is about; without a class where they left."""

    name: PersonName
    iin: str = ""
    birth_date: date | None = None
    class_name: ClassName | None = None
    family: int | None = None

    @property
    def place(self) -> tuple[bool, ClassName, str]:
        """Sorts by class and name; who left comes last."""
        return (self.class_name is None, self.class_name or ClassName(0, ""), self.name.place)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applied; what is not known stays empty and is written in by hand."""

    name: str = ""
    relation: Relation | None = None
    iin: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A protocol or an order as others refer to it."""

    number: str
    on: date


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision about an application, and the application, the protocol and the order that it stands in."""

    ruling: Ruling
    category: str
    reason: str
    on: date
    since: date
    until: date | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    protocol: Numbered | None = None
    order: Numbered | None = None
    application: Numbered | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An application as papers print it; times are those at the school.

    `answers` are (question, answer as it is kept) in the order of the form, `proofs` (paper, how it came in).
    `told_on` is the day on which the answer went out, where it went out in the chat.
    """

    id: int
    service: str
    year: SchoolYear
    number: int
    source: Source
    state: State
    category: str
    received_at: datetime
    due_on: date
    child: Child
    applicant: Applicant = Applicant()
    answers: tuple[tuple[str, str], ...] = ()
    proofs: tuple[tuple[str, str], ...] = ()
    rulings: tuple[Ruled, ...] = ()
    told_on: date | None = None

    @property
    def ruled(self) -> Ruled | None:
        """The newest decision."""
        return self.rulings[-1] if self.rulings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest(PaperRequest):
    """A paper about one application; `deputy` and `teacher` sit on the commission of a hand-over."""

    case: Case
    receipts_back: bool = False
    deputy: str = ""
    teacher: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the council as a protocol names them."""

    name: str
    post: Post
    capacity: Capacity


@dataclass(frozen=True, slots=True)
class Heard:
    """An application on the agenda, and what was decided; without a ruling where it was put off."""

    case: Case
    ruling: Ruling | None = None
    category: str = ""
    reason: str = ""
    votes: Votes | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolRequest(PaperRequest):
    """A sitting of the trustee council; without a protocol number it is a draft."""

    year: SchoolYear
    protocol: int | None
    held_at: datetime
    held_in: str
    chair: str
    secretary: str
    present: tuple[Member, ...]
    absent: tuple[Member, ...]
    heard: tuple[Heard, ...]


class What(StrEnum):
    """How a list changes for a child."""

    CAME = "came"
    LEFT = "left"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A child on an order; `before` is what was in force until then."""

    case: Case
    ruled: Ruled
    before: Ruled | None = None

    @property
    def what(self) -> What:
        if self.before is None:
            return What.CAME
        return What.LEFT if self.ruled.ruling is Ruling.END else What.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRequest(PaperRequest):
    """A director's order with its list."""

    service: str
    gives: Gives
    year: SchoolYear
    order: Numbered
    lines: tuple[OrderLine, ...]
    receipts_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRequest(PaperRequest):
    """The application journal of a service and year."""

    service: str
    year: SchoolYear
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """A child who is entitled to a service, and the decision that it follows from."""

    child: Child
    ruled: Ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class BeneficiariesRequest(PaperRequest):
    """Who is entitled today, of one category or of all; without names it can be posted."""

    service: str
    year: SchoolYear
    categories: tuple[str, ...]
    beneficiaries: tuple[Beneficiary, ...]
    category: str = ""
    with_names: bool = True


class Why(StrEnum):
    """Where no decision says why: the term was over, or the child left the school."""

    DECISION = "decision"
    TERM_OVER = "term_over"
    LEFT_SCHOOL = "left_school"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Moved:
    """A difference to last month's list: what, from which day, why, and on what basis."""

    what: What
    child: Child
    category: str
    before: str = ""
    since: date | None = None
    why: Why = Why.DECISION
    ruled: Ruled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyRequest(PaperRequest):
    """The list of a month and its difference to the one before, None where it is the first of the year.

    `handed_in_on` is empty for a draft.
    """

    service: str
    year: SchoolYear
    month: date
    lines: tuple[Beneficiary, ...]
    moved: tuple[Moved, ...] = ()
    before: date | None = None
    handed_in_on: date | None = None


@dataclass(frozen=True, slots=True)
class AidTotal:
    """How much was given of one kind from one source; `amount` is None where nothing is counted in money."""

    service: str
    source: str
    kind: str
    pupils: int
    families: int
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRequest(PaperRequest):
    """The year's aid by source and kind; who got several kinds counts once in `pupils` and `families`.

    `applications` and `refused` are numbers by service, `prices` what one meal costs.
    """

    year: SchoolYear
    totals: tuple[AidTotal, ...]
    pupils: int = 0
    families: int = 0
    applications: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    prices: Mapping[str, str] = field(default_factory=dict)
