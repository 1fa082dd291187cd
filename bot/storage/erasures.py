"""Who asked to be forgotten, and what is left of those who were: hashes of their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from bot.storage import forgetting
from bot.storage.schema import account, erased, erasure, membership, person, session
from bot.storage.somebody import veil

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.storage.forgetting import Forgotten


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody will be forgotten at `due_at`; `via` is the account that asked, `discord:123`."""

    person_id: str
    via: str
    asked_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Farewell:
    """Somebody is still to be told that it is done, at their account `via`, in a language."""

    hash: str
    via: str
    language: str
    at: datetime


class Erasures:
    """Erasures, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, person_id: str, via: str, at: datetime, due_at: datetime) -> bool:
        """Note that somebody is to be forgotten; False when they have asked already."""
        if self.pending(person_id):
            return False
        values = {"person_id": person_id, "via": via, "asked_at": at, "due_at": due_at}
        self._connection.execute(insert(erasure), values)
        return True

    def cancel(self, person_id: str) -> Erasure | None:
        """Forget nobody; what was to come, None when there was nothing."""
        pending = self.pending(person_id)
        self._connection.execute(delete(erasure).where(erasure.c.person_id == person_id))
        return pending

    def postpone(self, person_id: str, due_at: datetime) -> None:
        """Forget somebody later."""
        self._connection.execute(update(erasure).where(erasure.c.person_id == person_id).values(due_at=due_at))

    def pending(self, person_id: str) -> Erasure | None:
        """What is to come for somebody."""
        row = self._connection.execute(select(*erasure.c).where(erasure.c.person_id == person_id)).first()
        return None if row is None else Erasure(*row)

    def due(self, now: datetime, limit: int) -> list[Erasure]:
        """Who is to be forgotten by now, those who asked first before others."""
        rows = select(*erasure.c).where(erasure.c.due_at <= now).order_by(erasure.c.due_at).limit(limit)
        return [Erasure(*row) for row in self._connection.execute(rows)]

    def nearest(self) -> datetime | None:
        """When the next one is to be forgotten."""
        at: datetime | None = self._connection.scalar(select(func.min(erasure.c.due_at)))
        return at

    def forget(self, person_id: str, at: datetime, via: str = "", language: str = "") -> Forgotten:
        """Delete somebody with everything that is theirs; `via` is told that it is done, in that language."""
        done = forgetting.forget(self._connection, person_id, at)
        if via:
            platform, _, id = via.partition(":")
            this = update(erased).where(erased.c.hash == veil(platform, id))
            self._connection.execute(this.values(farewell=via, language=language))
        return done

    def farewells(self, limit: int) -> list[Farewell]:
        """Who is still to be told."""
        waiting = select(erased.c.hash, erased.c.farewell, erased.c.language, erased.c.at)
        rows = waiting.where(erased.c.farewell.is_not(None)).order_by(erased.c.at).limit(limit)
        return [Farewell(hash, via or "", language, at) for hash, via, language, at in self._connection.execute(rows)]

    def told(self, hash: str) -> None:
        """They know, or can't be told: the account is named no more."""
        this = update(erased).where(erased.c.hash == hash)
        self._connection.execute(this.values(farewell=None, language=""))

    def known(self) -> dict[str, datetime]:
        """The hash of every account that was forgotten, and when; what a restore carries over."""
        rows = self._connection.execute(select(erased.c.hash, erased.c.at)).all()
        return {row.hash: row.at for row in rows}

    def replay(self, codes: dict[str, datetime]) -> list[str]:
        """Forget again whoever of these a restored backup has brought back; returns the people's ids.

        Who was met after they had been forgotten has come anew, and stays.
        """
        met = select(account.c.platform, account.c.account_id, account.c.person_id, person.c.created_at)
        rows = self._connection.execute(met.join_from(account, person)).all()
        back = {
            row.person_id: codes[code]
            for row in rows
            if (code := veil(row.platform, row.account_id)) in codes and row.created_at <= codes[code]
        }
        for id, at in back.items():
            forgetting.forget(self._connection, id, at)
        return list(back)

    def departed(self, before: datetime, limit: int) -> list[str]:
        """People who left every community that they were in before a moment, and have not used the web chat since."""
        there = select(account.c.person_id).join(
            membership,
            (membership.c.platform == account.c.platform) & (membership.c.account_id == account.c.account_id),
        )
        stays = there.where((membership.c.left_at.is_(None)) | (membership.c.left_at > before))
        seen = select(session.c.person_id).where(session.c.seen_at > before)
        local = select(account.c.person_id).where(account.c.platform == "terminal")
        gone = select(person.c.id).where(
            person.c.id.in_(there), person.c.id.not_in(stays), person.c.id.not_in(seen), person.c.id.not_in(local)
        )
        return list(self._connection.scalars(gone.order_by(person.c.id).limit(limit)))

    def unseen(self, before: datetime, limit: int) -> list[str]:
        """People of the web chat alone who have not opened it since a moment."""
        elsewhere = select(account.c.person_id).where(account.c.platform != "web")
        seen = select(session.c.person_id).where(session.c.seen_at > before)
        web = select(account.c.person_id).where(account.c.platform == "web")
        gone = select(person.c.id).where(
            person.c.id.in_(web), person.c.id.not_in(elsewhere), person.c.id.not_in(seen), person.c.created_at <= before
        )
        return list(self._connection.scalars(gone.order_by(person.c.id).limit(limit)))
