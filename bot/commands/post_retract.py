"""/post-retract: what a schedule posted is deleted wherever it stands. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.schedules.changing import meanwhile
from bot.commands.schedules.posted import deliveries, standing, stands
from bot.commands.schedules.storing import audit, ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text, Whole
from bot.core.reply import Button, Confirm, Reply, Tone
from bot.core.roles import Role
from bot.domain.delivery import Delivery, Task
from bot.domain.schedule import PATIENCE, Schedule
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class PostRetract(Command, name="post-retract", needs=Role.ORGANISER, writes=True, hidden=True):
    """Retract what was posted."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)
    key: str = arg(default="", kind=Text(200), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Ask first; then have the posts of the last occurrence deleted, of what was sent once all of them."""
        t = ctx.t
        try:
            if not ctx.confirmed:
                now, rows = await ctx.look(lambda tx: self._posted(tx, ctx))
                if not rows:
                    return Reply((t("Nothing of it stands anywhere any more."),), tone=Tone.WARN)
                places = ", ".join(dict.fromkeys(ctx.places.label(row.place) for row in rows))
                says = t("This deletes “{title}” from {places} for good.", title=now.title, places=places)
                those = replace(self, version=now.version, key=rows[-1].key if now.series.rule else "")
                return Confirm(those, (says,), t("Yes, delete it there"))
            n = await ctx.work(lambda tx: self._retract(tx, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        said = t.many(
            "It is being deleted in {n} place. /deliveries shows when that is done.",
            "It is being deleted in {n} places. /deliveries shows when that is done.",
            n,
        )
        receipts = Button(t("Receipts"), ctx.opener("deliveries", schedule=self.schedule))
        return Reply((said,), buttons=(receipts,), tone=Tone.GOOD)

    def _posted(self, tx: Tx, ctx: Context) -> tuple[Schedule, list[Delivery]]:
        now = ordered(tx, self.schedule, ctx.who, self.version)
        rows = deliveries(tx, now.id)
        return now, [row for row in rows if row.key == self.key and stands(row)] if self.key else standing(now, rows)

    def _retract(self, tx: Tx, ctx: Context) -> int:
        now, rows = self._posted(tx, ctx)
        done = [tx.deliveries.turn(row.id, Task.DELETE, ctx.now, ctx.now + PATIENCE) for row in rows]
        if any(done):
            audit(tx, now, self, ctx)
        return sum(done)
