"""What members told of themselves, what they agreed to, and how far they came in joining."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.member import CONSENT_VERSION, Aim, Profile, Purpose
from bot.storage.names import name_of
from bot.storage.schema import answer, consent, erasure, onboarding, person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

_LATEST = select(func.max(consent.c.seq)).group_by(consent.c.person_id, consent.c.purpose)
_AGREED = select(consent.c.person_id, consent.c.purpose).where(
    consent.c.seq.in_(_LATEST), consent.c.given == 1, consent.c.version == CONSENT_VERSION
)
_ANSWERS = select(answer.c.person_id, answer.c.name, answer.c.value)
_PEOPLE = select(person.c.id, person.c.locale, person.c.muted_at, name_of(person.c.id).label("name"))


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody said last to a purpose, in which version of its words, and when."""

    given: bool
    version: int
    at: datetime

    @property
    def holds(self) -> bool:
        """Whether it was given to the words of today."""
        return self.given and self.version == CONSENT_VERSION


@dataclass(frozen=True, slots=True)
class Onboarding:
    """How far somebody came in joining: `via` is the account they began from, `discord:123`."""

    via: str
    started_at: datetime
    changed_at: datetime
    finished_at: datetime | None
    stopped_at: datetime | None


class Members:
    """Members, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def answer(self, person_id: str, name: str, value: Any, at: datetime) -> None:  # noqa: ANN401 - any JSON
        """Keep an answer in the place of the one before; None is a question that was skipped."""
        self.drop(person_id, name)
        self._connection.execute(insert(answer), {"person_id": person_id, "name": name, "value": value, "at": at})

    def drop(self, person_id: str, name: str) -> None:
        """Forget an answer, as if it had never been asked for."""
        self._connection.execute(delete(answer).where(answer.c.person_id == person_id, answer.c.name == name))

    def answers(self, person_id: str) -> dict[str, Any]:
        """Every answer by its question; None is skipped, what was not asked is not there."""
        rows = self._connection.execute(_ANSWERS.where(answer.c.person_id == person_id).order_by(answer.c.name))
        return {row.name: row.value for row in rows}

    def consent(self, person_id: str, purpose: Purpose, at: datetime, *, given: bool) -> None:
        """Note what somebody says to a purpose in the words of today; what they said before stays in the history."""
        values = {"person_id": person_id, "purpose": purpose.value, "given": int(given), "at": at}
        self._connection.execute(insert(consent), {**values, "version": CONSENT_VERSION})

    def consents(self, person_id: str) -> dict[Purpose, Consent]:
        """The last word to each purpose that was ever asked."""
        mine = select(consent).where(consent.c.person_id == person_id).order_by(consent.c.seq)
        rows = self._connection.execute(mine)
        return {Purpose(row.purpose): Consent(bool(row.given), row.version, row.at) for row in rows}

    def profile(self, person_id: str) -> Profile | None:
        """Somebody as their answers tell; None for nobody we know."""
        return next(iter(self._profiles([person_id])), None)

    def profiles(self, purpose: Purpose) -> list[Profile]:
        """Everybody who agrees to a purpose, wants to hear of things, and is not about to be forgotten; by id."""
        leaving = select(erasure.c.person_id)
        agreed = _AGREED.with_only_columns(consent.c.person_id).where(consent.c.purpose == purpose.value)
        here = select(person.c.id).where(person.c.id.in_(agreed), person.c.id.not_in(leaving))
        found = self._profiles(self._connection.scalars(here.order_by(person.c.id)))
        return [one for one in found if not one.muted]

    def mute(self, person_id: str, at: datetime | None) -> None:
        """Write to somebody of the bot's own accord no more; None: again."""
        self._connection.execute(update(person).where(person.c.id == person_id).values(muted_at=at))

    def muted_at(self, person_id: str) -> datetime | None:
        """Since when somebody wants to hear nothing unasked; None when they do."""
        at: datetime | None = self._connection.scalar(select(person.c.muted_at).where(person.c.id == person_id))
        return at

    def begin(self, person_id: str, via: str, at: datetime) -> bool:
        """Note that somebody began to join from an account, or goes on after a stop; whether it is the first time."""
        if self.onboarding(person_id) is None:
            values = {"person_id": person_id, "via": via, "started_at": at, "changed_at": at}
            self._connection.execute(insert(onboarding), values)
            return True
        self._note(person_id, changed_at=at, stopped_at=None)
        return False

    def advance(self, person_id: str, at: datetime) -> None:
        """Note that somebody answered or skipped a question."""
        self._note(person_id, changed_at=at, stopped_at=None)

    def finish(self, person_id: str, at: datetime) -> None:
        """Note that nothing is left to ask; the first time counts."""
        first = onboarding.c.finished_at
        self._note(person_id, changed_at=at, stopped_at=None, finished_at=func.coalesce(first, at, type_=first.type))

    def stop(self, person_id: str, at: datetime) -> None:
        """Note that somebody wants to be asked no more."""
        self._note(person_id, changed_at=at, stopped_at=at)

    def onboarding(self, person_id: str) -> Onboarding | None:
        """How far somebody came; None for those who never began."""
        row = self._connection.execute(select(onboarding).where(onboarding.c.person_id == person_id)).first()
        if row is None:
            return None
        return Onboarding(row.via, row.started_at, row.changed_at, row.finished_at, row.stopped_at)

    def _note(self, person_id: str, **values: Any) -> None:  # noqa: ANN401 - moments, or what makes them
        self._connection.execute(update(onboarding).where(onboarding.c.person_id == person_id).values(**values))

    def _profiles(self, ids: Iterable[str]) -> list[Profile]:
        chosen = list(ids)
        mine = person.c.id.in_(bindparam("ids", chosen, expanding=True))
        rows = self._connection.execute(_PEOPLE.where(mine).order_by(person.c.id)).all()
        made = {
            row.id: Profile(row.id, row.name or "", row.locale or "", muted=row.muted_at is not None) for row in rows
        }
        told: dict[str, dict[str, Any]] = {id: {} for id in made}
        for id, name, value in self._connection.execute(_ANSWERS.where(answer.c.person_id.in_(chosen))):
            if id in told and value is not None:
                told[id][name] = value
        agreed: dict[str, set[Purpose]] = {id: set() for id in made}
        for id, purpose in self._connection.execute(_AGREED.where(consent.c.person_id.in_(chosen))):
            if id in agreed:
                agreed[id].add(Purpose(purpose))
        return [_profile(made[id], told[id], agreed[id]) for id in made]


def _profile(bare: Profile, told: dict[str, Any], agreed: set[Purpose]) -> Profile:
    return replace(
        bare,
        aim=Aim(told["aim"]) if told.get("aim") in set(Aim) else None,
        organisation=told.get("organisation", ""),
        partner=told.get("partner", ""),
        city=told.get("city", ""),
        interests=tuple(told.get("interests", ())),
        offers=told.get("offers", ""),
        seeks=told.get("seeks", ""),
        introduction=told.get("introduction", ""),
        consents=frozenset(agreed),
    )
