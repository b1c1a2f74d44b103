"""Monthly lists as they were handed in, and the limits of a service in a school year."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.applications.decision import ListLine, MonthlyList
from bot.core.school import SchoolYear
from bot.storage.sealed import SealedRows
from bot.storage.tables import list_line, monthly_list, service_limit

NEWEST = select(monthly_list).order_by(monthly_list.c.month.desc(), monthly_list.c.id.desc())


class SqlMonthlyLists(SealedRows):
    """Of a month the newest counts."""

    def keep(self, new: MonthlyList) -> int:
        values = {"service": new.service, "month": new.month, "by": new.by, "at": new.at}
        new_id = self._insert(monthly_list, values)
        lines = [
            {
                "monthly_list_id": new_id,
                "pupil_id": line.pupil_id,
                "class_id": line.class_id,
                "category": line.category,
                "decision_id": line.decision_id,
            }
            for line in new.lines
        ]
        if lines:
            self._connection.execute(insert(list_line), lines)
        return new_id

    def of_month(self, service: str, month: date) -> MonthlyList | None:
        return self._kept("month", service, month, NEWEST.filter_by(service=service, month=month))

    def newest_before(self, service: str, month: date) -> MonthlyList | None:
        """The list of the last month before this one that has any."""
        wanted = NEWEST.where(monthly_list.c.service == service, monthly_list.c.month < month)
        return self._kept("before", service, month, wanted)

    def _kept(self, when: str, service: str, month: date, wanted: Select[Any]) -> MonthlyList | None:
        return self._reach.value(
            ("monthly_list", when, service, month), (monthly_list, list_line), lambda: self._load(wanted)
        )

    def _load(self, wanted: Select[Any]) -> MonthlyList | None:
        row = self._first(wanted)
        return self._read(row) if row else None

    def _read(self, row: RowMapping) -> MonthlyList:
        wanted = select(list_line).filter_by(monthly_list_id=row["id"]).order_by(list_line.c.id)
        lines = tuple(
            ListLine(line["pupil_id"], line["class_id"], line["category"], line["decision_id"])
            for line in self._all(wanted)
        )
        return MonthlyList(row["id"], row["service"], row["month"], row["by"], row["at"], lines)


class SqlLimits(SealedRows):
    def of(self, service: str, year: SchoolYear) -> Mapping[str, str]:
        """What was set and not emptied again."""
        wanted = (
            select(service_limit).filter_by(service=service, year=year.first).order_by(service_limit.c.id)
        )
        return self._reach.value(
            ("limits", service, year.first),
            (service_limit,),
            lambda: {row["key"]: row["value"] for row in self._all(wanted) if row["value"]},
        )

    def set(self, service: str, year: SchoolYear, key: str, value: str, by: int, at: datetime) -> None:
        place = {"service": service, "year": year.first, "key": key}
        values = {"value": value, "by": by, "at": at}
        self._connection.execute(
            upsert(service_limit)
            .values(**place, **values)
            .on_conflict_do_update(index_elements=list(place), set_=values)
        )
