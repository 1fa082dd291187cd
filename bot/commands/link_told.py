"""/link-told: what all of somebody's accounts hear of a link. Nobody types it."""

from __future__ import annotations

from enum import StrEnum

from bot.commands.linking.telling import accounts
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Button, Reply, Tone


class News(StrEnum):
    """What there is to hear."""

    LINKED = "linked"
    PARTED = "parted"


class LinkTold(Command, name="link-told", hidden=True):
    """What became of one's accounts."""

    news: News = arg(default=News.LINKED, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Which accounts are one person now."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        t, mine = ctx.t, await ctx.look(lambda tx: tx.people.accounts(ctx.who.id))
        if self.news is News.PARTED:
            said = t("Your accounts were parted. With this one there are now:\n{accounts}", accounts=accounts(mine, t))
            return Reply((said,))
        if len(mine) < 2:  # noqa: PLR2004 - parted again before it was told
            return Reply(idle=True)
        said = t(
            "Your accounts were linked; these are all you now:\n{accounts}\nIf one of them is not yours, part it at"
            " once: it sees and does everything in your name.",
            accounts=accounts(mine, t),
        )
        return Reply((said,), buttons=(Button(t("Part them"), ctx.opener("unlink")),), tone=Tone.WARN)
