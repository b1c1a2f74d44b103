"""What was decided about applications, and the director's orders that follow from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, func, select, update

from bot.core.applications.decision import Decision, Order, OrderKind, Ruling
from bot.core.errors import Outdated
from bot.core.school import SchoolYear
from bot.storage.sealed import SealedRows, packed, unpacked
from bot.storage.tables import application, decision, director_order

MADE = (
    select(decision)
    .join(application, application.c.id == decision.c.application_id)
    .where(decision.c.undone_at.is_(None))
    .order_by(decision.c.id)
)


class SqlDecisions(SealedRows):
    """In the order in which they were made; undone ones are left out unless asked for by id."""

    def add(self, new: Decision) -> int:
        values = {
            "application_id": new.application_id,
            "ruling": new.ruling.value,
            "category": new.category,
            "since": new.since,
            "until": new.until,
            "by": new.by,
            "at": new.at,
            "sitting_id": new.sitting_id,
            "order_id": new.order_id,
            "undone_at": new.undone_at,
        }
        return self._insert(decision, values, reason=new.reason, details=packed(new.details))

    def get(self, decision_id: int) -> Decision:
        return self._read(self._one(decision, decision_id))

    def of_application(self, application_id: int) -> tuple[Decision, ...]:
        return self._kept("application", application_id, decision.c.application_id == application_id)

    def of_sitting(self, sitting_id: int) -> tuple[Decision, ...]:
        return self._kept("sitting", sitting_id, decision.c.sitting_id == sitting_id)

    def of_order(self, order_id: int) -> tuple[Decision, ...]:
        return self._kept("order", order_id, decision.c.order_id == order_id)

    def of_year(self, service: str, year: SchoolYear) -> tuple[Decision, ...]:
        same = (application.c.service == service) & (application.c.year == year.first)
        return self._kept(service, year.first, same)

    def undo(self, decision_id: int, at: datetime) -> None:
        self._mark(decision, decision_id, undone_at=at)

    def set_order(self, decision_ids: Sequence[int], order_id: int) -> None:
        named = decision.c.id.in_(decision_ids)
        self._connection.execute(update(decision).where(named).values(order_id=order_id))

    def _kept(self, of: str, number: int, condition: ColumnElement[bool]) -> tuple[Decision, ...]:
        return self._reach.value(
            ("decisions", of, number),
            # An application never changes its service or year, so its table is not looked at.
            (decision,),
            lambda: tuple(map(self._read, self._all(MADE.where(condition)))),
        )

    def _read(self, row: RowMapping) -> Decision:
        return Decision(
            id=row["id"],
            application_id=row["application_id"],
            ruling=Ruling(row["ruling"]),
            category=row["category"],
            reason=self._opened(decision, row, "reason"),
            since=row["since"],
            until=row["until"],
            by=row["by"],
            at=row["at"],
            details=unpacked(self._opened(decision, row, "details")),
            sitting_id=row["sitting_id"],
            order_id=row["order_id"],
            undone_at=row["undone_at"],
        )


class SqlOrders(SealedRows):
    def make(self, new: Order) -> Order:
        """Gives the next number of the year."""
        made = replace(new, number=self._last_number(new.year) + 1)
        values = {
            "service": made.service,
            "year": made.year.first,
            "number": made.number,
            "kind": made.kind.value,
            "signed_on": made.signed_on,
            "by": made.by,
            "at": made.at,
            "book_number": made.book_number,
        }
        return replace(made, id=self._insert(director_order, values))

    def get(self, order_id: int) -> Order:
        return _read_order(self._one(director_order, order_id))

    def of_year(self, year: SchoolYear, service: str = "") -> tuple[Order, ...]:
        """By number, all of the year or of one service in it."""
        made = self._reach.value(("orders", year.first), (director_order,), lambda: self._load(year))
        return tuple(one for one in made if service in ("", one.service))

    def _load(self, year: SchoolYear) -> tuple[Order, ...]:
        standing = director_order.c.undone_at.is_(None) & (director_order.c.year == year.first)
        wanted = select(director_order).where(standing).order_by(director_order.c.number)
        return tuple(map(_read_order, self._all(wanted)))

    def set_book(self, order_id: int, book_number: str, signed_on: date) -> None:
        self._change(director_order, order_id, {"book_number": book_number, "signed_on": signed_on})

    def take_back(self, order_id: int, at: datetime) -> None:
        """Undoes the newest order of its year: its number is free, its decisions wait for an order again."""
        order = self.get(order_id)
        if order.undone_at or order.number != self._last_number(order.year):
            raise Outdated()
        freed = update(decision).where(decision.c.order_id == order_id).values(order_id=None)
        self._connection.execute(freed)
        self._change(director_order, order_id, {"number": None, "undone_at": at})

    def _last_number(self, year: SchoolYear) -> int:
        last = select(func.coalesce(func.max(director_order.c.number), 0)).filter_by(year=year.first)
        number: int = self._connection.execute(last).scalar_one()
        return number


def _read_order(row: RowMapping) -> Order:
    return Order(
        id=row["id"],
        service=row["service"],
        year=SchoolYear(row["year"]),
        number=row["number"] or 0,
        kind=OrderKind(row["kind"]),
        signed_on=row["signed_on"],
        by=row["by"],
        at=row["at"],
        book_number=row["book_number"],
        undone_at=row["undone_at"],
    )
