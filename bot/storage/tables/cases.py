"""Parents and their consents, applications, decisions, sittings, orders and lists (design.md §3.3)."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, UniqueConstraint, text

from bot.core.applications.application import UNDECIDED
from bot.storage.tables.columns import moment, person_ref, refers_to, seal, table_of

UNDER_WAY = ", ".join(f"'{state}'" for state in sorted(UNDECIDED))

class_link = table_of(
    "class_link",
    refers_to("class"),
    seal("token", null=False),
    Column("token_trace", String, nullable=False, unique=True),
    person_ref(),
    moment("made_at", null=False),
    moment("ended_at"),
    Index("uq_class_link_current", "class_id", unique=True, sqlite_where=text("ended_at IS NULL")),
)
claim = table_of(
    "claim",
    refers_to("person"),
    refers_to("class"),
    seal("written", null=False),
    Column("relation", String, nullable=False),
    seal("decision_number"),
    refers_to("pupil", null=True, index=False),
    moment("at", null=False),
    Column("state", String, nullable=False, index=True),
    person_ref("answered_by"),
    moment("answered_at"),
)
representative = table_of(
    "representative",
    refers_to("person"),
    refers_to("pupil"),
    Column("relation", String, nullable=False),
    seal("decision_number"),
    moment("since", null=False),
    moment("until"),
    Index("uq_representative_held", "person_id", "pupil_id", unique=True, sqlite_where=text("until IS NULL")),
)
consent = table_of(
    "consent",
    refers_to("person"),
    refers_to("pupil"),
    Column("version", String, nullable=False),
    Column("language", String, nullable=False),
    seal("text", null=False),
    moment("given_at", null=False),
    moment("withdrawn_at"),
    moment("stopped_at"),
)
attachment = table_of(
    "attachment",
    refers_to("person"),
    refers_to("pupil"),
    Column("place", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    moment("at", null=False),
)
answered_album = table_of(
    "answered_album",
    Column("telegram_id", Integer, nullable=False, unique=True),
    Column("media_group", String, nullable=False),
    Column("screen", Integer, nullable=False),
    seal("notices", null=False),
)
application = table_of(
    "application",
    Column("service", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("period", String, nullable=False),
    Column("number", Integer, nullable=False),
    refers_to("pupil"),
    refers_to("person", null=True),
    person_ref("entered_by"),
    Column("source", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("category", String, nullable=False),
    moment("received_at", null=False),
    Column("due_on", Date, nullable=False),
    Column("language", String, nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("service", "year", "number"),
    # However two people or two taps meet: one that is under way for a child, service and period. What was granted
    # may have ended, so whether it stands in the way is asked where a new one is registered.
    Index(
        "uq_application_under_way",
        "service",
        "year",
        "period",
        "pupil_id",
        unique=True,
        sqlite_where=text(f"state IN ({UNDER_WAY})"),
    ),
)
application_revision = table_of(
    "application_revision",
    refers_to("application", index=False),
    Column("number", Integer, nullable=False),
    seal("answers"),
    moment("at", null=False),
    person_ref(),
    UniqueConstraint("application_id", "number"),
)
application_event = table_of(
    "application_event",
    refers_to("application"),
    Column("step", String, nullable=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    moment("at", null=False),
    person_ref(),
    Column("question", String, nullable=False),
    seal("words"),
    moment("undone_at"),
)
change_request = table_of(
    "change_request",
    refers_to("application"),
    Column("kind", String, nullable=False),
    seal("answers"),
    seal("reason"),
    person_ref(),
    moment("at", null=False),
    Column("state", String, nullable=False, index=True),
    seal("answer"),
    person_ref("answered_by"),
    moment("answered_at"),
)
council_member = table_of(
    "council_member",
    Column("name", String, nullable=False),
    Column("post", String, nullable=False),
    Column("capacity", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=True),
)
sitting = table_of(
    "sitting",
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=True),
    moment("held_at", null=False),
    Column("place", String, nullable=False),
    Column("state", String, nullable=False),
    Column("present", JSON, nullable=False),
    moment("closed_at"),
    Column("revision", Integer, nullable=False),
    Column("members", JSON, nullable=False),
    Column("chaired_by", ForeignKey("council_member.id"), nullable=True),
    Column("minutes_by", ForeignKey("council_member.id"), nullable=True),
    UniqueConstraint("year", "number"),
)
agenda_item = table_of(
    "agenda_item",
    refers_to("sitting"),
    refers_to("application"),
    Column("place", Integer, nullable=False),
    Column("ruling", String, nullable=True),
    Column("category", String, nullable=False),
    seal("reason"),
    Column("in_favour", Integer, nullable=True),
    Column("against", Integer, nullable=True),
    Column("abstained", Integer, nullable=True),
    seal("details"),
    # Not deleted: the number of an item is never given to another one, which an old button would act upon.
    Column("dropped", Boolean, nullable=False),
    Index(
        "uq_agenda_item_standing",
        "sitting_id",
        "application_id",
        unique=True,
        sqlite_where=text("dropped = 0"),
    ),
)
director_order = table_of(
    "director_order",
    Column("service", String, nullable=False),
    Column("year", Integer, nullable=False),
    # None once it was taken back: the next order gets the number, but no other order this one's id.
    Column("number", Integer, nullable=True),
    Column("kind", String, nullable=False),
    Column("signed_on", Date, nullable=False),
    person_ref(),
    moment("at", null=False),
    Column("book_number", String, nullable=False),
    moment("undone_at"),
    UniqueConstraint("year", "number"),
)
decision = table_of(
    "decision",
    refers_to("application"),
    Column("ruling", String, nullable=False),
    Column("category", String, nullable=False),
    seal("reason"),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=True),
    person_ref(),
    moment("at", null=False),
    seal("details"),
    refers_to("sitting", null=True),
    Column("order_id", ForeignKey("director_order.id"), nullable=True, index=True),
    moment("undone_at"),
)
monthly_list = table_of(
    "monthly_list",
    Column("service", String, nullable=False),
    Column("month", Date, nullable=False),
    person_ref(),
    moment("at", null=False),
    Index("ix_monthly_list_month", "service", "month"),
)
list_line = table_of(
    "list_line",
    refers_to("monthly_list"),
    refers_to("pupil", index=False),
    refers_to("class"),
    Column("category", String, nullable=False),
    refers_to("decision", index=False),
)
service_limit = table_of(
    "service_limit",
    Column("service", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("key", String, nullable=False),
    Column("value", String, nullable=False),
    person_ref(),
    moment("at", null=False),
    UniqueConstraint("service", "year", "key"),
)
