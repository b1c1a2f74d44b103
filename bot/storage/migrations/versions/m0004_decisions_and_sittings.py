"""Decisions, sittings, orders, monthly lists, limits."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def council_member() -> None:
    op.create_table(
        "council_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_member")),
    )


def director_order() -> None:
    op.create_table(
        "director_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("book_number", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_director_order_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_director_order")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_director_order_year_number")),
    )


def monthly_list() -> None:
    op.create_table(
        "monthly_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_monthly_list_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_list")),
    )
    op.create_index(op.f("ix_monthly_list_month"), "monthly_list", ["service", "month"], unique=False)


def service_limit() -> None:
    op.create_table(
        "service_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_service_limit_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_limit")),
        sa.UniqueConstraint("service", "year", "key", name=op.f("uq_service_limit_service_year_key")),
    )


def sitting() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("chaired_by", sa.Integer(), nullable=True),
        sa.Column("minutes_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["chaired_by"], ["council_member.id"], name=op.f("fk_sitting_chaired_by")),
        sa.ForeignKeyConstraint(["minutes_by"], ["council_member.id"], name=op.f("fk_sitting_minutes_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_sitting_year_number")),
    )


def agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ruling", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("reason_seal", sa.LargeBinary(), nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("details_seal", sa.LargeBinary(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_agenda_item_application_id")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_agenda_item_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_application_id"), "agenda_item", ["application_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_sitting_id"), "agenda_item", ["sitting_id"], unique=False)
    op.create_index(
        op.f("uq_agenda_item_standing"),
        "agenda_item",
        ["sitting_id", "application_id"],
        unique=True,
        sqlite_where=sa.text("dropped = 0"),
    )


def decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("ruling", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("reason_seal", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("details_seal", sa.LargeBinary(), nullable=True),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_decision_application_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_decision_by")),
        sa.ForeignKeyConstraint(["order_id"], ["director_order.id"], name=op.f("fk_decision_order_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_decision_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_application_id"), "decision", ["application_id"], unique=False)
    op.create_index(op.f("ix_decision_order_id"), "decision", ["order_id"], unique=False)
    op.create_index(op.f("ix_decision_sitting_id"), "decision", ["sitting_id"], unique=False)


def list_line() -> None:
    op.create_table(
        "list_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("monthly_list_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["class.id"], name=op.f("fk_list_line_class_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_list_line_decision_id")),
        sa.ForeignKeyConstraint(
            ["monthly_list_id"], ["monthly_list.id"], name=op.f("fk_list_line_monthly_list_id")
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_list_line_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_line")),
    )
    op.create_index(op.f("ix_list_line_class_id"), "list_line", ["class_id"], unique=False)
    op.create_index(op.f("ix_list_line_monthly_list_id"), "list_line", ["monthly_list_id"], unique=False)


TABLES = (
    council_member,
    director_order,
    monthly_list,
    service_limit,
    sitting,
    agenda_item,
    decision,
    list_line,
)


def upgrade() -> None:
    for create in TABLES:
        create()


def downgrade() -> None:
    for create in reversed(TABLES):
        op.drop_table(create.__name__)
