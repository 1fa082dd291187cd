"""/schedule-take: an organiser becomes the one who stands behind a schedule. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.schedules.changing import alter, meanwhile, told
from bot.commands.schedules.offers import offer
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleTake(Command, name="schedule-take", needs=Role.ORGANISER, writes=True, hidden=True):
    """Take a schedule over."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """From now on it runs as the asker, who hears how it goes; of two who press, the first has it."""
        t = ctx.t
        try:
            done = await ctx.work(lambda tx: self._take(tx, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        now = await ctx.look(lambda tx: ordered(tx, self.schedule, ctx.who))
        resume = (offer("schedule-resume", now, ctx),) if now.state is State.PAUSED else ()
        return await told(done, t("It is yours now. You will hear how it goes."), ctx, *resume)

    def _take(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        now = ordered(tx, self.schedule, ctx.who)
        if now.owner == ctx.who.id:
            raise Oops("It is yours already.")
        for change in tx.schedules.changes(now.id):
            if change.what == "take" and change.after and change.after.version > self.version > 0:
                raise StaleSchedule(now)

        def taken(was: Schedule) -> Schedule:
            via = f"{ctx.account.platform}:{ctx.account.id}" if ctx.account else was.via
            return replace(was, owner=ctx.who.id, via=via)

        return alter(tx, now.id, 0, self, ctx, taken, "take")
