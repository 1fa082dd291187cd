"""What members are to be given on a platform by their fields of interest, and what they have been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.storage.schema import enrolment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

TRIES, SOON = 5, timedelta(minutes=15)  # what somebody who is to be forgotten waits for


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One account: the fields that are wanted, and what the platform gave for them, by its ids."""

    platform: str
    account_id: str
    person_id: str
    interests: tuple[str, ...]
    done: tuple[str, ...]
    due_at: datetime | None
    tries: int


class Enrolments:
    """Enrolments, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def want(self, platform: str, account_id: str, person_id: str, interests: Collection[str], now: datetime) -> None:
        """Have an account given what goes with these fields, and what goes with no other one taken back."""
        before = self.get(platform, account_id)
        values = {"person_id": person_id, "interests": list(interests), "due_at": now, "tries": 0}
        if before:
            this = (enrolment.c.platform == platform, enrolment.c.account_id == account_id)
            self._connection.execute(update(enrolment).where(*this).values(**values))
        else:
            own = {"platform": platform, "account_id": account_id, "done": []}
            self._connection.execute(insert(enrolment), {**own, **values})

    def get(self, platform: str, account_id: str) -> Enrolment | None:
        """What is known of an account."""
        this = (enrolment.c.platform == platform, enrolment.c.account_id == account_id)
        row = self._connection.execute(select(enrolment).where(*this)).first()
        return None if row is None else _read(row)

    def taken_back(self, person_id: str, now: datetime) -> bool:
        """Have everything that somebody was given taken back; whether it is, as far as that can be waited for."""
        mine = select(enrolment).where(enrolment.c.person_id == person_id)
        given = [one for row in self._connection.execute(mine) if (one := _read(row)).done]
        for one in given:
            if one.interests:
                self.want(one.platform, one.account_id, person_id, (), now)
        return not any(one.interests or (one.due_at and one.due_at < now + SOON and one.tries < TRIES) for one in given)

    def first(self, now: datetime) -> Enrolment | None:
        """The one that has been due the longest by now."""
        found = select(enrolment).where(enrolment.c.due_at <= now).order_by(enrolment.c.due_at, enrolment.c.account_id)
        row = self._connection.execute(found.limit(1)).first()
        return None if row is None else _read(row)

    def defer(self, platform: str, until: datetime) -> None:
        """Let nothing of a platform be due before that."""
        this = (enrolment.c.platform == platform, enrolment.c.due_at < until)
        self._connection.execute(update(enrolment).where(*this).values(due_at=until))

    def nearest(self) -> datetime | None:
        """When there is something to do."""
        at: datetime | None = self._connection.scalar(select(func.min(enrolment.c.due_at)))
        return at

    def settle(self, one: Enrolment, done: Collection[str], again: datetime | None) -> None:
        """Note what has been given by now, and when to try the rest; what is wanted anew meanwhile stays due."""
        this = (enrolment.c.platform == one.platform, enrolment.c.account_id == one.account_id)
        self._connection.execute(update(enrolment).where(*this).values(done=list(done)))
        same = (*this, enrolment.c.due_at == one.due_at, enrolment.c.tries == one.tries)
        self._connection.execute(update(enrolment).where(*same).values(due_at=again, tries=one.tries + 1))


def _read(row: Any) -> Enrolment:  # noqa: ANN401 - a row of the table
    interests, done = tuple(row.interests), tuple(row.done)
    return Enrolment(row.platform, row.account_id, row.person_id, interests, done, row.due_at, row.tries)
