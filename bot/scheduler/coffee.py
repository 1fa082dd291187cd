"""The monthly coffee round: made once for each month, with all that is said of it, in one transaction."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.commands.coffee_alone import CoffeeAlone
from bot.commands.coffee_asked import CoffeeAsked
from bot.commands.coffee_pair import CoffeePair
from bot.commands.coffee_say import WITHIN
from bot.commands.matching.coffees import (
    ASKED_AFTER,
    LATE,
    arranged,
    coming,
    drinking,
    left_over,
    name_of,
    round_at,
    served,
)
from bot.core import outbox
from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.command import Command
    from bot.core.core import Core
    from bot.storage.store import Tx

AGAIN = timedelta(hours=1)  # before what failed is tried again

log = structlog.get_logger()


class Coffees:
    """Brings members together for coffee when a month's round is due."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._done = ""  # the last round that is made
        self._again: datetime | None = None  # when what failed is tried again

    def nearest(self, tx: Tx) -> datetime:
        """When the next round is."""
        at = coming(tx, self._core.clock.now(), self._core.club.zone)
        return max(at, self._again) if self._again else at

    async def run(self) -> None:
        """Make the round of this month if it is due and not made; one that is long past is passed over."""
        now, zone = self._core.clock.now(), self._core.club.zone
        if name_of(now, zone) == self._done or (self._again and now < self._again):
            return
        due = await asyncio.to_thread(round_at, now.astimezone(zone).date(), zone)
        if now < due:
            return
        round = name_of(due, zone)
        try:
            groups = await self._core.database.write(lambda tx: _make(tx, round, now, late=now - due > LATE))
        except StorageFault:
            raise
        except Exception:
            self._again = now + AGAIN
            log.exception("a coffee round could not be made; it is tried again", round=round)
            return
        self._done, self._again = round, None
        if groups:
            log.info("a coffee round is made", round=round, groups=groups)


def _make(tx: Tx, round: str, now: datetime, *, late: bool) -> int:
    """Pair those who take part, and have everybody told; how many groups it is."""
    if round in tx.introductions.rounds():
        return 0
    here, first = ([], set[str]()) if late else drinking(tx, round)
    here = [one for one in here if outbox.direct(tx, one.person)]
    made = arranged(here, first, tx.introductions.met(), round)
    tx.introductions.make_round(round, made.groups, now)
    for person, those in ((one, group) for group in made.groups for one in group):
        served(tx, person, now)
        names = ":".join(those)  # what was written goes with whoever of them is forgotten
        _tell(tx, person, CoffeePair(round=round), f"coffee:{round}:{names}", now, now)
        _tell(tx, person, CoffeeAsked(round=round), f"coffee-met:{round}:{names}", now, now + ASKED_AFTER)
    for person in made.alone:
        left_over(tx, person, round, now)
        _tell(tx, person, CoffeeAlone(round=round), f"coffee:{round}:{person}", now, now)
    return len(made.groups)


def _tell(tx: Tx, person: str, says: Command, key: str, now: datetime, at: datetime) -> None:
    if place := outbox.direct(tx, person):
        outbox.send(tx, now, place=place, says=says, key=key, at=at, within=WITHIN)
