"""Since when a post is to be changed: what a change that was cut off has left behind is looked for from then on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column."""
    op.add_column("delivery", sa.Column("turned_at", sa.DateTime(timezone=True)))
