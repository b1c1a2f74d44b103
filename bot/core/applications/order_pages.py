"""The director's orders as they are looked at: an order with its numbers, and the children on it by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.access import Action, may_all, require_all
from bot.core.applications.application import Application
from bot.core.applications.decision import Order
from bot.core.applications.orders import (
    Listed,
    OrderLine,
    basis_day,
    note,
    order_lines,
    stands,
    waiting_for_order,
)
from bot.core.applications.registering import pupil_line, service_named
from bot.core.errors import NotFound
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, SchoolYear


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """A line of an order with the child."""

    line: OrderLine
    application: Application
    pupil: Pupil
    class_: Class | None


@dataclass(frozen=True, slots=True)
class OrderPage:
    """An order with what it says; `handles` says whether this person may change it, `stands` that it can not go."""

    order: Order
    lines: tuple[OrderLine, ...]
    handles: bool
    stands: bool
    printed: bool
    basis: date | None
    today: date

    def number_of(self, listed: Listed) -> int:
        return sum(one.listed is listed for one in self.lines)


def order_page(desk: Desk, order_id: int) -> OrderPage:
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    order = desk.orders.get(order_id)
    return OrderPage(
        order=order,
        lines=order_lines(desk, order),
        handles=may_all(desk.actor, Action.HANDLE_APPLICATIONS),
        stands=stands(desk, order),
        printed=bool(desk.papers.issued_about(f"order:{order_id}")),
        basis=basis_day(desk, desk.decisions.of_order(order_id)),
        today=desk.today,
    )


def order_children(desk: Desk, order_id: int) -> tuple[OrderEntry, ...]:
    """Names of children: who asks for them has noted the look."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    return entries_of(desk, order_lines(desk, desk.orders.get(order_id)))


def order_child(desk: Desk, order_id: int, application_id: int) -> OrderEntry:
    """The child on the order; NotFound where it is not."""
    for one in order_children(desk, order_id):
        if one.application.id == application_id:
            return one
    raise NotFound()


def waiting_children(desk: Desk, service: str, year: SchoolYear) -> tuple[OrderEntry, ...]:
    """Those who would be on the next order."""
    return entries_of(desk, waiting_for_order(desk, service, year).lines)


def entries_of(desk: Desk, lines: Sequence[OrderLine]) -> tuple[OrderEntry, ...]:
    """With names, by class and name; asks nobody's right."""
    wanted = desk.applications.some([one.decision.application_id for one in lines])
    found = {one.id: one for one in wanted}
    entries = [_entry(desk, one, found[one.decision.application_id]) for one in lines]
    return tuple(sorted(entries, key=_place))


def look_at_order(desk: Desk, order_id: int) -> None:
    """The names on it are seen."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    desk.orders.get(order_id)
    note(desk, "see_order", order_id)


def look_at_waiting(desk: Desk, service: str) -> None:
    """The names of those who wait for an order are seen."""
    require_all(desk.actor, Action.SEE_APPLICATIONS)
    service_named(service)
    desk.audit.note(desk.actor.id, "see_waiting_for_order", f"service:{service}", desk.moment)


def _entry(desk: Desk, line: OrderLine, application: Application) -> OrderEntry:
    found = pupil_line(desk, application.pupil_id)
    return OrderEntry(line, application, found.pupil, found.class_)


def _place(one: OrderEntry) -> tuple[bool, ClassName, str]:
    name = one.class_.name if one.class_ else ClassName(0, "")
    return (one.class_ is None, name, one.pupil.name.place)
