"""/coffee-say: what somebody says of a coffee. Behind its buttons only; nobody else is told."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.coffee_asked import CoffeeAsked
from bot.commands.matching.coffees import Answer
from bot.core import outbox
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import OneOf, Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.core.words import Words
from bot.storage.introductions import COFFEE, Coffee
from bot.storage.store import Tx

WEEK = timedelta(days=7)
WITHIN = timedelta(days=3)


KEPT = {Answer.MET: Coffee.MET, Answer.MISSED: Coffee.MISSED, Answer.NEVER: Coffee.NEVER, Answer.UNSAID: Coffee.PAIRED}


class CoffeeSay(Command, name="coffee-say", needs=Role.MEMBER, writes=True, hidden=True):
    """Say how a coffee was."""

    coffee: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    says: Answer = arg(default=Answer.UNSAID, kind=OneOf(Answer), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep it; the last word counts."""
        t = ctx.t
        await ctx.work(lambda tx: self._keep(tx, ctx))
        said = self._heard(t)
        undo = () if self.says in (Answer.UNSAID, Answer.LATER) else (Button(t("Undo"), self._undone()),)
        return Reply(
            (said,), buttons=(*undo, Button(t("My coffees"), ctx.opener("coffee"))), tone=Tone.GOOD, private=True
        )

    def _heard(self, t: Words) -> str:
        match self.says:
            case Answer.MET:
                return t("How good. Until the next coffee!")
            case Answer.MISSED:
                return t("It is not too late: write to them once more. The next round brings you somebody else.")
            case Answer.NEVER:
                return t("I do not bring you together again. They are not told.")
            case Answer.LATER:
                return t("I ask you again in a week.")
            case Answer.UNSAID:
                return t("Your answer is taken back.")

    def _undone(self) -> CoffeeSay:
        return CoffeeSay(coffee=self.coffee, says=Answer.UNSAID)

    def _keep(self, tx: Tx, ctx: Context) -> None:
        one = tx.introductions.get(self.coffee)
        if one is None or one.kind != COFFEE or one.one != ctx.who.id:
            raise Oops("This coffee is not there any more. /coffee shows how you stand.")
        if self.says is not Answer.LATER:
            tx.introductions.say(one.id, KEPT[self.says], None if self.says is Answer.UNSAID else ctx.now)
        elif place := outbox.direct(tx, ctx.who.id):
            at = ctx.now + WEEK
            key = f"coffee-met:{one.round}:{one.one}:{one.other}:{at:%Y-%m-%d}"
            says = CoffeeAsked(round=one.round, again=1)
            outbox.send(tx, ctx.now, place=place, says=says, key=key, at=at, within=WITHIN)
