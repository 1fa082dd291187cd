"""/forgetme-told: what all of somebody's accounts hear of a wish to be forgotten. Nobody types it."""

from __future__ import annotations

from enum import StrEnum

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Button, Reply, Tone


class News(StrEnum):
    """What there is to hear."""

    ASKED = "asked"
    CANCELLED = "cancelled"
    KEPT = "kept"  # they are the last organiser


class ForgetmeTold(Command, name="forgetme-told", hidden=True):
    """What becomes of a wish to be forgotten."""

    news: News = arg(default=News.ASKED, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What will happen and how it is taken back, as things stand when it is read; nothing when that is over."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        t, pending = ctx.t, await ctx.look(lambda tx: tx.erasures.pending(ctx.who.id))
        if self.news is News.CANCELLED:
            said = t("Nothing of yours is deleted: the wish to be forgotten was taken back from one of your accounts.")
            return Reply((said,), tone=Tone.GOOD, idle=pending is not None)
        if pending is None:
            return Reply(idle=True)
        keep = Button(t("Keep everything"), ctx.opener("forgetme-cancel"))
        if self.news is News.KEPT:
            wait = t.line(
                "You are the last organiser, so I could not forget you yet. Please make somebody else an organiser. I"
                " try again on {at}.",
                at=t.moment(pending.due_at, ctx.zone),
            )
            return Reply(wait, buttons=(keep,), tone=Tone.WARN)
        told = t.line(
            "From one of your accounts I was asked to forget you. Everything that I keep of you, on all your accounts,"
            " will be deleted on {at}. If that was not you, or you have changed your mind, press the button.",
            at=t.moment(pending.due_at, ctx.zone),
        )
        return Reply(told, buttons=(keep,), tone=Tone.WARN)
