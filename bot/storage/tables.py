"""The tables, in the words of the field (design.md §3.3); migrations/ brings a database to this shape."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC and handed back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData(naming_convention=NAMES)


def _table(name: str, *parts: Column[Any] | UniqueConstraint | Index | CheckConstraint) -> Table:
    return Table(name, metadata, Column("id", Integer, primary_key=True), *parts)


def _of(table: str, null: bool = False, index: bool = True) -> Column[Any]:
    return Column(f"{table}_id", ForeignKey(f"{table}.id"), nullable=null, index=index)


def _at(name: str, null: bool = True) -> Column[Any]:
    return Column(name, Moment, nullable=null)


def _by(name: str = "by") -> Column[Any]:
    return Column(name, ForeignKey("person.id"), nullable=True)


school = _table(
    "school",
    Column("name_kk", String, nullable=False),
    Column("name_ru", String, nullable=False),
    Column("place", String, nullable=False),
    Column("country", String, nullable=False),
    Column("director", String, nullable=False),
    Column("pedagogue", String, nullable=False),
    Column("deputies", JSON, nullable=False),
    Column("year", Integer, nullable=False),
    Column("week_days", Integer, nullable=False),
    Column("large_family_from", Integer, nullable=False),
    CheckConstraint("id = 1", name="one"),
)
day_off = _table(
    "day_off", Column("day", Date, nullable=False, unique=True), Column("name", String, nullable=False)
)
class_ = _table(
    "class",
    Column("year", Integer, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("letter", String, nullable=False),
    UniqueConstraint("year", "grade", "letter"),
)
person = _table(
    "person",
    Column("telegram_id", Integer, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    _at("blocked_at"),
    _at("created_at", null=False),
)
role_grant = _table(
    "role_grant",
    _of("person"),
    Column("role", String, nullable=False),
    _of("class", null=True),
    _at("since", null=False),
    _at("until"),
)
invitation = _table(
    "invitation",
    Column("token_seal", LargeBinary, nullable=False),
    Column("token_trace", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    _of("class", null=True),
    Column("name", String, nullable=False),
    _at("expires_at", null=False),
    Column("used_by", ForeignKey("person.id"), nullable=True),
    _at("used_at"),
    _at("revoked_at"),
    _by(),
)
family = _table(
    "family",
    _by(),
    _at("at", null=False),
    Column("batch", Integer, nullable=False, index=True),
    Column("before", JSON, nullable=False),
)
family_parted = _table(
    "family_parted",
    Column("first_id", ForeignKey("pupil.id"), nullable=False),
    Column("second_id", ForeignKey("pupil.id"), nullable=False),
    _by(),
    _at("at", null=False),
    UniqueConstraint("first_id", "second_id"),
)
pupil = _table(
    "pupil",
    Column("last", String, nullable=False),
    Column("first", String, nullable=False),
    Column("patronymic", String, nullable=False),
    Column("birth_date", Date, nullable=True),
    Column("sex", String, nullable=True),
    Column("iin_seal", LargeBinary, nullable=True),
    Column("iin_trace", String, nullable=True, index=True),
    Column("nationality", String, nullable=False),
    Column("address_seal", LargeBinary, nullable=True),
    Column("phone_seal", LargeBinary, nullable=True),
    Column("household_size", Integer, nullable=True),
    _of("family", null=True),
)
adult = _table(
    "adult",
    _of("pupil"),
    Column("relation", String, nullable=False),
    Column("name", String, nullable=False),
    Column("phone_seal", LargeBinary, nullable=True),
    Column("workplace", String, nullable=False),
    Column("education", String, nullable=False),
)
enrolment = _table(
    "enrolment",
    _of("pupil"),
    _of("class"),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=True),
)
class_report = _table(
    "class_report",
    _of("class", index=False),
    Column("revision", Integer, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("usual", JSON, nullable=False),
    _at("begun_at", null=False),
    _at("sent_at"),
    _by("sent_by"),
    _at("decided_at"),
    _by("decided_by"),
    UniqueConstraint("class_id", "revision"),
)
status_fact = _table(
    "status_fact",
    _of("class_report", index=False),
    _of("pupil"),
    Column("category", String, nullable=False),
    Column("answer", String, nullable=False),
    _by(),
    _at("at", null=False),
    UniqueConstraint("class_report_id", "pupil_id", "category"),
)
report_look = _table(
    "report_look",
    _of("class_report", index=False),
    Column("subject", String, nullable=False),
    UniqueConstraint("class_report_id", "subject"),
)
remark = _table(
    "remark",
    _of("class_report"),
    _of("pupil", null=True, index=False),
    Column("category", String, nullable=True),
    Column("reason_seal", LargeBinary, nullable=False),
)
label = _table(
    "label",
    _of("pupil"),
    Column("category", String, nullable=False),
    Column("reason_seal", LargeBinary, nullable=False),
    _by(),
    _at("since", null=False),
    _at("until"),
    _at("ended_at"),
    _by("ended_by"),
    Column("end_reason_seal", LargeBinary, nullable=True),
)
draft = _table(
    "draft",
    _of("person", index=False),
    Column("subject", String, nullable=False),
    Column("question", String, nullable=False),
    Column("words_seal", LargeBinary, nullable=False),
    _at("opened_at", null=False),
    Column("turn", Integer, nullable=False),
    UniqueConstraint("person_id", "subject"),
)
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", Integer, primary_key=True, autoincrement=False),
    _at("at", null=False),
)
outbox = _table(
    "outbox",
    _of("person"),
    Column("content_seal", LargeBinary, nullable=False),
    Column("unique_mark", String, nullable=True, unique=True),
    _at("not_before", null=False),
    _at("created_at", null=False),
    _at("begun_at"),
    _at("sent_at"),
    _at("failed_at"),
    Column("tries", Integer, nullable=False, default=0),
    Column("error", String, nullable=True),
    Index("ix_outbox_waiting", "sent_at", "failed_at", "not_before"),
)
audit = _table(
    "audit",
    _at("at", null=False),
    Column("person_id", Integer, nullable=True),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
)
issued_paper = _table(
    "issued_paper",
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("paper", String, nullable=False),
    Column("detail", String, nullable=False),
    _by(),
    _at("at", null=False),
    _at("sent_at"),
    UniqueConstraint("year", "number"),
)
template = _table(
    "template",
    Column("paper", String, nullable=False),
    Column("language", String, nullable=False),
    Column("content", LargeBinary, nullable=True),
    _by(),
    _at("at", null=False),
    Index("ix_template_paper", "paper", "language"),
)
sent_file = _table(
    "sent_file",
    Column("chat_id", Integer, nullable=False),
    Column("message_id", Integer, nullable=False),
    Column("delete_after", Moment, nullable=False, index=True),
)
roster_import = _table(
    "roster_import",
    _of("person"),
    Column("file_name", String, nullable=False),
    Column("content_seal", LargeBinary, nullable=True),
    _at("at", null=False),
    _at("closed_at"),
)
