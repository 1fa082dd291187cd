"""Who is in which community, so that only those who came are welcomed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "community",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("known_since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("platform", "id", name="pk_community"),
    )
    op.create_table(
        "membership",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("joined_at", MOMENT),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("left_at", MOMENT),
        sa.PrimaryKeyConstraint("platform", "community", "account_id", name="pk_membership"),
    )
    op.create_index("ix_membership_left_at", "membership", ["left_at"])
