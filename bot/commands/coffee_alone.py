"""/coffee-alone: tells somebody that nobody was left for coffee this time. Nobody types it."""

from __future__ import annotations

from bot.commands.matching.coffees import part
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.reply import Button, Reply
from bot.domain.member import Purpose
from bot.storage.store import Tx


class CoffeeAlone(Command, name="coffee-alone", hidden=True):
    """Nobody was left."""

    round: str = arg(default="", kind=Text(7), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A kind word, and that they come first next time; nothing to those who take no part any more."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        if not await ctx.look(lambda tx: self._waits(tx, ctx.who.id)):
            return Reply(idle=True)
        t = ctx.t
        said = t("I am sorry: this month nobody was left for a coffee with you. Next time you come first.")
        find = Button(t("Members like me"), ctx.opener("find"))
        return Reply((said,), buttons=(find, Button(t("My coffees"), ctx.opener("coffee"))))

    def _waits(self, tx: Tx, me: str) -> bool:
        profile, said = tx.members.profile(me), part(tx, me)
        agrees = profile is not None and Purpose.MATCHING in profile.consents
        return agrees and said.on and said.first == self.round
