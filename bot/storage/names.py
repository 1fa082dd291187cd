"""What somebody is called: by the name of one of their accounts, since they give the club no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, select

from bot.storage.schema import account

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import ColumnElement, ScalarSelect

GUEST = "Guest "  # and a number: how a platform calls those who told it no name


def name_of(person_id: ColumnElement[Any]) -> ScalarSelect[str]:
    """The name that the first of somebody's accounts shows; a guest's number only where they have no other."""
    mine = account.alias()
    worth = case((mine.c.name == "", 2), (mine.c.name.startswith(GUEST), 1), else_=0)
    found = select(mine.c.name).where(mine.c.person_id == person_id)
    return found.order_by(worth, mine.c.platform, mine.c.account_id).limit(1).scalar_subquery()
