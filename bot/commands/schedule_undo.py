"""/schedule-undo: takes the last change of a schedule back, within ten minutes. Behind a button only."""

from __future__ import annotations

from bot.commands.schedules.storing import undo
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply, Tone


class ScheduleUndo(Command, name="schedule-undo", writes=True, hidden=True):
    """Undo what was done to a schedule."""

    change: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Put it back to what it was, if nothing happened to it since."""
        await ctx.work(lambda tx: undo(tx, self.change, self, ctx))
        return Reply((ctx.t("Undone: it is as it was before."),), tone=Tone.GOOD)
