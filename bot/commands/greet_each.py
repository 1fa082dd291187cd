"""/greet-each: what somebody who came to a workspace is written. Nobody types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.codec import Garbled
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Bold, Button, Reply, Weight
from bot.core.words import words

if TYPE_CHECKING:
    from bot.storage.newcomers import Newcomer
    from bot.storage.store import Tx


class GreetEach(Command, name="greet-each", hidden=True):
    """Welcome somebody who has just come."""

    async def run(self, ctx: Context) -> Reply:
        """A few words and a way to begin; nothing to those who have begun by themselves, or have left."""
        if ctx.account is not None or not ctx.place.direct:
            raise Garbled(self.spec.name)
        came, chosen = await ctx.look(lambda tx: _came(tx, ctx.who.id, ctx.place.platform))
        if came is None:
            return Reply(idle=True)
        t = ctx.t if chosen or not came.language else words(came.language)
        said = t("Welcome, {name}! I am the club's bot.", name=came.name) if came.name else t("Welcome to the club!")
        how = t(
            "Press Start: a few short questions, each of which you may skip, and I show you what is here for you."
            " I write to you again only if you begin."
        )
        return Reply((Bold(said), "\n", how), buttons=(Button(t("Start"), ctx.opener("join"), Weight.MAIN),))


def _came(tx: Tx, person_id: str, platform: str) -> tuple[Newcomer | None, bool]:
    """How somebody came, if they still want a welcome; and whether they have chosen a language."""
    person = tx.people.get(person_id)
    chosen = bool(person and person.locale)
    if tx.members.onboarding(person_id) is not None or tx.members.muted_at(person_id) is not None:
        return None, chosen
    came = [one for one in tx.newcomers.of(person_id) if one.platform == platform and tx.newcomers.is_here(one)]
    return (came[-1] if came else None), chosen
