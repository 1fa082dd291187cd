"""/reminder-done: what somebody was reminded of is done. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.announcing.times import coming
from bot.commands.reminding.keeping import own, put_off
from bot.commands.schedules.storing import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.domain.schedule import State
from bot.storage.store import Tx


class ReminderDone(Command, name="reminder-done", needs=Role.MEMBER, writes=True, hidden=True):
    """Be done with a reminder."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Drop what was put off of it; a series goes on, and says so."""

        def finish(tx: Tx) -> dict[str, Any]:
            came, change_of = own(tx, self.schedule, ctx.who), 0
            for one in put_off(tx, came):
                done = change(tx, one.id, self, ctx, lambda now: replace(now, state=State.CANCELLED), "cancel")
                change_of = done["change"]
            return {"change": change_of}

        done = await ctx.work(finish)
        t, now = ctx.t, await ctx.look(lambda tx: own(tx, self.schedule, ctx.who))
        said, buttons = t("Done. Well done!"), []
        if now.series.rule and now.state is State.ACTIVE:
            for time in await coming(now, ctx, 1):
                said = t("Done. It comes again on {at}.", at=t.moment(time.held or time.at, ctx.zone).shown)
            buttons.append(Button(t("Remind me no more"), ctx.opener("reminder-cancel", schedule=now.id)))
        if done["change"]:
            buttons.append(Button(t("Undo"), ctx.opener("schedule-undo", change=done["change"])))
        return Reply((said,), buttons=tuple(buttons), tone=Tone.GOOD)
