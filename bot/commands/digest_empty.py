"""/digest-empty: whether a digest of one's own is sent when there is nothing new. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.reminding.keeping import own
from bot.commands.schedules.storing import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class DigestEmpty(Command, name="digest-empty", needs=Role.MEMBER, writes=True, hidden=True):
    """Choose what comes of a digest when there is nothing new."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    says: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep the choice, with the way back to the other one."""

        def choose(tx: Tx) -> dict[str, Any]:
            own(tx, self.schedule, ctx.who)
            return change(tx, self.schedule, self, ctx, lambda now: replace(now, silent=not self.says), "empty")

        await ctx.work(choose)
        t = ctx.t
        said, label = (
            (t("When there is nothing new, a line says so."), t("Then rather nothing"))
            if self.says
            else (t("When there is nothing new, nothing comes."), t("Write even then"))
        )
        back = Button(label, replace(self, says=not self.says))
        return Reply((said,), buttons=(back, Button(t("My reminders"), ctx.opener("reminders"))), tone=Tone.GOOD)
