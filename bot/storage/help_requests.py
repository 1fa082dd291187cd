"""Questions that people brought to an organiser, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, and_, func, insert, or_, select, type_coerce, update

from bot.storage.schema import help_request, onboarding

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

_OPEN = help_request.c.done_at.is_(None)
_COLUMNS = (
    help_request.c.id,
    help_request.c.person_id,
    help_request.c.via,
    help_request.c.topic,
    help_request.c.text,
    help_request.c.at,
    help_request.c.taken_by,
    help_request.c.answer,
    help_request.c.done_at,
    help_request.c.done_by,
    help_request.c.helped_at,
    help_request.c.follows,
)
JOINING = and_(
    onboarding.c.person_id == help_request.c.person_id,
    onboarding.c.started_at <= help_request.c.at,
    or_(onboarding.c.finished_at.is_(None), onboarding.c.finished_at > help_request.c.at),
)
"""Whether somebody asked between the first question of joining and the last."""


class Stand(StrEnum):
    """How a question stands."""

    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"  # by whoever asked
    CLOSED = "closed"  # by an organiser, without an answer from here


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A question: `via` is the account it was asked from, `topic` the record it is about (`partner:krib`) or empty.

    `follows` is the question before, of which this asks further; `joining`: they had not come to the end of joining.
    """

    id: int
    person_id: str | None
    via: str
    topic: str
    text: str
    at: datetime
    taken_by: str | None = None
    answer: str | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    helped_at: datetime | None = None
    follows: int | None = None
    joining: bool = False

    @property
    def stand(self) -> Stand:
        """How it stands."""
        if self.done_at is None:
            return Stand.TAKEN if self.taken_by else Stand.OPEN
        if self.answer is not None:
            return Stand.ANSWERED
        return Stand.WITHDRAWN if self.person_id and self.done_by == self.person_id else Stand.CLOSED


class HelpRequests:
    """Questions to organisers, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, asked: HelpRequest) -> int:
        """Keep a question and return its number."""
        names = ("person_id", "via", "topic", "text", "at", "follows")
        values = {name: getattr(asked, name) for name in names}
        number: int = self._connection.scalar(insert(help_request).returning(help_request.c.id), values)
        return number

    def get(self, id: int) -> HelpRequest | None:
        """One question."""
        return next(iter(self._read(help_request.c.id == id)), None)

    def waiting(self, about: str = "", *, joining: bool = False) -> list[HelpRequest]:
        """What nobody has answered yet, the longest waiting first."""
        return [one for one in self._read(_OPEN, *_about(about)) if one.joining or not joining]

    def taken(self, by: str, about: str = "") -> list[HelpRequest]:
        """What an organiser has taken and not answered yet, the longest waiting first."""
        return self._read(_OPEN, help_request.c.taken_by == by, *_about(about))

    def handled(self, by: str) -> list[HelpRequest]:
        """What an organiser has taken, or settled in whatever way."""
        return self._read(or_(help_request.c.taken_by == by, help_request.c.done_by == by))

    def done(self, about: str = "") -> list[HelpRequest]:
        """What was answered, withdrawn or closed, the latest first."""
        return self._read(help_request.c.done_at.is_not(None), *_about(about), order=help_request.c.done_at.desc())

    def of(self, person_id: str) -> list[HelpRequest]:
        """What somebody asked, the latest first."""
        return self._read(help_request.c.person_id == person_id, order=help_request.c.id.desc())

    def joiners(self, since: datetime, until: datetime) -> int:
        """How many of those who began to join in that time asked for help before they were through."""
        began = (onboarding.c.started_at >= since, onboarding.c.started_at < until)
        people = func.count(help_request.c.person_id.distinct())
        return (
            self._connection.scalar(select(people).select_from(help_request).join(onboarding, JOINING).where(*began))
            or 0
        )

    def take(self, id: int, by: str | None) -> bool:
        """Note who answers it, None for nobody any more; False when it is done."""
        return self._change(id, _OPEN, taken_by=by)

    def close(self, id: int, by: str, at: datetime, answer: str | None = None) -> bool:
        """Note that it is done, with the answer or without; False when it is done already."""
        return self._change(id, _OPEN, done_at=at, done_by=by, answer=answer)

    def reopen(self, id: int, by: str) -> bool:
        """Let it wait again; False unless it was closed by the same person, without an answer."""
        closed = and_(help_request.c.done_by == by, help_request.c.answer.is_(None))
        return self._change(id, closed, done_at=None, done_by=None)

    def helped(self, id: int, at: datetime) -> bool:
        """Note that the answer helped; False when there is none, or it was said before."""
        return self._change(
            id, and_(help_request.c.answer.is_not(None), help_request.c.helped_at.is_(None)), helped_at=at
        )

    def _change(self, id: int, when: ColumnElement[bool], **values: Any) -> bool:  # noqa: ANN401 - columns
        this = update(help_request).where(help_request.c.id == id, when)
        return self._connection.execute(this.values(**values)).rowcount == 1

    def _read(self, *where: ColumnElement[bool], order: ColumnElement[Any] | None = None) -> list[HelpRequest]:
        joining = type_coerce(onboarding.c.person_id.is_not(None), Boolean)
        found = select(*_COLUMNS, joining).join(onboarding, JOINING, isouter=True).where(*where)
        rows = self._connection.execute(found.order_by(help_request.c.id if order is None else order))
        return [HelpRequest(*row) for row in rows]


def _about(topic: str) -> tuple[ColumnElement[bool], ...]:
    return (help_request.c.topic == topic,) if topic else ()
