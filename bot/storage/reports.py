"""Class reports by revision, what they say, why they came back, and the restricted labels beside them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.passport.categories import Answer, Education
from bot.core.passport.reports import ClassReport, Label, Remark, ReportState, Said
from bot.core.school import SchoolYear
from bot.storage.rows import insert_row, next_number, only
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.tables import class_, class_report, label, remark, report_look, status_fact
from bot.storage.vault import Vault

EDUCATION = "education."
NEWEST = (
    select(class_report)
    .where(class_report.c.class_id == bindparam("class_id"))
    .order_by(class_report.c.revision.desc())
)
NEWEST_ONE = NEWEST.limit(1)
PLACE = ("class_report_id", "pupil_id", "category")
SAY = upsert(status_fact)
SAY = SAY.on_conflict_do_update(
    index_elements=PLACE, set_={name: SAY.excluded[name] for name in ("answer", "by", "at")}
)
UNSAY = delete(status_fact).where(*(status_fact.c[name] == bindparam(f"the_{name}") for name in PLACE))
SAID = select(
    status_fact.c.class_report_id, status_fact.c.pupil_id, status_fact.c.category, status_fact.c.answer
)
SAID_OF = SAID.where(status_fact.c.class_report_id.in_(bindparam("report_ids", expanding=True)))
DECIDED = frozenset({ReportState.APPROVED, ReportState.RETURNED})


class SqlReports:
    def __init__(self, connection: Connection, vault: Vault, reach: Reach = NO_SHELF) -> None:
        self._connection = connection
        self._vault = vault
        self._reach = reach

    def get(self, report_id: int) -> ClassReport:
        return self._reach.value(("report", report_id), (class_report,), lambda: self._load(report_id))

    def _load(self, report_id: int) -> ClassReport:
        return _read(only(self._connection, select(class_report).filter_by(id=report_id)))

    def newest(self, class_id: int) -> ClassReport | None:
        return self._reach.value(("newest", class_id), (class_report,), lambda: self._load_newest(class_id))

    def _load_newest(self, class_id: int) -> ClassReport | None:
        row = self._connection.execute(NEWEST_ONE, {"class_id": class_id}).mappings().first()
        return _read(row) if row else None

    def approved(self, class_id: int) -> ClassReport | None:
        wanted = NEWEST.where(class_report.c.state == ReportState.APPROVED.value).limit(1)
        row = self._connection.execute(wanted, {"class_id": class_id}).mappings().first()
        return _read(row) if row else None

    def history(self, class_id: int) -> list[ClassReport]:
        """All revisions, the newest first."""
        return self._reach.value(("history", class_id), (class_report,), lambda: self._load_history(class_id))

    def _load_history(self, class_id: int) -> list[ClassReport]:
        return [_read(row) for row in self._connection.execute(NEWEST, {"class_id": class_id}).mappings()]

    def newest_of_year(self, year: SchoolYear) -> dict[int, ClassReport]:
        return self._last(_of_year(year))

    def approved_of_year(self, year: SchoolYear) -> dict[int, ClassReport]:
        return self._last(_of_year(year).where(class_report.c.state == ReportState.APPROVED.value))

    def in_state(self, state: ReportState) -> list[ClassReport]:
        wanted = (
            select(class_report).where(class_report.c.state == state.value).order_by(class_report.c.sent_at)
        )
        return [_read(row) for row in self._connection.execute(wanted).mappings()]

    def begin(self, class_id: int, at: datetime, copy_of: ClassReport | None) -> ClassReport:
        """A new revision in work: empty, or with all that the given one says."""
        newest = self.newest(class_id)
        values = {
            "class_id": class_id,
            "revision": newest.revision + 1 if newest else 1,
            "state": ReportState.IN_WORK.value,
            "usual": {parent: level.value for parent, level in copy_of.usual.items()} if copy_of else {},
            "begun_at": at,
        }
        report_id = insert_row(self._connection, insert(class_report).values(**values))
        if copy_of is not None:
            self._copy(copy_of.id, report_id)
        return self.get(report_id)

    def set_state(self, report_id: int, state: ReportState, by: int, at: datetime) -> None:
        values: dict[str, object] = {"state": state.value}
        if state is ReportState.WAITING:
            values |= {"decided_at": None, "decided_by": None}
        if state in DECIDED:
            values |= {"decided_at": at, "decided_by": by}
        self._connection.execute(update(class_report).where(class_report.c.id == report_id).values(**values))

    def set_sent(self, report_id: int, by: int, at: datetime) -> None:
        values = {"sent_at": at, "sent_by": by}
        self._connection.execute(update(class_report).where(class_report.c.id == report_id).values(**values))

    def set_usual(self, report_id: int, parent: str, level: Education | None) -> None:
        usual = {key: one.value for key, one in self.get(report_id).usual.items() if key != parent}
        usual |= {parent: level.value} if level else {}
        self._connection.execute(
            update(class_report).where(class_report.c.id == report_id).values(usual=usual)
        )

    def say(
        self, report_id: int, pupil_id: int, category: str, answer: Answer | None, by: int, at: datetime
    ) -> None:
        self._say(report_id, pupil_id, category, answer.value if answer else None, by, at)

    def say_education(
        self, report_id: int, pupil_id: int, parent: str, level: Education | None, by: int, at: datetime
    ) -> None:
        self._say(report_id, pupil_id, EDUCATION + parent, level.value if level else None, by, at)

    def said(self, report_id: int) -> dict[int, Said]:
        return self.said_of([report_id])[report_id]

    def said_of(self, report_ids: Sequence[int]) -> dict[int, dict[int, Said]]:
        """What each report says, by report and pupil; pupils of whom nothing was said are not in it."""
        answers: dict[int, dict[int, dict[str, Answer]]] = {one: defaultdict(dict) for one in report_ids}
        education: dict[int, dict[int, dict[str, Education]]] = {one: defaultdict(dict) for one in report_ids}
        rows = self._connection.execute(SAID_OF, {"report_ids": list(report_ids)})
        for report_id, pupil_id, category, answer in rows:
            if category.startswith(EDUCATION):
                education[report_id][pupil_id][category.removeprefix(EDUCATION)] = Education(answer)
            else:
                answers[report_id][pupil_id][category] = Answer(answer)
        return {one: _together(answers[one], education[one]) for one in report_ids}

    def look(self, report_id: int, subject: str) -> None:
        if subject in self.looked(report_id):
            return
        row = upsert(report_look).values(class_report_id=report_id, subject=subject)
        self._connection.execute(row.on_conflict_do_nothing())

    def looked(self, report_id: int) -> frozenset[str]:
        return self._reach.value(("looked", report_id), (report_look,), lambda: self._load_looked(report_id))

    def _load_looked(self, report_id: int) -> frozenset[str]:
        wanted = select(report_look.c.subject).where(report_look.c.class_report_id == report_id)
        return frozenset(self._connection.execute(wanted).scalars())

    def remark(self, new: Remark) -> int:
        new_id = next_number(self._connection, remark)
        seal = self._vault.seal(new.reason, f"remark.reason:{new_id}")
        place = {"class_report_id": new.report_id, "pupil_id": new.pupil_id, "category": new.category}
        self._connection.execute(insert(remark).values(id=new_id, reason_seal=seal, **place))
        return new_id

    def remarks(self, report_id: int) -> list[Remark]:
        return self._reach.value(("remarks", report_id), (remark,), lambda: self._load_remarks(report_id))

    def _load_remarks(self, report_id: int) -> list[Remark]:
        rows = self._connection.execute(
            select(remark).filter_by(class_report_id=report_id).order_by(remark.c.id)
        ).mappings()
        return [self._read_remark(row) for row in rows]

    def get_remark(self, remark_id: int) -> Remark:
        return self._read_remark(only(self._connection, select(remark).filter_by(id=remark_id)))

    def _read_remark(self, row: RowMapping) -> Remark:
        reason = self._vault.open(row["reason_seal"], f"remark.reason:{row['id']}")
        return Remark(row["id"], row["class_report_id"], reason, row["pupil_id"], row["category"])

    def drop_remark(self, remark_id: int) -> None:
        self._connection.execute(delete(remark).where(remark.c.id == remark_id))

    def forget_remarks(self, report_id: int) -> None:
        self._connection.execute(delete(remark).where(remark.c.class_report_id == report_id))

    def _last(self, wanted: Select[Any]) -> dict[int, ClassReport]:
        """The highest revision of each class, the rows being ordered by revision."""
        reports = (_read(row) for row in self._connection.execute(wanted).mappings())
        return {one.class_id: one for one in reports}

    def _say(
        self, report_id: int, pupil_id: int, category: str, answer: str | None, by: int, at: datetime
    ) -> None:
        place = dict(zip(PLACE, (report_id, pupil_id, category), strict=True))
        if answer is None:
            self._connection.execute(UNSAY, {f"the_{name}": value for name, value in place.items()})
        else:
            self._connection.execute(SAY, {**place, "answer": answer, "by": by, "at": at})

    def _copy(self, source: int, target: int) -> None:
        fact = status_fact.c
        kept = select(literal(target), fact.pupil_id, fact.category, fact.answer, fact.by, fact.at)
        columns = ["class_report_id", "pupil_id", "category", "answer", "by", "at"]
        self._connection.execute(
            insert(status_fact).from_select(columns, kept.where(fact.class_report_id == source))
        )
        looks = select(literal(target), report_look.c.subject).where(report_look.c.class_report_id == source)
        self._connection.execute(insert(report_look).from_select(["class_report_id", "subject"], looks))


def _of_year(year: SchoolYear) -> Select[Any]:
    joined = select(class_report).join(class_, class_.c.id == class_report.c.class_id)
    return joined.where(class_.c.year == year.first).order_by(class_report.c.revision)


def _together(
    answers: dict[int, dict[str, Answer]], education: dict[int, dict[str, Education]]
) -> dict[int, Said]:
    return {
        one: Said(answers.get(one, {}), education.get(one, {})) for one in answers.keys() | education.keys()
    }


def _read(row: RowMapping) -> ClassReport:
    return ClassReport(
        id=row["id"],
        class_id=row["class_id"],
        revision=row["revision"],
        state=ReportState(row["state"]),
        usual={parent: Education(level) for parent, level in row["usual"].items()},
        begun_at=row["begun_at"],
        sent_at=row["sent_at"],
        sent_by=row["sent_by"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
    )


class SqlLabels:
    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(
        self, pupil_id: int, category: str, reason: str, by: int, since: datetime, until: datetime | None
    ) -> None:
        new_id = next_number(self._connection, label)
        seal = self._vault.seal(reason, f"label.reason:{new_id}")
        values = {"pupil_id": pupil_id, "category": category, "by": by, "since": since, "until": until}
        self._connection.execute(insert(label).values(id=new_id, reason_seal=seal, **values))

    def get(self, label_id: int) -> Label:
        return self._read(only(self._connection, select(label).where(label.c.id == label_id)))

    def end(self, label_id: int, reason: str, by: int, at: datetime) -> None:
        seal = self._vault.seal(reason, f"label.end_reason:{label_id}")
        self._set(label_id, ended_at=at, ended_by=by, end_reason_seal=seal)

    def reopen(self, label_id: int) -> None:
        """Takes an end back; the term that was set with the label holds again."""
        self._set(label_id, ended_at=None, ended_by=None, end_reason_seal=None)

    def _set(self, label_id: int, **values: object) -> None:
        self._connection.execute(update(label).where(label.c.id == label_id).values(**values))

    def held(self, at: datetime) -> list[Label]:
        term = and_(label.c.since <= at, or_(label.c.until.is_(None), label.c.until > at))
        now = and_(term, label.c.ended_at.is_(None))
        rows = self._connection.execute(select(label).where(now).order_by(label.c.id)).mappings()
        return [self._read(row) for row in rows]

    def _read(self, row: RowMapping) -> Label:
        reason = self._vault.open(row["reason_seal"], f"label.reason:{row['id']}")
        return Label(
            row["id"],
            row["pupil_id"],
            row["category"],
            reason,
            row["by"],
            row["since"],
            row["until"],
            row["ended_at"],
            row["ended_by"],
            self._vault.open(row["end_reason_seal"], f"label.end_reason:{row['id']}"),
        )
