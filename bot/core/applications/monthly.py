"""The list of a month for the director and the state system, with its difference to the one before (domain.md §1.6)."""

import zlib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.access import Action, may_all, require_all
from bot.core.applications.decision import Decision, ListLine, MonthlyList, Ruling
from bot.core.applications.entitlement import Held, held_on
from bot.core.applications.gathering import Gatherer
from bot.core.applications.printed import Beneficiary, Child, MonthlyRequest, Moved, Ruled, What, Why
from bot.core.applications.queue import left_school
from bot.core.applications.registering import service_named
from bot.core.errors import NotFound, Outdated
from bot.core.papers import Wanted
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services.registry import services_of
from bot.core.services.service import Service

FIRST_MONTH, MONTHS = 9, 9


@dataclass(frozen=True, slots=True)
class Shift:
    """A pupil whose line differs between two lists: one of the lines is missing where they came or left."""

    before: ListLine | None
    now: ListLine | None

    @property
    def what(self) -> What:
        if self.before is None:
            return What.CAME
        return What.LEFT if self.now is None else What.CHANGED

    @property
    def pupil_id(self) -> int:
        line = self.now or self.before
        assert line is not None
        return line.pupil_id


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month of a service: who would be on its list now, the list that was handed in, and what moved since the last.

    `mark` is what a yes to this list refers to; `stale` says that the list was handed in and would be another one now.
    """

    service: str
    month: date
    lines: tuple[ListLine, ...]
    handed_in: MonthlyList | None
    before: MonthlyList | None
    moved: tuple[Moved, ...]
    handles: bool

    @property
    def mark(self) -> str:
        return f"{zlib.crc32(repr(self.lines).encode()):08x}"

    @property
    def stale(self) -> bool:
        return self.handed_in is not None and self.handed_in.lines != self.lines


def monthly_services(desk: Desk) -> tuple[Service, ...]:
    return tuple(one for one in services_of(desk.schools.get().country) if one.monthly_list)


def months_of(year: SchoolYear) -> tuple[date, ...]:
    """September to May."""
    numbers = range(FIRST_MONTH - 1, FIRST_MONTH - 1 + MONTHS)
    return tuple(date(year.first + number // 12, number % 12 + 1, 1) for number in numbers)


def read_month(desk: Desk, number: int) -> date:
    """The month that an address names as 202609: one of the school's year."""
    found = (one for one in months_of(desk.schools.get().year) if one.year * 100 + one.month == number)
    month = next(found, None)
    if month is None:
        raise NotFound()
    return month


def lines_for(desk: Desk, service: str, month: date) -> tuple[ListLine, ...]:
    """Who is entitled in the month: of the present one from today on; who left the school is not on it."""
    year = SchoolYear.of(month)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    first = desk.today if month <= desk.today <= last else month
    later = {one.since for one in desk.decisions.of_year(service, year) if first < one.since <= last}
    places = desk.pupils.places(year)
    held: dict[int, Held] = {}
    for day in (first, *sorted(later)):
        for one in held_on(desk, service, day):
            held.setdefault(one.application.pupil_id, one)
    return tuple(
        ListLine(pupil_id, places[pupil_id], one.decision.category, one.decision.id)
        for pupil_id, one in sorted(held.items())
        if pupil_id in places
    )


def difference(before: Sequence[ListLine], now: Sequence[ListLine]) -> tuple[Shift, ...]:
    """Who came, who left, whose category changed; a new class or a new decision alone is no difference."""
    was, is_ = {one.pupil_id: one for one in before}, {one.pupil_id: one for one in now}
    shifts = (Shift(was.get(pupil_id), is_.get(pupil_id)) for pupil_id in {**was, **is_})
    return tuple(one for one in shifts if _differs(one))


def month_page(desk: Desk, service: str, number: int) -> MonthPage:
    """Names of children: who asks for them has noted the look."""
    _check_service(desk, service)
    month = read_month(desk, number)
    before, lines = _list_before(desk, service, month), lines_for(desk, service, month)
    return MonthPage(
        service=service,
        month=month,
        lines=lines,
        handed_in=desk.monthly_lists.of_month(service, month),
        before=before,
        moved=_moved(desk, service, month, before, lines),
        handles=may_all(desk.actor, Action.HANDLE_APPLICATIONS),
    )


def look_at_month(desk: Desk, service: str, number: int) -> None:
    """The names of those who came or left are seen."""
    _check_service(desk, service)
    read_month(desk, number)
    desk.audit.note(desk.actor.id, "see_monthly_list", f"month:{service}/{number}", desk.moment)


def hand_in(desk: Desk, service: str, number: int, mark: str) -> None:
    """Keeps the list as it was seen; one that is the same as was handed in last is not kept again."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    page = month_page(desk, service, number)
    if page.mark != mark:
        raise Outdated()
    if page.handed_in is not None and not page.stale:
        return
    new = MonthlyList(0, service, page.month, desk.actor.id, desk.moment, page.lines)
    kept = desk.monthly_lists.keep(new)
    desk.audit.note(desk.actor.id, "hand_in_list", f"monthly_list:{kept}", desk.moment)


def check_month(desk: Desk, wanted: Wanted) -> None:
    _check_service(desk, wanted.key)
    read_month(desk, wanted.subject)


def month_request(desk: Desk, wanted: Wanted) -> MonthlyRequest:
    """The list as it was handed in; before that, as it would be: a draft."""
    service, month, school = wanted.key, read_month(desk, wanted.subject), desk.schools.get()
    before, kept = _list_before(desk, service, month), desk.monthly_lists.of_month(service, month)
    lines = kept.lines if kept else lines_for(desk, service, month)
    return MonthlyRequest(
        school=school,
        language=wanted.language,
        made_on=desk.today,
        pedagogue=school.pedagogue,
        service=service,
        year=SchoolYear.of(month),
        month=month,
        lines=_Explaining(desk, service, month).beneficiaries(lines),
        moved=_moved(desk, service, month, before, lines),
        before=before.month if before else None,
        handed_in_on=kept.at.astimezone(desk.zone).date() if kept else None,
    )


class _Explaining:
    """Finds the child, the decision and the reason behind each line."""

    def __init__(self, desk: Desk, service: str, month: date) -> None:
        year = SchoolYear.of(month)
        self._desk = desk
        self._gatherer = Gatherer(desk, year)
        self._gatherer.read_everybody()
        made = (*desk.decisions.of_year(service, year.before), *desk.decisions.of_year(service, year))
        self._decisions: Mapping[int, Decision] = {one.id: one for one in made}

    def beneficiaries(self, lines: Sequence[ListLine]) -> tuple[Beneficiary, ...]:
        return tuple(Beneficiary(self._child(one), self._ruled(self._decision(one))) for one in lines)

    def moved(self, shift: Shift) -> Moved:
        line = shift.now or shift.before
        assert line is not None
        child = self._child(line)
        if shift.now is None:
            return self._left(line, child)
        ruled = self._ruled(self._decision(shift.now))
        before = shift.before.category if shift.before else ""
        return Moved(shift.what, child, shift.now.category, before, ruled.since, ruled=ruled)

    def _left(self, line: ListLine, child: Child) -> Moved:
        """Left the school, or a decision ended it, or its term was over, or the decision never was."""
        gone = Moved(What.LEFT, child, "", line.category)
        left_on = left_school(self._desk, line.pupil_id)
        if left_on is not None:
            return replace(gone, since=left_on, why=Why.LEFT_SCHOOL)
        decision = self._decision(line)
        made = self._desk.decisions.of_application(decision.application_id)
        ended = next((one for one in reversed(made) if one.ruling is Ruling.END), None)
        if ended is not None:
            return replace(gone, since=ended.since, ruled=self._ruled(ended))
        until = next((one.until for one in reversed(made) if one.until), None)
        return replace(gone, since=until, why=Why.TERM_OVER if until else Why.UNDONE)

    def _child(self, line: ListLine) -> Child:
        """In the class of the list, also where they left it since."""
        class_ = self._desk.schools.class_(line.class_id)
        return replace(self._gatherer.child(line.pupil_id), class_name=class_.name)

    def _decision(self, line: ListLine) -> Decision:
        return self._decisions.get(line.decision_id) or self._desk.decisions.get(line.decision_id)

    def _ruled(self, decision: Decision) -> Ruled:
        application = self._desk.applications.get(decision.application_id)
        return self._gatherer.ruled(application, decision)


def _moved(
    desk: Desk, service: str, month: date, before: MonthlyList | None, lines: Sequence[ListLine]
) -> tuple[Moved, ...]:
    """Nothing moved where there is no list to compare with."""
    if before is None:
        return ()
    explaining = _Explaining(desk, service, month)
    found = [explaining.moved(one) for one in difference(before.lines, lines)]
    return tuple(sorted(found, key=lambda one: (list(What).index(one.what), one.child.place)))


def _list_before(desk: Desk, service: str, month: date) -> MonthlyList | None:
    """The newest list of an earlier month; lists begin anew with the school year."""
    found = desk.monthly_lists.newest_before(service, month)
    return found if found and SchoolYear.of(found.month) == SchoolYear.of(month) else None


def _differs(one: Shift) -> bool:
    return one.before is None or one.now is None or one.before.category != one.now.category


def _check_service(desk: Desk, service: str) -> None:
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    if service_named(service) not in monthly_services(desk):
        raise NotFound()
