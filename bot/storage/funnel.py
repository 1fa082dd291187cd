"""How far those came who joined, for organisers to count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select

from bot.domain.member import CONSENT_VERSION
from bot.storage.schema import answer, consent, newcomer, onboarding, person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who began to join: what they answered by its name (None: skipped), and whether that is over.

    `agreed` are the purposes to which they said yes or no in the words of today.
    """

    language: str | None
    finished: bool
    stopped: bool
    answers: dict[str, Any] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)


class Funnel:
    """Those who joined, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def welcomed(self, since: datetime, until: datetime) -> int:
        """How many accounts came to a community in that time."""
        there = (newcomer.c.came_at >= since, newcomer.c.came_at < until)
        accounts = func.count(
            distinct(func.coalesce(newcomer.c.person_id, newcomer.c.platform + ":" + newcomer.c.account_id))
        )
        return self._connection.scalar(select(accounts).where(*there)) or 0

    def began(self, since: datetime, until: datetime) -> list[Joiner]:
        """Everybody who began in that time, as they stand now."""
        began = (onboarding.c.started_at >= since, onboarding.c.started_at < until)
        mine = select(onboarding.c.person_id).where(*began)
        columns = (onboarding.c.person_id, person.c.locale, onboarding.c.finished_at, onboarding.c.stopped_at)
        rows = self._connection.execute(
            select(*columns).join(person, person.c.id == onboarding.c.person_id).where(*began)
        )
        found = {id: Joiner(locale, done is not None, stop is not None) for id, locale, done, stop in rows}
        told = select(answer.c.person_id, answer.c.name, answer.c.value).where(answer.c.person_id.in_(mine))
        for id, name, value in self._connection.execute(told):
            found[id].answers[name] = value
        agreed = select(consent.c.person_id, consent.c.purpose).where(consent.c.version == CONSENT_VERSION)
        for id, purpose in self._connection.execute(agreed.where(consent.c.person_id.in_(mine)).distinct()):
            found[id].agreed.add(purpose)
        return list(found.values())
