"""The school, its people and pupils, class reports, and what lies on the desk (design.md §3.3)."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.storage.tables.columns import Moment, metadata, moment, person_ref, refers_to, table_of

school = table_of(
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
day_off = table_of(
    "day_off", Column("day", Date, nullable=False, unique=True), Column("name", String, nullable=False)
)
class_ = table_of(
    "class",
    Column("year", Integer, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("letter", String, nullable=False),
    UniqueConstraint("year", "grade", "letter"),
)
person = table_of(
    "person",
    Column("telegram_id", Integer, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    moment("blocked_at"),
    moment("created_at", null=False),
)
role_grant = table_of(
    "role_grant",
    refers_to("person"),
    Column("role", String, nullable=False),
    refers_to("class", null=True),
    moment("since", null=False),
    moment("until"),
)
invitation = table_of(
    "invitation",
    Column("token_seal", LargeBinary, nullable=False),
    Column("token_trace", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    refers_to("class", null=True),
    Column("name", String, nullable=False),
    moment("expires_at", null=False),
    Column("used_by", ForeignKey("person.id"), nullable=True),
    moment("used_at"),
    moment("revoked_at"),
    person_ref(),
)
family = table_of(
    "family",
    person_ref(),
    moment("at", null=False),
    Column("batch", Integer, nullable=False, index=True),
    Column("before", JSON, nullable=False),
)
family_parted = table_of(
    "family_parted",
    Column("first_id", ForeignKey("pupil.id"), nullable=False),
    Column("second_id", ForeignKey("pupil.id"), nullable=False),
    person_ref(),
    moment("at", null=False),
    UniqueConstraint("first_id", "second_id"),
)
pupil = table_of(
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
    refers_to("family", null=True),
)
adult = table_of(
    "adult",
    refers_to("pupil"),
    Column("relation", String, nullable=False),
    Column("name", String, nullable=False),
    Column("phone_seal", LargeBinary, nullable=True),
    Column("workplace", String, nullable=False),
    Column("education", String, nullable=False),
)
enrolment = table_of(
    "enrolment",
    refers_to("pupil"),
    refers_to("class"),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=True),
)
class_report = table_of(
    "class_report",
    refers_to("class", index=False),
    Column("revision", Integer, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("usual", JSON, nullable=False),
    moment("begun_at", null=False),
    moment("sent_at"),
    person_ref("sent_by"),
    moment("decided_at"),
    person_ref("decided_by"),
    UniqueConstraint("class_id", "revision"),
)
status_fact = table_of(
    "status_fact",
    refers_to("class_report", index=False),
    refers_to("pupil"),
    Column("category", String, nullable=False),
    Column("answer", String, nullable=False),
    person_ref(),
    moment("at", null=False),
    UniqueConstraint("class_report_id", "pupil_id", "category"),
)
report_look = table_of(
    "report_look",
    refers_to("class_report", index=False),
    Column("subject", String, nullable=False),
    UniqueConstraint("class_report_id", "subject"),
)
remark = table_of(
    "remark",
    refers_to("class_report"),
    refers_to("pupil", null=True, index=False),
    Column("category", String, nullable=True),
    Column("reason_seal", LargeBinary, nullable=False),
)
label = table_of(
    "label",
    refers_to("pupil"),
    Column("category", String, nullable=False),
    Column("reason_seal", LargeBinary, nullable=False),
    person_ref(),
    moment("since", null=False),
    moment("until"),
    moment("ended_at"),
    person_ref("ended_by"),
    Column("end_reason_seal", LargeBinary, nullable=True),
)
draft = table_of(
    "draft",
    refers_to("person", index=False),
    Column("subject", String, nullable=False),
    Column("question", String, nullable=False),
    Column("words_seal", LargeBinary, nullable=False),
    moment("opened_at", null=False),
    Column("turn", Integer, nullable=False),
    UniqueConstraint("person_id", "subject"),
)
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", Integer, primary_key=True, autoincrement=False),
    moment("at", null=False),
)
outbox = table_of(
    "outbox",
    refers_to("person"),
    Column("content_seal", LargeBinary, nullable=False),
    Column("unique_mark", String, nullable=True, unique=True),
    moment("not_before", null=False),
    moment("created_at", null=False),
    moment("begun_at"),
    moment("sent_at"),
    moment("failed_at"),
    Column("tries", Integer, nullable=False, default=0),
    Column("error", String, nullable=True),
    Index("ix_outbox_waiting", "sent_at", "failed_at", "not_before"),
)
audit = table_of(
    "audit",
    moment("at", null=False),
    Column("person_id", Integer, nullable=True),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
)
issued_paper = table_of(
    "issued_paper",
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("paper", String, nullable=False),
    Column("detail", String, nullable=False),
    person_ref(),
    moment("at", null=False),
    moment("sent_at"),
    UniqueConstraint("year", "number"),
)
template = table_of(
    "template",
    Column("paper", String, nullable=False),
    Column("language", String, nullable=False),
    Column("content", LargeBinary, nullable=True),
    person_ref(),
    moment("at", null=False),
    Index("ix_template_paper", "paper", "language"),
)
sent_file = table_of(
    "sent_file",
    Column("chat_id", Integer, nullable=False),
    Column("message_id", Integer, nullable=False),
    Column("delete_after", Moment, nullable=False, index=True),
)
roster_import = table_of(
    "roster_import",
    refers_to("person"),
    Column("file_name", String, nullable=False),
    Column("content_seal", LargeBinary, nullable=True),
    moment("at", null=False),
    moment("closed_at"),
)
