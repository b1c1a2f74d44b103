"""A service as a declaration: what is asked, which papers, who decides, what is given (design.md §3.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.forms.form import Answers, Proof, Question
from bot.core.school import Country, SchoolYear

NOBODY: frozenset[str] = frozenset()


def open_to_all(facts: Answers) -> str:
    return ""


class Gives(StrEnum):
    """What a granted application brings: a place on a list, a voucher, money, or things."""

    LIST = "list"
    VOUCHER = "voucher"
    MONEY = "money"
    THINGS = "things"


class Path(StrEnum):
    """Who decides."""

    SCHOOL = "school"
    COUNCIL = "council"
    BOTH = "both"


class LimitKind(StrEnum):
    """How a value of the limits table is written."""

    MONEY = "money"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that changes from year to year and is set by the pedagogue: an amount, a quota, a camp."""

    key: str
    kind: LimitKind


@dataclass(frozen=True, slots=True)
class Window:
    """From which to which day of the year applications are taken, as (month, day), both included.

    The days OPENS and CLOSES of the limits table take its place where the pedagogue has set them.
    """

    opens: tuple[int, int]
    closes: tuple[int, int]

    def days(self, year: SchoolYear) -> tuple[date, date]:
        """The window of the school year: August and later lies in its first calendar year."""
        return self._day(self.opens, year), self._day(self.closes, year)

    @staticmethod
    def _day(month_day: tuple[int, int], year: SchoolYear) -> date:
        month, day = month_day
        return date(year.first if month >= 8 else year.first + 1, month, day)


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that the program knows about a service; its words lie under `<key>.…` in `<key>.po`.

    `questions` come first, `proofs` after them; one question is called `category`. `gate` looks at what is known
    before the first question and names the page that is shown instead of the form, or nothing. The council decides
    about the categories in `council_for`, the school about the others. `period_question` names the answer that tells
    applications of one child and year apart; without it there is one a year. `details` are the values that a grant
    holds: they come from the limits of the same name and can be written over with a decision.
    """

    key: str
    country: Country
    categories: tuple[str, ...]
    questions: tuple[Question, ...]
    proofs: tuple[Proof, ...]
    gives: Gives
    term_days: int = 5
    council_for: frozenset[str] = NOBODY
    window: Window | None = None
    period_question: str = ""
    limits: tuple[Limit, ...] = ()
    details: tuple[str, ...] = ()
    monthly_list: bool = False
    receipts_back: bool = False
    gate: Callable[[Answers], str] = open_to_all

    @property
    def path(self) -> Path:
        if not self.council_for:
            return Path.SCHOOL
        return Path.COUNCIL if self.council_for.issuperset(self.categories) else Path.BOTH

    def decided_by_council(self, category: str) -> bool:
        return category in self.council_for

    def period(self, answers: Answers) -> str:
        return answers.get(self.period_question, "")
