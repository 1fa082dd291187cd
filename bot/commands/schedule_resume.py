"""/schedule-resume: a schedule that was paused goes on. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.announcing.times import coming
from bot.commands.schedules.approval import approved
from bot.commands.schedules.changing import alter, asks, done
from bot.commands.schedules.offers import offer
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.store import Tx


class ScheduleResume(Command, name="schedule-resume", needs=Role.ORGANISER, writes=True, hidden=True):
    """Resume a schedule."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Let it go on with what is to come; what a second organiser has not agreed to asks for that first."""
        seen = await ctx.look(lambda tx: tx.schedules.get(self.schedule))
        comes = seen is None or not seen.series.zone or bool(await coming(seen, ctx, 1))

        def resume(tx: Tx) -> dict[str, Any]:
            now = ordered(tx, self.schedule, ctx.who, self.version)
            if now.state is not State.PAUSED:
                raise Oops("It is not paused, so there is nothing to resume.")
            if now.owner is None:
                raise Oops("It is nobody's. Take it over first.", buttons=(offer("schedule-take", now, ctx),))
            if not comes:
                raise Oops(
                    "Nothing of it is to come any more. Choose another time.",
                    buttons=(offer("schedule-settings", now, ctx),),
                )
            return asks(alter(tx, now.id, 0, self, ctx, lambda s: _resumed(s, ctx), "resume"), tx)

        return await done(resume, ctx.t("Resumed."), ctx)


def _resumed(now: Schedule, ctx: Context) -> Schedule:
    return replace(now, state=State.ACTIVE if approved(now, ctx) else State.WAITING)
