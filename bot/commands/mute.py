"""/mute: the bot writes nothing of its own accord to somebody until they unmute it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.reminding.keeping import OWN
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Button, Reply, Tone, Weight

if TYPE_CHECKING:
    from bot.storage.store import Tx


class Mute(Command, name="mute", writes=True, examples=("mute",)):
    """I write you nothing by myself: no digest, no reminder, no suggestion; until you unmute me."""

    again: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note since when, and say what becomes of what would come."""
        t = ctx.t
        news = await ctx.work(lambda tx: self._mute(tx, ctx))
        said = t("I am silent now.") if news else t("I am silent already.")
        rest = t(
            "No digest, no reminder, no suggestion and no request to meet comes to you in direct messages. You can"
            " still ask me anything. When you unmute me, I show you the reminders that came due meanwhile, and the"
            " digest goes on with its next day. What you asked for, such as a copy of your data, still comes."
        )
        buttons = (
            Button(t("Undo") if news else t("Unmute"), ctx.opener("unmute"), Weight.PLAIN if news else Weight.MAIN),
            Button(t("My profile"), ctx.opener("profile")),
        )
        return Reply((f"{said} {rest}",), buttons=buttons, tone=Tone.GOOD, private=True)

    def _mute(self, tx: Tx, ctx: Context) -> bool:
        if tx.members.muted_at(ctx.who.id) is not None:
            return False
        tx.members.mute(ctx.who.id, ctx.now)
        if not self.again:  # what came due in an earlier time has been shown
            tx.deliveries.settle_silenced(ctx.who.id, OWN)
        return True
