"""/schedule-cancel: nothing more of a schedule is posted. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.schedules.changing import alter, done, meanwhile
from bot.commands.schedules.posted import deliveries, waiting
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Confirm, Reply
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleCancel(Command, name="schedule-cancel", needs=Role.ORGANISER, writes=True, hidden=True):
    """Cancel a schedule."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Ask first; then post nothing more of it. What stands already stays, unless it is retracted."""
        if not ctx.confirmed:
            try:
                now = await ctx.look(lambda tx: ordered(tx, self.schedule, ctx.who, self.version))
            except StaleSchedule as stale:
                return await meanwhile(stale, ctx)
            says = ctx.t("Nothing more of “{title}” will be posted. What stands already stays.", title=now.title)
            return Confirm(replace(self, version=now.version), (says,), ctx.t("Yes, cancel it"))

        def cancel(tx: Tx) -> dict[str, Any]:
            was = ordered(tx, self.schedule, ctx.who, self.version)
            if was.state is State.CANCELLED:
                raise Oops("It is cancelled already.")
            if was.state is State.DONE and not waiting(deliveries(tx, was.id)):
                raise Oops("All of it has been sent: there is nothing to cancel.")
            tx.deliveries.drop(was.id)
            tx.deliveries.stop(was.id, ctx.now)
            return alter(tx, was.id, 0, self, ctx, _cancelled, "cancel")

        return await done(cancel, ctx.t("Cancelled: nothing more of it will be posted."), ctx)


def _cancelled(now: Schedule) -> Schedule:
    return replace(now, state=State.CANCELLED)
