"""Which posts of the web chat were changed, and the pictures in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column and the tables."""
    op.add_column("post", sa.Column("changed", sa.Integer()))
    op.create_index("ix_post_changed", "post", ["changed"])
    op.create_table(
        "post_picture",
        sa.Column("post_seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["post_seq"], ["post.seq"], name="fk_post_picture_post_seq", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_seq", "digest", name="pk_post_picture"),
    )
    op.create_index("ix_post_picture_digest", "post_picture", ["digest"])
    op.create_table(
        "shown_picture",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_shown_picture"),
    )
