"""/join-retract: takes one's introduction back from the welcome channel. Behind a button only."""

from __future__ import annotations

from bot.commands.welcoming.introducing import KEPT, key, last
from bot.core import outbox
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.reply import Button, Reply, Tone
from bot.storage.store import Tx


class JoinRetract(Command, name="join-retract", writes=True, hidden=True):
    """Take your introduction back."""

    async def run(self, ctx: Context) -> Reply:
        """Have it deleted where it stands, or not sent at all."""
        t = ctx.t
        there = await ctx.work(lambda tx: _retract(tx, ctx))
        again = Button(t("My introduction"), ctx.opener("join-introduce"))
        if not there:
            return Reply((t("Nothing of it stands anywhere."),), buttons=(again,), private=True)
        said = t("Your introduction is taken back from {place}.", place=ctx.places.label(there))
        return Reply((said,), buttons=(again,), tone=Tone.GOOD, private=True)


def _retract(tx: Tx, ctx: Context) -> str:
    before = last(tx, ctx.who.id)
    place = str(before["place"])
    if not place:
        return ""
    if not outbox.retract(tx, ctx.now, place=place, key=key(ctx.who.id, before["n"])):
        raise Oops("It is being sent at this moment. Please try again in a minute.")
    tx.members.answer(ctx.who.id, KEPT, {"n": before["n"], "place": ""}, ctx.now)
    return place
