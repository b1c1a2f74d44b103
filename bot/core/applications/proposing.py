"""How the pedagogue puts a decision together: proposed, changed part by part, seen as a whole, carried out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.access import Action, require_all
from bot.core.applications.application import Application, State
from bot.core.applications.deciding import CHANGING, EndsBeforeItBegins, NothingHeld, decide
from bot.core.applications.decision import Decision, Ruling
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.handling import current, reason_in
from bot.core.applications.proposal import (
    CATEGORY,
    DETAIL,
    REASON,
    SINCE,
    UNTIL,
    Proposal,
    read,
    written,
)
from bot.core.applications.registering import service_named
from bot.core.applications.telling import Opens, office_calendar, tell_applicant
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.identity import birth_dates
from bot.core.labels import TERM_ENDS
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services.limits import read_limit
from bot.core.services.service import Gives, Service

QUESTION = "case_decision"
MARK_LENGTH = 6
MOST_AT_ONCE = 60
TOLD = {
    Ruling.GRANT: "telling.granted",
    Ruling.REFUSE: "telling.refused",
    Ruling.CHANGE: "telling.changed",
    Ruling.END: "telling.ended",
}


class CouncilDecides(Refusal):
    """About this category the trustee council decides, not the school alone."""

    key = "cases.refusal.council_decides"


class DayNotUnderstood(Refusal):
    key = "cases.refusal.day"


class NothingAsked(Refusal):
    """Words came where buttons are expected."""

    key = "cases.refusal.nothing_asked"


class TooMany(Refusal):
    key = "cases.refusal.too_many"


def propose(desk: Desk, ruling: Ruling, cases: Sequence[tuple[int, int]]) -> None:
    """Begins a decision about these applications of one service, as their screens show them."""
    found = [current(desk, application_id, mark) for application_id, mark in cases]
    service = _one_service(found)
    for one in found:
        _check_open(desk, service, ruling, one)
    proposal = Proposal(
        mark=desk.token()[:MARK_LENGTH],
        ruling=ruling,
        service=service.key,
        cases=tuple(cases),
        since=first_day(desk, ruling),
        until=last_day(desk, service, found[0].year) if ruling is Ruling.GRANT else None,
        details=usual_details(desk, service, found[0].year) if ruling is Ruling.GRANT else {},
    )
    _keep(desk, replace(proposal, asks=proposal.lacks))


def proposed(desk: Desk) -> Proposal | None:
    """What this person puts together now."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    draft = desk.drafts.of(desk.actor.id)
    return read(draft.words) if draft is not None and draft.question == QUESTION else None


def ask_part(desk: Desk, mark: str, part: str) -> None:
    """The next typed message is this part; without one, what is still lacking."""
    proposal = _current(desk, mark)
    if part:
        _check_part(proposal, part)
    _keep(desk, replace(proposal, asks=part or proposal.lacks))


def set_part(desk: Desk, mark: str, part: str, value: str) -> None:
    proposal = _current(desk, mark)
    _keep(desk, _with_part(desk, proposal, part, value))


def write_part(desk: Desk, typed: str) -> None:
    """Takes what was typed as the part that is asked for."""
    proposal = proposed(desk)
    if proposal is None:
        raise Outdated()
    if not proposal.asks or proposal.asks == CATEGORY:
        raise NothingAsked()
    value = typed
    if proposal.asks in (SINCE, UNTIL):
        value = read_day(typed, desk.today, to_come=proposal.asks == UNTIL).isoformat()
    _keep(desk, _with_part(desk, proposal, proposal.asks, value))


def carry_out(desk: Desk, mark: str, revision: str, opens: Opens) -> None:
    """Decides all as it was seen, or nothing where one of them stands otherwise by now."""
    proposal = _current(desk, mark)
    if proposal.revision != revision or proposal.lacks:
        raise Outdated()
    for application_id, seen in proposal.cases:
        _decide_one(desk, proposal, current(desk, application_id, seen), opens)
    desk.drafts.close(desk.actor.id)


def category_for(proposal: Proposal, application: Application) -> str:
    return proposal.category or application.category


def first_day(desk: Desk, ruling: Ruling) -> date:
    """From when a decision is proposed to hold: an end from the next working day, everything else from today."""
    return office_calendar(desk).after(desk.today, 1) if ruling is Ruling.END else desk.today


def last_day(desk: Desk, service: Service, year: SchoolYear) -> date | None:
    """What a place on a list is granted until: the last day of lessons, the pedagogue may name another one."""
    if service.gives is not Gives.LIST:
        return None
    month, day = TERM_ENDS[desk.schools.get().country][-1]
    return date(year.first + 1, month, day)


def usual_details(desk: Desk, service: Service, year: SchoolYear) -> dict[str, str]:
    """What is given, as the table of limits has it."""
    limits = desk.limits.of(service.key, year)
    return {one: limits[one] for one in service.details if limits.get(one)}


def read_day(typed: str, today: date, to_come: bool) -> date:
    """A day of the school years around this one; without a year the next one that is to come, or the nearest."""
    year, bare = SchoolYear.of(today), typed.strip(" .")
    years = (today.year - 1, today.year, today.year + 1)
    written = [typed, *(f"{bare}{sign}{its}" for its in years for sign in ". ")]
    read = (birth_dates.read(one, year) for one in written)
    days = [one for one in read if one and year.before.first <= one.year <= year.after.first + 1]
    if not days:
        raise DayNotUnderstood(typed=typed[:40])
    return min(days, key=lambda one: (to_come and one < today, abs(one - today)))


def _decide_one(desk: Desk, proposal: Proposal, application: Application, opens: Opens) -> None:
    service = service_named(application.service)
    category = category_for(proposal, application)
    if proposal.ruling not in CHANGING and service.decided_by_council(category):
        raise CouncilDecides()
    made = decide(
        desk,
        application,
        proposal.ruling,
        proposal.reason,
        category,
        proposal.since,
        proposal.until,
        proposal.details,
    )
    desk.audit.note(desk.actor.id, f"decide_{made.ruling}", f"application:{application.id}", desk.moment)
    tell_applicant(desk, application, TOLD[made.ruling], opens, reason=made.reason, **_days_told(made))


def _days_told(made: Decision) -> dict[str, object]:
    if made.ruling is Ruling.REFUSE:
        return {}
    return {"day": made.since} if made.ruling is Ruling.END else {"since": made.since, "until": made.until}


def _one_service(found: Sequence[Application]) -> Service:
    services = {one.service for one in found}
    if len(services) != 1:
        raise NotFound()
    if len(found) > MOST_AT_ONCE:
        raise TooMany(number=MOST_AT_ONCE)
    return service_named(services.pop())


def _check_open(desk: Desk, service: Service, ruling: Ruling, application: Application) -> None:
    """Whether such a decision is the school's to make about this application as it stands."""
    if ruling in CHANGING:
        made = desk.decisions.of_application(application.id)
        if application.state is not State.GRANTED or entitled_from(made, desk.today) is None:
            raise NothingHeld()
    elif application.state is not State.READY:
        raise Outdated()
    elif service.decided_by_council(application.category):
        raise CouncilDecides()


def _with_part(desk: Desk, proposal: Proposal, part: str, value: str) -> Proposal:
    _check_part(proposal, part)
    if part == CATEGORY:
        return _asking(_with_category(proposal, value))
    if part == REASON:
        return _asking(replace(proposal, reason=reason_in(value)))
    if part == SINCE:
        return _asking(replace(proposal, since=_day(value)))
    if part == UNTIL:
        return _asking(replace(proposal, until=_day(value) if value else None))
    key, service = part.removeprefix(DETAIL), service_named(proposal.service)
    kept = read_limit(service, key, value, SchoolYear.of(proposal.since))
    return _asking(replace(proposal, details={**proposal.details, key: kept}))


def _with_category(proposal: Proposal, value: str) -> Proposal:
    service = service_named(proposal.service)
    if value not in service.categories:
        raise NotFound()
    if proposal.ruling is Ruling.GRANT and service.decided_by_council(value):
        raise CouncilDecides()
    return replace(proposal, category=value)


def _asking(proposal: Proposal) -> Proposal:
    """With the next part that is lacking asked for."""
    if proposal.until is not None and proposal.until < proposal.since:
        raise EndsBeforeItBegins()
    return replace(proposal, asks=proposal.lacks)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotFound() from None


def _check_part(proposal: Proposal, part: str) -> None:
    if part not in proposal.parts:
        raise NotFound()


def _current(desk: Desk, mark: str) -> Proposal:
    proposal = proposed(desk)
    if proposal is None or proposal.mark != mark:
        raise Outdated()
    return proposal


def _keep(desk: Desk, proposal: Proposal) -> None:
    desk.drafts.open(desk.actor.id, QUESTION, written(proposal), desk.moment)
