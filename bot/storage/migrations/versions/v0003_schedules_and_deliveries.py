"""Schedules, what they send, and what became of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name="fk_content_author", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_content"),
        sa.UniqueConstraint("name", name="uq_content_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "picture",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Text()),
        sa.Column("expires_at", MOMENT),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_picture_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_picture"),
    )
    op.create_index("ix_picture_expires_at", "picture", ["expires_at"])
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content_id", sa.Integer()),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("skips_holidays", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("patient", sa.Integer(), nullable=False),
        sa.Column("urgent", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Integer(), nullable=False),
        sa.Column("ping", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("planned_to", MOMENT, nullable=False),
        sa.Column("plan_at", MOMENT),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name="fk_schedule_approved_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name="fk_schedule_content_id"),
        sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_schedule_owner", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedule_anchor", "schedule", ["anchor"])
    op.create_index("ix_schedule_owner", "schedule", ["owner"])
    op.create_index("ix_schedule_plan_at", "schedule", ["plan_at"])
    op.create_index("ix_schedule_state", "schedule", ["state"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("held_from", MOMENT),
        sa.Column("first_at", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("leased_to", MOMENT),
        sa.Column("message_ids", sa.Text()),
        sa.Column("why", sa.Text()),
        sa.Column("command", sa.Text()),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name="fk_delivery_schedule_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("schedule_id", "key", "place", name="uq_delivery_once"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_delivery_due",
        "delivery",
        ["due_at"],
        sqlite_where=sa.text("stage = 0"),
        postgresql_where=sa.text("stage = 0"),
    )
    op.create_index(
        "ix_delivery_leased",
        "delivery",
        ["leased_to"],
        sqlite_where=sa.text("stage = 1"),
        postgresql_where=sa.text("stage = 1"),
    )
    op.create_index(
        "ix_delivery_over",
        "delivery",
        ["due_at", "id"],
        sqlite_where=sa.text("stage > 1"),
        postgresql_where=sa.text("stage > 1"),
    )
    op.create_table(
        "schedule_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_schedule_change_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name="fk_schedule_change_schedule_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_schedule_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedule_change_schedule_id", "schedule_change", ["schedule_id"])
    op.create_table(
        "schedule_place",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name="fk_schedule_place_schedule_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("schedule_id", "place", name="pk_schedule_place"),
    )
    op.add_column("person", sa.Column("quiet", sa.Text()))
