"""Who was shown whose profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.storage.schema import profile_view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection


class ProfileViews:
    """Looks at profiles, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, people: Iterable[str], by: str, how: str, at: datetime, *, since: datetime) -> None:
        """Note that somebody was shown these profiles, each once since a moment, and never their own."""
        v = profile_view.c
        wanted = dict.fromkeys(one for one in people if one != by)
        noted = self._connection.scalars(select(v.person_id).where(v.by == by, v.at >= since, v.person_id.in_(wanted)))
        known = set(noted)
        rows = [{"person_id": one, "by": by, "how": how, "at": at} for one in wanted if one not in known]
        if rows:
            self._connection.execute(insert(profile_view), rows)
