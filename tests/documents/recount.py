"""What a season's papers have to say, counted again from its log with none of the counting code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.applications.decision import Ruling
from tests.documents.season import (
    Categorised,
    Entry,
    Filed,
    HandedIn,
    Left,
    Ordered,
    Ruled,
    Sat,
    Withdrawn,
)

MONEY_OR_THINGS = frozenset({"aid", "sponsor"})


@dataclass(frozen=True)
class State:
    """What a child has by some decisions."""

    category: str
    since: date
    until: date | None
    details: Mapping[str, str]


@dataclass(frozen=True)
class Listed:
    """A line of an order: `before` and `after` are what the child had and has, None where nothing."""

    application: int
    before: State | None
    after: State | None

    @property
    def what(self) -> str:
        if self.before is None:
            return "came"
        return "left" if self.after is None else "changed"


@dataclass(frozen=True)
class Issued:
    """An order with its number among all of the year."""

    ordered: Ordered
    number: int
    first: bool
    lines: tuple[Listed, ...]

    @property
    def printed(self) -> str:
        return self.ordered.book or str(self.number)


class Recount:
    def __init__(self, log: Sequence[Entry]) -> None:
        self.log = log
        self.filed = {one.application: one for one in log if isinstance(one, Filed)}
        self.numbers = self._numbers()
        self.sat = [one for one in log if isinstance(one, Sat)]
        self.left = {one.pupil: one.day for one in log if isinstance(one, Left)}
        self.withdrawn = {one.application for one in log if isinstance(one, Withdrawn)}
        self.order_of: dict[int, Issued] = {}
        self.orders = self._orders()

    def of(self, service: str) -> list[Filed]:
        return [one for one in self.filed.values() if one.service == service]

    def rulings(self, application: int) -> list[Ruled]:
        return [one for one in self.log if isinstance(one, Ruled) and one.application == application]

    def category(self, application: int) -> str:
        """As it stands in the register."""
        said = [self.filed[application].category]
        for one in self.log:
            if isinstance(one, Categorised | Ruled) and one.application == application:
                kept = isinstance(one, Ruled) and one.ruling is Ruling.END
                said += [] if kept else [one.category]
        return said[-1]

    def result(self, application: int) -> str:
        kinds = [one.ruling for one in self.rulings(application)]
        if application in self.withdrawn:
            return "withdrawn"
        if Ruling.REFUSE in kinds:
            return "refused"
        if Ruling.END in kinds:
            return "ended"
        return "granted" if kinds else "open"

    def protocol(self, application: int) -> tuple[int, date] | None:
        """Number and day of the sitting that decided."""
        for number, one in enumerate(self.sat, 1):
            if any(said.application == application and said.ruling for said in one.voted):
                return number, one.day
        return None

    def has(self, application: int) -> State | None:
        """By all decisions together, whenever they begin."""
        return together(self.rulings(application))

    def on(self, application: int, day: date) -> State | None:
        """On a day."""
        begun = [one for one in self.rulings(application) if one.since <= day]
        if any(one.ruling in (Ruling.END, Ruling.REFUSE) for one in begun):
            return None
        state = together(begun)
        return state if state and (state.until is None or day <= state.until) else None

    def held(self, service: str, day: date) -> dict[int, State]:
        found = {one.application: self.on(one.application, day) for one in self.of(service)}
        return {application: state for application, state in found.items() if state}

    def month(self, one: HandedIn) -> dict[int, str]:
        """Category by pupil of the list that was handed in: from that day to the month's end, without who left."""
        known = Recount(self.log[: self.log.index(one) + 1])
        day, found = one.day, dict[int, str]()
        while day.month == one.month.month:
            for application, state in known.held(one.service, day).items():
                pupil = self.filed[application].pupil
                if pupil not in known.left:
                    found.setdefault(pupil, state.category)
            day += timedelta(days=1)
        return found

    def months(self) -> dict[date, dict[int, str]]:
        """Of each month the list that was handed in last."""
        last = {one.month: one for one in self.log if isinstance(one, HandedIn)}
        return {month: self.month(one) for month, one in last.items()}

    def given(self, service: str) -> dict[int, State]:
        """What counts as given in the year: money and things unless ended, places once held."""
        if service in MONEY_OR_THINGS:
            found = {one.application: self.has(one.application) for one in self.of(service)}
        else:
            found = {one.application: self._ever(one.application) for one in self.of(service)}
        return {application: state for application, state in found.items() if state}

    def _ever(self, application: int) -> State | None:
        grants = [one for one in self.rulings(application) if one.ruling is Ruling.GRANT]
        return self.on(application, grants[0].since) if grants else None

    def _numbers(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for one in self.filed.values():
            found[one.application] = 1 + sum(self.filed[other].service == one.service for other in found)
        return found

    def _orders(self) -> list[Issued]:
        """The lists as they change from order to order."""
        had: dict[int, State] = {}
        made: list[Issued] = []
        for place, one in enumerate(self.log):
            if not isinstance(one, Ordered):
                continue
            first = all(other.ordered.service != one.service for other in made)
            lines = tuple(self._lines(one.service, self.log[:place], had))
            made.append(Issued(one, len(made) + 1, first, lines))
            self.order_of |= {line.application: made[-1] for line in lines}
        return made

    def _lines(self, service: str, before: Sequence[Entry], had: dict[int, State]) -> Iterable[Listed]:
        for application in [one.application for one in self.of(service)]:
            made = [one for one in before if isinstance(one, Ruled) and one.application == application]
            now, was = together(made), had.get(application)
            if same(now, was):
                continue
            yield Listed(application, was, now)
            had.pop(application, None)
            if now:
                had[application] = now


def together(made: Iterable[Ruled]) -> State | None:
    state: State | None = None
    for one in made:
        if one.ruling is Ruling.GRANT:
            state = State(one.category, one.since, one.until, one.details)
        elif one.ruling is Ruling.CHANGE:
            assert state
            state = State(one.category, one.since, one.until or state.until, {**state.details, **one.details})
        else:
            state = None
    return state


def same(one: State | None, other: State | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.category, one.until, dict(one.details)) == (other.category, other.until, dict(other.details))
