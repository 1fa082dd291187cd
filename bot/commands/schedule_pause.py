"""/schedule-pause: nothing of a schedule is sent until it is resumed. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.schedules.changing import alter, done
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.store import Tx


class SchedulePause(Command, name="schedule-pause", needs=Role.ORGANISER, writes=True, hidden=True):
    """Pause a schedule."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Send nothing of it until it is resumed; what was tried in vain is not tried again."""

        def pause(tx: Tx) -> dict[str, Any]:
            result = alter(tx, self.schedule, self.version, self, ctx, _paused, "pause")
            tx.deliveries.stop(self.schedule, ctx.now)
            return result

        return await done(pause, ctx.t("Paused: nothing of it is sent until it is resumed."), ctx)


def _paused(now: Schedule) -> Schedule:
    if now.state is not State.ACTIVE:
        raise Oops("It is not running, so there is nothing to pause.")
    return replace(now, state=State.PAUSED)
