"""/schedule-refuse: a second organiser does not agree, and says why. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.schedules.approval import tell
from bot.commands.schedules.changing import alter, done
from bot.commands.schedules.storing import ordered
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, Whole
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.store import Tx


class ScheduleRefuse(Command, name="schedule-refuse", needs=Role.ORGANISER, writes=True, hidden=True):
    """Don't agree to what is to be posted, and say why."""

    reason: str = arg("Why, for whoever wrote it", kind=LongText(1000), in_form=True)
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Pause it until it is changed; its owner reads the reason."""
        if not self.version:
            raise Garbled(self.spec.name)
        return await done(
            lambda tx: self._refuse(tx, ctx), ctx.t("Refused. Its owner hears why, and can change it."), ctx
        )

    def _refuse(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        now = ordered(tx, self.schedule, ctx.who, self.version)
        if now.state is not State.WAITING:
            raise Oops("It does not wait for anybody. /schedules shows how it stands.")
        result = alter(tx, now.id, 0, self, ctx, _refused, "refuse")
        tell(tx, now, result["change"], self.reason, ctx)
        return result


def _refused(now: Schedule) -> Schedule:
    return replace(now, state=State.PAUSED, approved_by=None)
