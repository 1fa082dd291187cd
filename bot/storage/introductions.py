"""Who asked to meet whom and what came of it; who was brought together for coffee, and what each says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, or_, select, update

from bot.storage.schema import account, answer, coffee_round, introduction, membership, person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

ASKED, COFFEE = "asked", "coffee"  # kinds
COMMUNITIES = ("discord", "slack")  # platforms whose communities make members
MEMBER = 1  # the number of the role


class Stand(StrEnum):
    """How a request to meet stands. What is never answered stays asked; its time is over by the clock."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Coffee(StrEnum):
    """What somebody says of a coffee."""

    PAIRED = "asked"
    MET = "met"
    MISSED = "missed"
    NEVER = "never"  # not with this one again


@dataclass(frozen=True, slots=True)
class Introduction:
    """A request of `one` to meet `other`, or a coffee as `one` sees it. `reasons` are as they are stored.

    `text` is what `one` writes, `reply` what `other` does who says yes.
    """

    id: int
    kind: str
    round: str
    one: str
    other: str
    text: str
    reasons: list[list[str]]
    state: str
    made_at: datetime
    answered_at: datetime | None
    reply: str | None = None


_COLUMNS = tuple(introduction.c[name] for name in Introduction.__slots__)


class Introductions:
    """Members who meet, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def members(self) -> set[str]:
        """Everybody who is a member as far as is kept: by the club's word, or in a community and not gone from it.

        Visitors of the web chat, and those who left every community, are none.
        """
        a, m = account.c, membership.c
        here = and_(m.platform == a.platform, m.account_id == a.account_id)
        stays = self._connection.execute(
            select(a.platform, a.account_id, m.left_at).join_from(membership, account, here)
        )
        known, present = set[tuple[str, str]](), set[tuple[str, str]]()
        for platform, id, left in stays:
            (known if left else present).add((platform, id))
        accounts = select(a.platform, a.account_id, a.person_id).where(a.platform.in_(COMMUNITIES))
        found = {
            who
            for platform, id, who in self._connection.execute(accounts)
            if (platform, id) in present or (platform, id) not in known
        }
        return found | set(self._connection.scalars(select(person.c.id).where(person.c.role >= MEMBER)))

    def ask(self, one: str, other: str, text: str, reasons: list[list[str]], at: datetime) -> int:
        """Keep a request and return its number. Raises IntegrityError for a second one to the same on one day."""
        return self._add(ASKED, f"{at:%Y-%m-%d}", one, other, at, text=text, reasons=reasons)

    def get(self, id: int) -> Introduction | None:
        """One of them."""
        return next(iter(self._read(introduction.c.id == id)), None)

    def asked(self, person_id: str) -> list[Introduction]:
        """What somebody asked or was asked, the latest first."""
        mine = or_(introduction.c.one == person_id, introduction.c.other == person_id)
        return self._read(introduction.c.kind == ASKED, mine)

    def by(self, person_id: str, since: datetime) -> int:
        """How many requests somebody made since."""
        return self._count(introduction.c.one == person_id, since)

    def to(self, person_id: str, since: datetime) -> int:
        """How many requests were made to somebody since, with those taken back: they may have been read."""
        return self._count(introduction.c.other == person_id, since)

    def turn(self, id: int, state: Stand, at: datetime, *, was: Stand = Stand.ASKED) -> bool:
        """Note what came of a request; False when it stands otherwise already."""
        this = update(introduction).where(introduction.c.id == id, introduction.c.state == was.value)
        answered = None if state is Stand.ASKED else at
        return self._connection.execute(this.values(state=state.value, answered_at=answered)).rowcount == 1

    def reply(self, id: int, text: str) -> None:
        """Keep the line of whoever says yes."""
        self._connection.execute(update(introduction).where(introduction.c.id == id).values(reply=text))

    def withdraw(self, id: int) -> None:
        """Note that a request was taken back; when it was answered stays as it is."""
        open_still = introduction.c.state.in_([Stand.ASKED.value, Stand.DECLINED.value])
        self._connection.execute(
            update(introduction).where(introduction.c.id == id, open_still).values(state=Stand.WITHDRAWN.value)
        )

    def say(self, id: int, says: Coffee, at: datetime | None) -> None:
        """Note what somebody says of a coffee of theirs; the last word counts."""
        this = update(introduction).where(introduction.c.id == id, introduction.c.kind == COFFEE)
        self._connection.execute(this.values(state=says.value, answered_at=at))

    def coffees(self, person_id: str, round: str = "") -> list[Introduction]:
        """Somebody's coffees as they see them, of one round or of all, the latest first."""
        of = (introduction.c.round == round,) if round else ()
        return self._read(introduction.c.kind == COFFEE, introduction.c.one == person_id, *of)

    def met(self) -> list[tuple[str, str, str, str]]:
        """Everybody's coffees: who, with whom, in which round, and what they say of it; by round."""
        i = introduction.c
        rows = select(i.one, i.other, i.round, i.state).where(i.kind == COFFEE).order_by(i.round, i.id)
        return [(row.one, row.other, row.round, row.state) for row in self._connection.execute(rows)]

    def drinkers(self) -> dict[str, Any]:
        """Who said something of coffee rounds, and what, as it is kept among their answers."""
        rows = self._connection.execute(select(answer.c.person_id, answer.c.value).where(answer.c.name == COFFEE))
        return {row.person_id: row.value for row in rows}

    def rounds(self) -> list[str]:
        """The rounds that were paired, or passed over, the latest first."""
        return list(self._connection.scalars(select(coffee_round.c.round).order_by(coffee_round.c.round.desc())))

    def make_round(self, round: str, groups: Iterable[tuple[str, ...]], at: datetime) -> None:
        """Keep a round with its groups. Raises IntegrityError when it is there already."""
        together = [(one, other) for group in groups for one in group for other in group if one != other]
        met = len({one for one, _ in together})
        self._connection.execute(insert(coffee_round), {"round": round, "at": at, "met": met})
        for one, other in together:
            self._add(COFFEE, round, one, other, at)

    def _add(self, kind: str, round: str, one: str, other: str, at: datetime, **more: Any) -> int:  # noqa: ANN401 - columns
        values = {"kind": kind, "round": round, "one": one, "other": other, "state": "asked", "made_at": at}
        number: int = self._connection.scalar(
            insert(introduction).returning(introduction.c.id), {"text": "", "reasons": [], **values, **more}
        )
        return number

    def _count(self, where: ColumnElement[bool], since: datetime) -> int:
        these = (introduction.c.kind == ASKED, where, introduction.c.made_at > since)
        return self._connection.scalar(select(func.count()).select_from(introduction).where(*these)) or 0

    def _read(self, *where: ColumnElement[bool]) -> list[Introduction]:
        rows = self._connection.execute(select(*_COLUMNS).where(*where).order_by(introduction.c.id.desc()))
        return [Introduction(*row) for row in rows]
