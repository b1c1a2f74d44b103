"""The director's orders: the list of a year and its changes, made of decisions that wait for one (domain.md §7.5)."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bot.core.access import Action, require_all
from bot.core.applications.application import Step
from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.applications.entitlement import outcome
from bot.core.applications.registering import service_named
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.ports import Desk
from bot.core.school import SchoolYear
from bot.core.services.registry import services_of

# Papers about a child that name the order: where one was handed out, the order stands.
NAMING_THE_ORDER = frozenset({"voucher", "handover_act", "receipts_sheet"})


class NothingToOrder(Refusal):
    key = "orders.nothing_to_order"


class OrderStands(Refusal):
    """A later order, a number in the school's book or a paper handed out to a parent stands on this one."""

    key = "orders.stands"


class Listed(StrEnum):
    """What an order does with a child."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """What an order says about a child: the decision, and what was in force by the orders before it."""

    decision: Decision
    before: Decision | None = None

    @property
    def listed(self) -> Listed:
        if self.before is None:
            return Listed.NEW
        return Listed.ENDED if self.decision.ruling is Ruling.END else Listed.CHANGED


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """The order that could be made now; `mark` is what a yes to it refers to."""

    service: str
    year: SchoolYear
    kind: OrderKind
    next_number: int
    lines: tuple[OrderLine, ...]
    decision_ids: tuple[int, ...]
    today: date

    @property
    def mark(self) -> str:
        told = f"{self.kind} {self.next_number} {self.decision_ids}"
        return f"{zlib.crc32(told.encode()):08x}"


def waiting_orders(desk: Desk) -> tuple[WaitingOrder, ...]:
    """An order for each service and year whose decisions wait for one."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    services = [one.key for one in services_of(desk.schools.get().country)]
    found = (_waiting(desk, service, year) for year in years_of_orders(desk) for service in services)
    return tuple(one for one in found if one.lines)


def waiting_for_order(desk: Desk, service: str, year: SchoolYear | None = None) -> WaitingOrder:
    """What the next order of this service would say; nobody where nothing was decided since the last one."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    service_named(service)
    return _waiting(desk, service, year or desk.schools.get().year)


def make_order(desk: Desk, service: str, year: SchoolYear, mark: str) -> None:
    """Gives the order its number, and its decisions to it; a second tap finds nothing that waits like this."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    waiting = waiting_for_order(desk, service, year)
    if not waiting.lines:
        raise NothingToOrder()
    if waiting.mark != mark:
        raise Outdated()
    new = Order(0, service, year, 0, waiting.kind, desk.today, desk.actor.id, desk.moment)
    made = desk.orders.make(new)
    desk.decisions.set_order(waiting.decision_ids, made.id)
    note(desk, "make_order", made.id)


def newest_order(desk: Desk, service: str, year: SchoolYear) -> Order | None:
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    made = desk.orders.of_year(year, service)
    return made[-1] if made else None


def take_back_order(desk: Desk, order_id: int) -> None:
    """Undoes the newest order: its number is free, its decisions wait for an order again."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    order = desk.orders.get(order_id)
    if order.undone_at is not None:
        return
    if stands(desk, order):
        raise OrderStands()
    desk.orders.take_back(order_id, desk.moment)
    note(desk, "take_back_order", order_id)


def orders(desk: Desk) -> tuple[Order, ...]:
    """The newest first."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    found = [one for year in years_of_orders(desk) for one in desk.orders.of_year(year)]
    return tuple(sorted(found, key=lambda one: (one.year, one.number), reverse=True))


def order_lines(desk: Desk, order: Order) -> tuple[OrderLine, ...]:
    """What an order says, read from the decisions that it was made of; asks nobody's right."""
    made = desk.decisions.of_year(order.service, order.year)
    earlier = [one for one in made if one.order_id is not None and one.order_id < order.id]
    return lines_of(earlier, [one for one in made if one.order_id == order.id])


def lines_of(earlier: Iterable[Decision], new: Iterable[Decision]) -> tuple[OrderLine, ...]:
    """The children for whom the new decisions change what the earlier ones led to."""
    had = dict(_by_application(earlier))
    lines = (_line(had.get(application_id, []), made) for application_id, made in _by_application(new))
    return tuple(one for one in lines if one is not None)


def stands(desk: Desk, order: Order) -> bool:
    """Whether something stands on this order, so that it can not be taken back."""
    newest = max((one.number for one in desk.orders.of_year(order.year)), default=0)
    return order.number != newest or bool(order.book_number) or _handed_out(desk, order)


def basis_day(desk: Desk, decisions: Iterable[Decision]) -> date | None:
    """The day of the newest sitting whose protocol is the basis: no order is older than its basis."""
    sittings = {one.sitting_id for one in decisions if one.sitting_id is not None}
    days = [desk.councils.sitting(one).held_at.astimezone(desk.zone).date() for one in sittings]
    return max(days, default=None)


def note(desk: Desk, action: str, order_id: int) -> None:
    desk.audit.note(desk.actor.id, action, f"order:{order_id}", desk.moment)


def read_year(desk: Desk, first: int) -> SchoolYear:
    """The year that an address names."""
    year = SchoolYear(first)
    if year not in years_of_orders(desk):
        raise NotFound()
    return year


def years_of_orders(desk: Desk) -> tuple[SchoolYear, ...]:
    """The school's year and its neighbours: August decides for the next one, and closes the last."""
    year = desk.schools.get().year
    return (year.before, year, year.after)


def _waiting(desk: Desk, service: str, year: SchoolYear) -> WaitingOrder:
    made = desk.decisions.of_year(service, year)
    new = [one for one in made if one.order_id is None and one.ruling is not Ruling.REFUSE]
    lines = lines_of([one for one in made if one.order_id is not None], new)
    listed = {one.decision.application_id for one in lines}
    before = desk.orders.of_year(year)
    return WaitingOrder(
        service=service,
        year=year,
        kind=_kind([one for one in before if one.service == service]),
        next_number=max((one.number for one in before), default=0) + 1,
        lines=lines,
        decision_ids=tuple(one.id for one in new if one.application_id in listed),
        today=desk.today,
    )


def _kind(before: Sequence[Order]) -> OrderKind:
    return OrderKind.CHANGES if before else OrderKind.LIST


def _line(earlier: Sequence[Decision], new: Sequence[Decision]) -> OrderLine | None:
    """None where all in all nothing changes: granted and ended again before any order."""
    before, after = outcome(earlier), outcome((*earlier, *new))
    if after is None:
        return OrderLine(new[-1], before) if before else None
    return None if before and _same(before, after) else OrderLine(after, before)


def _same(one: Decision, other: Decision) -> bool:
    return (one.category, one.until, dict(one.details)) == (other.category, other.until, dict(other.details))


def _by_application(decisions: Iterable[Decision]) -> Iterator[tuple[int, list[Decision]]]:
    """The decisions about each application in their order, those that came first before the others."""
    ordered = sorted(decisions, key=lambda one: (one.application_id, one.id))
    for application_id, made in groupby(ordered, key=lambda one: one.application_id):
        yield application_id, list(made)


def _handed_out(desk: Desk, order: Order) -> bool:
    """Whether a paper that names the order was made since, or receipts were brought for what it gave."""
    of_order = {one.application_id for one in desk.decisions.of_order(order.id)}
    return any(_has_paper(desk, one, order) or _brought(desk, one, order) for one in of_order)


def _has_paper(desk: Desk, application_id: int, order: Order) -> bool:
    papers = desk.papers.issued_about(f"application:{application_id}")
    return any(one.paper in NAMING_THE_ORDER and one.made_at >= order.at for one in papers)


def _brought(desk: Desk, application_id: int, order: Order) -> bool:
    history = desk.applications.history(application_id)
    return any(one.step is Step.RECEIPTS and one.undone_at is None and one.at >= order.at for one in history)
