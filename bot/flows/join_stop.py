"""/join-stop: no more questions now. Behind a button only."""

from __future__ import annotations

from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, Reply
from bot.flows.state import ASIDE, begin
from bot.storage.store import Tx


class JoinStop(Command, name="join-stop", writes=True, hidden=True):
    """Stop the questions."""

    async def run(self, ctx: Context) -> Reply:
        """Keep what was said, ask no more, and say how to go on."""
        await ctx.work(lambda tx: _stop(tx, ctx))
        t = ctx.t
        said = t(
            "I stop here and won't remind you. What you said so far is kept; /profile shows it. Go on whenever you like"
            " with /join."
        )
        return Reply((said,), buttons=(Button(t("Go on"), ctx.opener("join")),), private=True)


def _stop(tx: Tx, ctx: Context) -> None:
    begin(tx, ctx)
    for name in ASIDE:
        tx.members.drop(ctx.who.id, name)
    tx.members.stop(ctx.who.id, ctx.now)
