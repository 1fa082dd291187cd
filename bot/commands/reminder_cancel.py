"""/reminder-cancel: a reminder or a digest of one's own comes no more. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.reminding.keeping import own
from bot.commands.schedules.storing import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.store import Tx


class ReminderCancel(Command, name="reminder-cancel", needs=Role.MEMBER, writes=True, hidden=True):
    """Cancel a reminder."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Nothing more of it comes, what quiet hours hold included."""

        def cancel(tx: Tx) -> dict[str, Any]:
            now = own(tx, self.schedule, ctx.who)
            if now.state is State.CANCELLED:
                raise Oops("It is cancelled already.")
            tx.deliveries.drop(now.id)
            tx.deliveries.stop(now.id, ctx.now)
            return {**change(tx, now.id, self, ctx, _cancelled, "cancel"), "title": now.title}

        done = await ctx.work(cancel)
        t = ctx.t
        return Reply(
            (t("Cancelled: {title}", title=done["title"]),),
            buttons=(
                Button(t("Undo"), ctx.opener("schedule-undo", change=done["change"])),
                Button(t("My reminders"), ctx.opener("reminders")),
            ),
            tone=Tone.GOOD,
        )


def _cancelled(now: Schedule) -> Schedule:
    return replace(now, state=State.CANCELLED)
