"""/forgetme-cancel: nothing is deleted after all. Behind a button only, on any of somebody's accounts."""

from __future__ import annotations

from bot.commands.forgetme_told import ForgetmeTold, News
from bot.commands.membership.enrolling import arrange_places
from bot.core.command import Command
from bot.core.context import Context
from bot.core.forgetting import heard, tell
from bot.core.reply import Button, Reply, Tone
from bot.storage.store import Tx


class ForgetmeCancel(Command, name="forgetme-cancel", writes=True, hidden=True):
    """Keep everything."""

    async def run(self, ctx: Context) -> Reply:
        """Take it back and tell all their accounts; pressing twice is no matter."""
        t = ctx.t
        again = (Button(t("My profile"), ctx.opener("profile")),) if _has_profile(ctx) else ()
        if await ctx.work(lambda tx: self._cancel(tx, ctx)):
            return Reply((t("Taken back: everything stays as it was."),), buttons=again, tone=Tone.GOOD, private=True)
        return Reply((t("Nothing of yours is about to be deleted."),), buttons=again, private=True)

    def _cancel(self, tx: Tx, ctx: Context) -> bool:
        pending = tx.erasures.cancel(ctx.who.id)
        if pending is None:
            return False
        arrange_places(tx, ctx.who.id, ctx.now)  # taking their roles back may have begun
        says, key = ForgetmeTold(news=News.CANCELLED), f"forgetme-cancelled:{pending.asked_at:%Y%m%d%H%M%S}"
        tell(tx, ctx.who.id, ctx.now, says, key, but=heard(ctx))
        return True


def _has_profile(ctx: Context) -> bool:
    return any(spec.name == "profile" for spec in ctx.book)
