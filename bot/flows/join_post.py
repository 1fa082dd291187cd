"""/join-post: posts one's introduction to the welcome channel. Behind a button only."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.welcoming.introducing import KEPT, key, last, welcome
from bot.core import outbox
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.reply import Button, Reply, Tone
from bot.core.spec import Pace
from bot.flows.introduced import Introduced
from bot.storage.store import Tx


class JoinPost(Command, name="join-post", writes=True, hidden=True, pace=Pace(5, timedelta(hours=1))):
    """Post your introduction."""

    async def run(self, ctx: Context) -> Reply:
        """Have it sent as it was looked at, once, and offer to take it back."""
        t, place = ctx.t, welcome(ctx)
        if not place:
            raise Oops("There is no channel here to post it to.")
        standing = await ctx.work(lambda tx: self._post(tx, place, ctx))
        said = t("Your introduction goes to {place} now.", place=ctx.places.label(standing))
        buttons = (Button(t("Take it back"), ctx.opener("join-retract")), Button(t("For me"), ctx.opener("join")))
        return Reply((said,), buttons=buttons, tone=Tone.GOOD, private=True)

    def _post(self, tx: Tx, place: str, ctx: Context) -> str:
        person, before = ctx.who.id, last(tx, ctx.who.id)
        text = tx.members.answers(person).get("introduction")
        if not text:
            raise Oops("Please write your introduction first.", buttons=_write(ctx))
        if before["place"]:
            return str(before["place"])
        n = before["n"] + 1
        kept = {"n": n, "at": ctx.now.isoformat(), "place": place, "name": ctx.who.name, "text": text}
        tx.members.answer(person, KEPT, kept, ctx.now)
        outbox.send(tx, ctx.now, place=place, says=Introduced(person=person, n=n), key=key(person, n))
        return place


def _write(ctx: Context) -> tuple[Button, ...]:
    return (Button(ctx.t("Introduce yourself"), ctx.opener("join-introduce")),)
