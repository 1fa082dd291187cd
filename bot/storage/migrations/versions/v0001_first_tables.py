"""The tables a club starts with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them all."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fact",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_fact"),
    )
    op.create_table(
        "handled",
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("request_id", "step", name="pk_handled"),
    )
    op.create_index("ix_handled_at", "handled", ["at"])
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("role", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locale", sa.Text()),
        sa.Column("zone", sa.Text()),
        sa.Column("seen_seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_index("ix_person_role", "person", ["role"])
    op.create_table(
        "account",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "account_id", name="pk_account"),
    )
    op.create_index("ix_account_person_id", "account", ["person_id"])
    op.create_table(
        "fact_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("undone_by", sa.Integer()),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_fact_change_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["undone_by"], ["fact_change.seq"], name="fk_fact_change_undone_by"),
        sa.PrimaryKeyConstraint("seq", name="pk_fact_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fact_change_fact", "fact_change", ["kind", "id", "seq"])
    op.create_table(
        "invite",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text()),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_by", sa.Text()),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_invite_made_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name="fk_invite_used_by", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invite"),
    )
    op.create_table(
        "kept",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text()),
        sa.Column("expires_at", MOMENT),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_kept_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", name="pk_kept"),
    )
    op.create_index("ix_kept_expires_at", "kept", ["expires_at"])
    op.create_table(
        "post",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("only_for", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("key", sa.Text()),
        sa.ForeignKeyConstraint(["only_for"], ["person.id"], name="fk_post_only_for", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_post"),
        sa.UniqueConstraint("key", name="uq_post_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_post_place_seq", "post", ["place", "seq"])
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by", sa.Text()),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name="fk_report_done_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_report_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_done_at", "report", ["done_at"])
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_session_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
