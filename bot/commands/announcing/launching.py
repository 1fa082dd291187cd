"""A draft that its author has said yes to goes on its way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.announcing.times import free_from
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, State
from bot.domain.zones import wall_time
from bot.storage.deliveries import Row

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.storage.store import Tx


def launch(tx: Tx, schedule: Schedule, ctx: Context) -> Schedule:
    """Have it sent from now on, by its series; one without a time goes out now, once."""
    if schedule.series.zone:
        return tx.schedules.put(replace(schedule, state=State.ACTIVE), ctx.now)
    wall = wall_time(ctx.now, ctx.club.zone).replace(second=0, microsecond=0)
    series = Series(wall, ctx.club.zone.key)
    done = tx.schedules.put(replace(schedule, state=State.DONE, series=series), ctx.now)
    send_now(tx, done, ctx)
    return done


def send_now(tx: Tx, schedule: Schedule, ctx: Context) -> None:
    """Make a delivery to each place, due at once; quiet hours hold what is not urgent."""
    rows = []
    for place in schedule.places:
        due = ctx.now if schedule.urgent else free_from(place, ctx.now, ctx)
        held = ctx.now if due > ctx.now else None
        rows.append(Row(schedule.id, f"now:{ctx.request}", place, due, due + schedule.grace, held))
    tx.deliveries.add(rows)
