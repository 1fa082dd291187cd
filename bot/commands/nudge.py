"""/nudge: asks somebody who stopped midway in joining whether they like to go on. Nobody types it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Weight

if TYPE_CHECKING:
    from bot.storage.store import Tx

DAYS = (3, 7)  # after the beginning
AT_IT = timedelta(days=1)  # who answered within it has not stopped


class Nudge(Command, name="nudge", hidden=True):
    """Remind somebody of the questions that are left."""

    day: int = arg(default=DAYS[0], kind=Whole(*DAYS), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Go on or stop; nothing to those who are done, said stop, are still at it, or want to hear nothing."""
        if ctx.account is not None or not ctx.place.direct:
            raise Garbled(self.spec.name)
        if not await ctx.look(lambda tx: self._is_open(tx, ctx)):
            return Reply(idle=True)
        t = ctx.t
        said = (
            t("You began to join the club, and a few questions are still open. What you have said is kept.")
            if self.day == DAYS[0]
            else t(
                "Some questions of your joining are still open. This is the last time that I remind you; /join goes on"
                " whenever you like."
            )
        )
        go_on = Button(t("Go on"), ctx.opener("join"), Weight.MAIN)
        return Reply((said,), buttons=(go_on, Button(t("Stop"), ctx.opener("join-stop"))))

    def _is_open(self, tx: Tx, ctx: Context) -> bool:
        joining = tx.members.onboarding(ctx.who.id)
        if joining is None or joining.finished_at or joining.stopped_at:
            return False
        return ctx.now - joining.changed_at >= AT_IT and tx.members.muted_at(ctx.who.id) is None
