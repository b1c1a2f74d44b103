"""A decision about an application: granted, refused, changed during the year, or ended; what follows is folded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.core.applications.application import Application
from bot.core.applications.decision import Decision, Ruling
from bot.core.applications.entitlement import entitled_from
from bot.core.applications.handling import STEP_OF, reason_in, take_step, write_category
from bot.core.applications.proposal import REASONED
from bot.core.applications.registering import service_named
from bot.core.errors import NotFound, Refusal
from bot.core.ports import Desk

CHANGING = frozenset({Ruling.CHANGE, Ruling.END})


class EndsBeforeItBegins(Refusal):
    key = "cases.refusal.days_reversed"


class NothingHeld(Refusal):
    """What is not granted, or has ended, can be neither changed nor ended."""

    key = "cases.refusal.nothing_held"


class NothingChanges(Refusal):
    key = "cases.refusal.nothing_changes"


def decide(
    desk: Desk,
    application: Application,
    ruling: Ruling,
    reason: str,
    category: str,
    since: date,
    until: date | None,
    details: Mapping[str, str],
    sitting_id: int | None = None,
) -> Decision:
    """Writes the step and the ruling; the category of a grant may be another one than was applied for.

    Asks nobody's right and tells nobody: the school's and the council's own use cases do.
    """
    new = Decision(
        id=0,
        application_id=application.id,
        ruling=ruling,
        category=category,
        reason=reason_in(reason) if ruling in REASONED else " ".join(reason.split()),
        since=since,
        until=until,
        by=desk.actor.id,
        at=desk.moment,
        details=dict(details),
        sitting_id=sitting_id,
    )
    _check(desk, application, new)
    if ruling not in CHANGING and category != application.category:
        write_category(desk, application, category)
    take_step(desk, application, STEP_OF[ruling], words=new.reason)
    if ruling is Ruling.CHANGE:
        desk.applications.set_category(application.id, category)
    return replace(new, id=desk.decisions.add(new))


def _check(desk: Desk, application: Application, new: Decision) -> None:
    service = service_named(application.service)
    if new.category not in service.categories or not set(new.details) <= set(service.details):
        raise NotFound()
    if new.until is not None and new.until < new.since:
        raise EndsBeforeItBegins()
    if new.ruling in CHANGING:
        _check_change(desk, application, new)


def _check_change(desk: Desk, application: Application, new: Decision) -> None:
    held = entitled_from(desk.decisions.of_application(application.id), new.since)
    if held is None:
        raise NothingHeld()
    same = (new.category, new.until or held.until) == (held.category, held.until)
    if new.ruling is Ruling.CHANGE and same and {**held.details, **new.details} == dict(held.details):
        raise NothingChanges()
