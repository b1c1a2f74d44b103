"""The office's queue: every application of the year on its pile, what is due first at the top."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.access import Action, may, may_all, require, require_all
from bot.core.applications.application import UNDECIDED, Application, State
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.registering import service_named
from bot.core.applications.telling import office_calendar
from bot.core.applications.terms import LATE, days_left, term_of
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, SchoolYear


class Pile(StrEnum):
    """Why an application lies where it lies; one may lie on several."""

    LATE = "late"
    DUE = "due"
    NEW = "new"
    PAPERS = "papers"
    PARENT = "parent"
    SCHOOL = "school"
    SITTING = "sitting"
    AGENDA = "agenda"
    REQUESTS = "requests"
    LEFT = "left"
    DECIDED = "decided"


PILE_OF_STATE = {
    State.NEW: Pile.NEW,
    State.PAPERS_MISSING: Pile.PAPERS,
    State.RETURNED: Pile.PARENT,
    State.ON_AGENDA: Pile.AGENDA,
}
DECIDED = frozenset({State.GRANTED, State.REFUSED, State.WITHDRAWN})
# What a class teacher is shown of: where it stands, and nothing of what is in it.
STATES_ONLY = frozenset(Pile) - {Pile.REQUESTS, Pile.LEFT}
# The office's next move: these are counted on the menu.
TO_DO = frozenset({State.NEW, State.READY})


@dataclass(frozen=True, slots=True)
class Line:
    """An application in a list; `left_on` is the last day at the school of a pupil who left."""

    application: Application
    class_: Class | None
    days_left: int
    left_on: date | None
    piles: frozenset[Pile]


@dataclass(frozen=True, slots=True)
class Queue:
    """All that this person may see, of one service where one is chosen; `whole` says that answers are open to them."""

    lines: tuple[Line, ...]
    service: str
    whole: bool
    handles: bool

    @property
    def counts(self) -> Mapping[Pile, int]:
        found = Counter(pile for line in self.chosen for pile in line.piles)
        shown = Pile if self.whole else [one for one in Pile if one in STATES_ONLY]
        return {pile: found[pile] for pile in shown}

    @property
    def chosen(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if self.service in ("", one.application.service))

    @property
    def services(self) -> Mapping[str, int]:
        """How many of each service are under way, in the order of the register of services."""
        found = Counter(one.application.service for one in self.lines)
        open_ones = Counter(
            one.application.service for one in self.lines if one.application.state in UNDECIDED
        )
        return {service: open_ones[service] for service in sorted(found)}

    def on(self, pile: Pile) -> tuple[Line, ...]:
        """What is due first at the top; of what was decided the newest."""
        found = [one for one in self.chosen if pile in one.piles]
        if pile is Pile.DECIDED:
            return tuple(sorted(found, key=lambda one: -one.application.id))
        return tuple(sorted(found, key=lambda one: (one.application.due_on, one.application.id)))


def queue(desk: Desk, service: str = "") -> Queue:
    """The applications of the year and all that are undecided: a class teacher's are those of their own classes."""
    require(desk.actor, Action.SEE_APPLICATIONS)
    whole = may_all(desk.actor, Action.SEE_APPLICATIONS)
    lines = all_lines(desk)
    if not whole:
        lines = tuple(one for one in lines if one.class_ and one.class_.id in desk.actor.classes)
    return Queue(lines, service, whole, may_all(desk.actor, Action.HANDLE_APPLICATIONS))


def pupils_on(desk: Desk, lines: Iterable[Line]) -> Mapping[int, Pupil]:
    """Whose these applications are, by application: asked for the lines of one page, names take their time."""
    require(desk.actor, Action.SEE_APPLICATIONS)
    found: dict[int, Pupil] = {}
    for one in lines:
        if one.class_ is None:
            require_all(desk.actor, Action.SEE_APPLICATIONS)
        else:
            require(desk.actor, Action.SEE_APPLICATIONS, class_id=one.class_.id)
        found[one.application.id] = desk.pupils.get(one.application.pupil_id)
    return found


def first_on(desk: Desk, pile: Pile) -> Application | None:
    """What is due first of a list, whatever service it asks for."""
    found = queue(desk).on(pile)
    return found[0].application if found else None


def waiting(desk: Desk) -> int:
    """How many wait for the office's next move; nothing for those who only look on."""
    if not may(desk.actor, Action.HANDLE_APPLICATIONS):
        return 0
    found = {one.id for one in desk.applications.in_states(TO_DO)}
    return len(found | {one.application_id for one in desk.applications.open_requests()})


def note_list_seen(desk: Desk, pile: Pile, service: str) -> None:
    """Names are seen; a short question that was open is left."""
    require(desk.actor, Action.SEE_APPLICATIONS)
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "see_applications", f"{pile}:{service or 'all'}", desk.moment)


def all_lines(desk: Desk) -> tuple[Line, ...]:
    """Asks nobody's right."""
    year = desk.schools.get().year
    classes = {one.id: one for one in desk.schools.classes(year)}
    places = {pupil_id: classes[class_id] for pupil_id, class_id in desk.pupils.places(year).items()}
    requested = {one.application_id for one in desk.applications.open_requests()}
    calendar = office_calendar(desk)

    def line(one: Application) -> Line:
        left_on = None if one.pupil_id in places else left_school(desk, one.pupil_id)
        left = days_left(calendar, desk.today, one.due_on)
        piles = _piles(desk, one, left, left_on is not None, one.id in requested)
        return Line(one, places.get(one.pupil_id), left, left_on, piles)

    return tuple(map(line, _applications(desk, year)))


def left_school(desk: Desk, pupil_id: int) -> date | None:
    """The last day of a pupil whose last place in a class ended before its year did."""
    place = desk.pupils.last_place(pupil_id)
    class_id, until = place or (0, None)
    if until is None or until > desk.today:
        return None
    return until if until < desk.schools.class_(class_id).year.end else None


def _applications(desk: Desk, year: SchoolYear) -> Iterable[Application]:
    """August applies for the year to come."""
    found = [
        *desk.applications.of_year(year),
        *desk.applications.of_year(year.after),
        *desk.applications.in_states(UNDECIDED),
    ]
    return {one.id: one for one in found}.values()


def _piles(desk: Desk, one: Application, days: int, left: bool, requested: bool) -> frozenset[Pile]:
    found = {PILE_OF_STATE.get(one.state)}
    if one.state is State.READY:
        council = service_named(one.service).decided_by_council(one.category)
        found.add(Pile.SITTING if council else Pile.SCHOOL)
    if one.state in DECIDED:
        found.add(Pile.DECIDED)
    if term := term_of(one, days):
        found.add(Pile.LATE if term == LATE else Pile.DUE)
    if requested:
        found.add(Pile.REQUESTS)
    if left and to_be_ended(desk, one):
        found.add(Pile.LEFT)
    return frozenset(pile for pile in found if pile)


def to_be_ended(desk: Desk, one: Application) -> bool:
    """Whether something is still under way or held that a pupil who left should not have any more."""
    if one.state in UNDECIDED:
        return True
    return entitled_from(desk.decisions.of_application(one.id), desk.today) is not None
