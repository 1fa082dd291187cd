"""/coffee-asked: asks somebody, two weeks after a round, whether they met. Sent by itself, and behind a button."""

from __future__ import annotations

from bot.commands.matching.cards import MEMBER, title
from bot.commands.matching.coffees import Answer
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text, Whole
from bot.core.reply import Button, Card, Reply, Weight
from bot.domain.member import Purpose
from bot.storage.introductions import Coffee, Introduction
from bot.storage.store import Tx


class CoffeeAsked(Command, name="coffee-asked", hidden=True):
    """Did you meet?"""

    round: str = arg(default="", kind=Text(7), hidden=True)
    again: int = arg(default=0, kind=Whole(0, 100), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A question for each whom they were to meet; nothing where it is answered, or they take no part any more."""
        found = await ctx.look(lambda tx: self._read(tx, ctx.who.id))
        if not found:
            return Reply((ctx.t("There is nothing left to answer."),), idle=True, private=True)
        return Reply(
            (ctx.t("Two weeks ago I brought you together for a coffee. Did you meet?"),),
            cards=tuple(coffee_card(one, name, ctx) for one, name in found),
            private=True,
        )

    def _read(self, tx: Tx, me: str) -> list[tuple[Introduction, str]]:
        mine = tx.members.profile(me)
        if mine is None or Purpose.MATCHING not in mine.consents:
            return []
        open_still = [one for one in tx.introductions.coffees(me, self.round or "-") if one.state == Coffee.PAIRED]
        return [(one, other_name(tx, one)) for one in reversed(open_still)]


def other_name(tx: Tx, one: Introduction) -> str:
    """The name of whom a coffee is with."""
    other = tx.members.profile(one.other)
    return other.name if other else ""


def coffee_card(one: Introduction, name: str, ctx: Context) -> Card:
    """A coffee, and what its reader may say of it."""
    t = ctx.t

    def say(label: str, says: Answer, weight: Weight = Weight.PLAIN) -> Button:
        return Button(label, ctx.opener("coffee-say", coffee=one.id, says=says.value), weight)

    buttons = (
        say(t("We met"), Answer.MET, Weight.MAIN),
        say(t("We did not"), Answer.MISSED),
        say(t("Ask me in a week"), Answer.LATER),
        say(t("Not with this one again"), Answer.NEVER),
    )
    return Card(title(name, t), buttons=buttons, record=(MEMBER, one.other))
