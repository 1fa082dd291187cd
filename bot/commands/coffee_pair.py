"""/coffee-pair: tells somebody whom they have coffee with in a round. Sent by itself, and behind a button."""

from __future__ import annotations

from bot.commands.matching.cards import title
from bot.commands.matching.contacts import Contact, contact, introduced
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.reply import Button, Reply
from bot.storage.introductions import Coffee
from bot.storage.store import Tx


class CoffeePair(Command, name="coffee-pair", hidden=True):
    """Whom you have coffee with."""

    round: str = arg(default="", kind=Text(7), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Their names and accounts; those who do not agree to introductions any more are left out."""
        found = await ctx.look(lambda tx: self._read(tx, ctx.who.id))
        t = ctx.t
        if not found:
            if ctx.account is None:
                return Reply(idle=True)
            raise Oops("This coffee is not there any more. /coffee shows how you stand.")
        mine = (Button(t("My coffees"), ctx.opener("coffee")),)
        lead = t("This month you have coffee with {name}.", name=title(found[0].profile.name, t))
        first = introduced(found[0], lead, ctx)
        if len(found) == 1:
            return Reply(first.text, first.cards, buttons=(*first.buttons, *mine), tone=first.tone, private=True)
        second = introduced(found[1], t("And with {name}: you are three.", name=title(found[1].profile.name, t)), ctx)
        buttons = {button.label: button for button in (*first.buttons, *second.buttons, *mine)}
        return Reply(
            (*first.text, " ", *second.text),
            (*first.cards, *second.cards),
            buttons=tuple(buttons.values()),
            tone=first.tone,
            private=True,
        )

    def _read(self, tx: Tx, me: str) -> list[Contact]:
        mine = reversed(tx.introductions.coffees(me, self.round)) if self.round else ()
        every = (contact(tx, me, one.other) for one in mine if one.state != Coffee.NEVER)
        return [one for one in every if one]
