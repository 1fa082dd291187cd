"""Members: what they told of themselves, what they agreed to, whom they met, and who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the columns and the tables."""
    op.add_column("person", sa.Column("muted_at", MOMENT))
    op.add_column("audit", sa.Column("before", sa.Text()))
    op.add_column("audit", sa.Column("after", sa.Text()))
    with op.batch_alter_table("handled") as handled:
        handled.add_column(sa.Column("person_id", sa.Text()))
        handled.create_foreign_key("fk_handled_person_id", "person", ["person_id"], ["id"], ondelete="CASCADE")
    op.create_table(
        "answer",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_answer_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "name", name="pk_answer"),
    )
    op.create_table(
        "consent",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consent_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_consent"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consent_person_id", "consent", ["person_id"])
    op.create_table(
        "onboarding",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("stopped_at", MOMENT),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_onboarding_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_onboarding"),
    )
    op.create_index("ix_onboarding_started_at", "onboarding", ["started_at"])
    op.create_table(
        "newcomer",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.Column("batch", sa.Text()),
        sa.Column("person_id", sa.Text()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_newcomer_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("platform", "account_id", name="pk_newcomer"),
    )
    op.create_index("ix_newcomer_batch", "newcomer", ["batch"])
    op.create_index("ix_newcomer_came_at", "newcomer", ["came_at"])
    op.create_table(
        "enrolment",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_enrolment_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "account_id", name="pk_enrolment"),
    )
    op.create_index("ix_enrolment_due_at", "enrolment", ["due_at"])
    op.create_index("ix_enrolment_person_id", "enrolment", ["person_id"])
    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("reply", sa.Text()),
        sa.ForeignKeyConstraint(["one"], ["person.id"], name="fk_introduction_one", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["person.id"], name="fk_introduction_other", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_introduction"),
        sa.UniqueConstraint("kind", "round", "one", "other", name="uq_introduction_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_introduction_one", "introduction", ["one"])
    op.create_index("ix_introduction_other", "introduction", ["other"])
    op.create_table(
        "coffee_round",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round", name="pk_coffee_round"),
    )
    op.create_table(
        "profile_view",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_profile_view_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_profile_view_by", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("seq", name="pk_profile_view"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_profile_view_at", "profile_view", ["at"])
    op.create_index("ix_profile_view_person_id", "profile_view", ["person_id"])
    op.create_table(
        "help_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text()),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("taken_by", sa.Text()),
        sa.Column("answer", sa.Text()),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by", sa.Text()),
        sa.Column("helped_at", MOMENT),
        sa.Column("follows", sa.Integer()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_help_request_person_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["taken_by"], ["person.id"], name="fk_help_request_taken_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name="fk_help_request_done_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["follows"], ["help_request.id"], name="fk_help_request_follows", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_help_request"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_help_request_done_at", "help_request", ["done_at"])
    op.create_index("ix_help_request_person_id", "help_request", ["person_id"])
    op.create_table(
        "link_code",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_link_code_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_link_code"),
    )
    op.create_index("ix_link_code_person_id", "link_code", ["person_id"])
    op.create_table(
        "erasure",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_erasure_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_erasure"),
    )
    op.create_index("ix_erasure_due_at", "erasure", ["due_at"])
    op.create_table(
        "pseudonym",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_pseudonym_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_pseudonym"),
        sa.UniqueConstraint("id", name="uq_pseudonym_id"),
    )
    op.create_table(
        "role_grant",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_role_grant_by", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("platform", "id", name="pk_role_grant"),
    )
    op.create_table(
        "erased",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("farewell", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_erased"),
    )
    op.create_index("ix_erased_at", "erased", ["at"])
