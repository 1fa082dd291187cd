"""A digest that comes by itself, to somebody's direct messages."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.commands.reminding.keeping import TITLE, direct
from bot.commands.schedules.storing import add
from bot.core.words import later
from bot.domain.recurrence import read
from bot.domain.schedule import Schedule, Sort, State

if TYPE_CHECKING:
    from bot.core.command import Command
    from bot.core.context import Context
    from bot.storage.store import Tx

GRACE = timedelta(hours=12)


class Rhythm(StrEnum):
    """How often."""

    WEEKLY = "weekly"
    DAILY = "daily"


LABELS = {Rhythm.WEEKLY: later("Every Monday"), Rhythm.DAILY: later("Every day")}
DAYS = {Rhythm.WEEKLY: 7, Rhythm.DAILY: 1}
_SAID = {Rhythm.WEEKLY: "every monday 9:00", Rhythm.DAILY: "every day 9:00"}


def subscribe(tx: Tx, packed: str, title: str, rhythm: Rhythm, command: Command, ctx: Context) -> dict[str, Any]:
    """Have a digest sent again and again; `again` if it is sent so already."""
    place = direct(ctx)
    series = read(_SAID[rhythm], ctx.now, ctx.zone)
    made = Schedule(
        id=0,
        sort=Sort.DIGEST,
        owner=ctx.who.id,
        via=place.replace("@", "", 1),
        command=packed,
        title=title[:TITLE],
        series=series,
        places=(place,),
        state=State.ACTIVE,
        grace=GRACE,
    )
    for there in tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,), owner=ctx.who.id):
        same = (there.command, there.places, there.series.rule, there.series.start.time())
        if same == (packed, made.places, series.rule, series.start.time()):
            return {"id": there.id, "change": 0, "again": True}
    return {**add(tx, made, command, ctx), "again": False}
