"""What a child is entitled to on a day: all rulings about an application, in the order in which they were made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bot.core.applications.application import Application
from bot.core.applications.decision import Decision, Ruling
from bot.core.ports import Desk
from bot.core.school import SchoolYear


@dataclass(frozen=True, slots=True)
class Held:
    """An application with the decision that is in force about it."""

    application: Application
    decision: Decision


def entitled(decisions: Iterable[Decision], day: date) -> Decision | None:
    """The decision that is in force on this day: the grant, or the change that it was last given.

    A change keeps the last day and the details that it does not name. The day from which something ends is the first
    without it. What was undone never happened.
    """
    held: Decision | None = None
    for one in decisions:
        if one.undone_at is None and one.since <= day:
            held = _after(held, one)
    return held if held and (held.until is None or day <= held.until) else None


def entitled_from(decisions: Iterable[Decision], day: date) -> Decision | None:
    """What is in force on this day, or will be first of all after it."""
    made = tuple(decisions)
    later = sorted(one.since for one in made if one.since > day)
    return next((held for when in (day, *later) if (held := entitled(made, when))), None)


def outcome(decisions: Iterable[Decision]) -> Decision | None:
    """What all rulings together lead to, whenever that begins or ends; nothing where it was ended."""
    held: Decision | None = None
    for one in decisions:
        held = _after(held, one)
    return held


def held_on(desk: Desk, service: str, day: date) -> tuple[Held, ...]:
    """Everybody who is entitled to the service on this day, by application; asks nobody's right.

    Of the year before only what was granted until a day counts: a voucher for August, not the money of last winter.
    """
    year = SchoolYear.of(day)
    found = _in_force(desk.decisions.of_year(service, year), day)
    found += [one for one in _in_force(desk.decisions.of_year(service, year.before), day) if one.until]
    of = {one.id: one for one in desk.applications.some([one.application_id for one in found])}
    return tuple(Held(of[one.application_id], one) for one in found)


def _after(held: Decision | None, ruling: Decision) -> Decision | None:
    if ruling.ruling is Ruling.GRANT:
        return ruling
    if ruling.ruling is Ruling.CHANGE and held:
        return replace(ruling, until=ruling.until or held.until, details={**held.details, **ruling.details})
    return None


def _in_force(decisions: Iterable[Decision], day: date) -> list[Decision]:
    """Grouped by application, each group in its order."""
    by_application = sorted(decisions, key=lambda one: (one.application_id, one.id))
    groups = groupby(by_application, key=lambda one: one.application_id)
    return [held for _, group in groups if (held := entitled(group, day))]
