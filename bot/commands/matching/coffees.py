"""Coffee rounds: who takes part, when a round is, and whom it brings together. Kept as one answer of a member's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.commands.matching.reach import introducible
from bot.domain.fold import fold
from bot.domain.pairing import Pair, Round, paired
from bot.domain.recurrence.public_holidays import public_holidays
from bot.storage.introductions import COFFEE, Coffee

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from bot.domain.member import Profile
    from bot.storage.store import Tx

AT = time(10)
LATE = timedelta(days=7)  # a round that nobody was awake for is passed over after that
ASKED_AFTER = timedelta(days=14)  # whether they met
_SATURDAY = 5


class Answer(StrEnum):
    """What may be said of a coffee."""

    MET = "met"
    MISSED = "missed"
    LATER = "later"
    NEVER = "never"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody said of coffee rounds: whether they take part, which round not, and since which they are first."""

    on: bool = False
    pause: str = ""
    first: str = ""

    @classmethod
    def of(cls, kept: Any) -> Part:  # noqa: ANN401 - JSON
        """As it is kept."""
        return cls(**kept) if isinstance(kept, dict) else cls()

    def keep(self, tx: Tx, person_id: str, at: datetime) -> None:
        """Keep it."""
        tx.members.answer(person_id, COFFEE, {"on": self.on, "pause": self.pause, "first": self.first}, at)


def part(tx: Tx, person_id: str) -> Part:
    """What somebody said."""
    return Part.of(tx.members.answers(person_id).get(COFFEE))


def round_at(day: date, zone: ZoneInfo) -> datetime:
    """When the round of a day's month is: on its first working day in the morning, in the zone's time."""
    first = day.replace(day=1)
    while first.weekday() >= _SATURDAY or first in public_holidays(first.year):
        first += timedelta(days=1)
    return datetime.combine(first, AT, zone)


def name_of(at: datetime, zone: ZoneInfo) -> str:
    """The round of the month in which a moment lies: 2026-12."""
    return f"{at.astimezone(zone):%Y-%m}"


def following(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def coming(tx: Tx, now: datetime, zone: ZoneInfo) -> datetime:
    """When the next round is that is not made yet."""
    today = now.astimezone(zone).date()
    this = round_at(today, zone)
    over = now - this > LATE or name_of(this, zone) in tx.introductions.rounds()[:2]
    return (round_at(following(today), zone) if over else this).astimezone(UTC)


def drinking(tx: Tx, round: str) -> tuple[list[Profile], set[str]]:
    """Those who take part in a round and agree to be introduced now; and who of them comes first."""
    parts = {person: Part.of(kept) for person, kept in tx.introductions.drinkers().items()}
    here = [one for one in introducible(tx) if (said := parts.get(one.person)) and said.on and said.pause != round]
    return here, {one.person for one in here if parts[one.person].first}


def arranged(here: Sequence[Profile], first: set[str], met: Iterable[tuple[str, str, str, str]], round: str) -> Round:
    """Who meets whom in a round: not again with whom they do not want, and nobody of the same organisation."""
    last, forbidden = dict[Pair, str](), set[Pair]()
    for one, other, when, says in met:
        pair = frozenset((one, other))
        last[pair] = max(when, last.get(pair, ""))
        if says == Coffee.NEVER:
            forbidden.add(pair)
    houses: dict[str, list[str]] = {}
    for who in here:
        for house in {who.partner and f"partner:{who.partner}", fold(who.organisation)} - {""}:
            houses.setdefault(house, []).append(who.person)
    forbidden |= {frozenset((one, other)) for those in houses.values() for one in those for other in those}
    # In another order each month, and in the same one however often it is asked.
    people = sorted((who.person for who in here), key=lambda one: sha256(f"{round}:{one}".encode()).digest())
    return paired(people, forbidden, last, first)


def left_over(tx: Tx, person_id: str, round: str, at: datetime) -> None:
    """Note that nobody was left for somebody, who comes first next time."""
    replace(part(tx, person_id), first=round).keep(tx, person_id, at)


def served(tx: Tx, person_id: str, at: datetime) -> None:
    """Note that somebody has company, and comes first no more."""
    said = part(tx, person_id)
    if said.first:
        replace(said, first="").keep(tx, person_id, at)
