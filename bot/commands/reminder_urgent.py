"""/reminder-urgent: a reminder comes in its hour, quiet or not. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.reminding.keeping import own
from bot.commands.reminding.telling import agreed
from bot.commands.schedules.storing import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.storage.store import Tx


class ReminderUrgent(Command, name="reminder-urgent", needs=Role.MEMBER, writes=True, hidden=True):
    """Have a reminder pass the quiet hours."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep that it does not wait, and say when it comes now."""

        def urgent(tx: Tx) -> dict[str, Any]:
            own(tx, self.schedule, ctx.who)
            return change(tx, self.schedule, self, ctx, lambda now: replace(now, urgent=True), "urgent")

        return await agreed(await ctx.work(urgent), ctx)
