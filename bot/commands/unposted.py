"""/unposted: tells organisers that a channel did not take what the bot posts there by itself. Nobody types it."""

from __future__ import annotations

from bot.commands.delivery_again import DeliveryAgain
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.domain.delivery import Stage


class Unposted(Command, name="unposted", hidden=True):
    """Say that a channel took no post."""

    delivery: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Which channel, and why; nothing once the post has arrived."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        row = await ctx.look(lambda tx: tx.deliveries.get(self.delivery))
        if row is None or row.stage is Stage.SENT:
            return Reply(idle=True)
        t, place = ctx.t, ctx.places.label(row.place)
        said = t("I could not post in {place}, where I welcome newcomers and post introductions.", place=place)
        why = f" {t(row.why['text'], **row.why['names'])}" if row.why else ""
        again = Button(t("Send it again"), DeliveryAgain(delivery=row.id))
        return Reply((f"{said}{why}",), buttons=(again,), tone=Tone.WARN)
