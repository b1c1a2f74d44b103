"""Class reports, papers, inbox and outbox, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )


def inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox")),
    )


def sent_file() -> None:
    op.create_table(
        "sent_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("delete_after", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_file")),
    )
    op.create_index(op.f("ix_sent_file_delete_after"), "sent_file", ["delete_after"], unique=False)


def class_report() -> None:
    op.create_table(
        "class_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("usual", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["class.id"], name=op.f("fk_class_report_class_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_class_report_decided_by")),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_class_report_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_report")),
        sa.UniqueConstraint("class_id", "revision", name=op.f("uq_class_report_class_id_revision")),
    )
    op.create_index(op.f("ix_class_report_state"), "class_report", ["state"], unique=False)


def draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("words_seal", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("person_id", "subject", name=op.f("uq_draft_person_id_subject")),
    )


def issued_paper() -> None:
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_issued_paper_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_issued_paper_year_number")),
    )


def outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("content_seal", sa.LargeBinary(), nullable=False),
        sa.Column("unique_mark", sa.String(), nullable=True),
        sa.Column("not_before", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("failed_at", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("unique_mark", name=op.f("uq_outbox_unique_mark")),
    )
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    op.create_index(op.f("ix_outbox_waiting"), "outbox", ["sent_at", "failed_at", "not_before"], unique=False)


def roster_import() -> None:
    op.create_table(
        "roster_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content_seal", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roster_import_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    op.create_index(op.f("ix_roster_import_person_id"), "roster_import", ["person_id"], unique=False)


def template() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_template_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
    )
    op.create_index(op.f("ix_template_paper"), "template", ["paper", "language"], unique=False)


def report_look() -> None:
    op.create_table(
        "report_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_report_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_report_id"], ["class_report.id"], name=op.f("fk_report_look_class_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_look")),
        sa.UniqueConstraint(
            "class_report_id", "subject", name=op.f("uq_report_look_class_report_id_subject")
        ),
    )


def label() -> None:
    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("reason_seal", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("end_reason_seal", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_label_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_label_ended_by")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_label_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
    )
    op.create_index(op.f("ix_label_pupil_id"), "label", ["pupil_id"], unique=False)


def remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_report_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("reason_seal", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_report_id"], ["class_report.id"], name=op.f("fk_remark_class_report_id")
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_remark_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_class_report_id"), "remark", ["class_report_id"], unique=False)


def status_fact() -> None:
    op.create_table(
        "status_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_report_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_status_fact_by")),
        sa.ForeignKeyConstraint(
            ["class_report_id"], ["class_report.id"], name=op.f("fk_status_fact_class_report_id")
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_status_fact_pupil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_fact")),
        sa.UniqueConstraint(
            "class_report_id",
            "pupil_id",
            "category",
            name=op.f("uq_status_fact_class_report_id_pupil_id_category"),
        ),
    )
    op.create_index(op.f("ix_status_fact_pupil_id"), "status_fact", ["pupil_id"], unique=False)


TABLES = (
    audit,
    inbox,
    sent_file,
    class_report,
    draft,
    issued_paper,
    outbox,
    roster_import,
    template,
    report_look,
    label,
    remark,
    status_fact,
)


def upgrade() -> None:
    for create in TABLES:
        create()


def downgrade() -> None:
    for create in reversed(TABLES):
        op.drop_table(create.__name__.rstrip("_"))
