"""/schedule-undo: takes the last change of a schedule back, within ten minutes. Behind a button only."""

from __future__ import annotations

from typing import Any

from bot.commands.schedules.approval import approved
from bot.commands.schedules.posted import deliveries, standing
from bot.commands.schedules.storing import private, undo
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class ScheduleUndo(Command, name="schedule-undo", writes=True, hidden=True):
    """Undo what was done to a schedule."""

    change: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Put it back to what it was, if nothing happened to it since."""
        done = await ctx.work(lambda tx: self._undo(tx, ctx))
        t, buttons = ctx.t, []
        if done["posted"]:
            again = ctx.opener("post-edit", schedule=done["id"], version=done["version"])
            buttons.append(Button(t("Change what is posted too"), again))
        if done["listed"]:
            buttons.append(Button(t("Show it"), ctx.opener("schedules", number=done["id"])))
        return Reply((t("Undone: it is as it was before."),), buttons=tuple(buttons), tone=Tone.GOOD)

    def _undo(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        done = undo(tx, self.change, self, ctx)
        change, now = tx.schedules.change(done["change"]), tx.schedules.get(done["id"])
        if now is None or change is None or change.before is None:
            return {**done, "posted": False, "listed": False}
        reworded = change.before.command != now.command and approved(now, ctx)
        return {
            **done,
            "version": now.version,
            "posted": reworded and bool(standing(now, deliveries(tx, now.id))),
            "listed": ctx.who.role is Role.ORGANISER and not private(now),
        }
