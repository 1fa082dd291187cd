"""/contact: brings a question to a person, at a partner or among the organisers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.commands.cards import partner as cards
from bot.commands.contact_ask import ContactAsk
from bot.commands.contact_mine import ContactMine
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, Record
from bot.core.partial import Partial
from bot.core.reply import Button, Link, Reply, Weight
from bot.core.spec import Pace
from bot.domain.partner import Partner


class Contact(
    Command,
    name="contact",
    writes=True,
    pace=Pace(10, timedelta(minutes=10)),
    examples=("contact", "contact partner=europabio", 'contact text="Who can help with a consortium?"'),
):
    """Ask a person: a partner, or an organiser of the club."""

    text: str = arg("What you would like to ask", default="", kind=LongText(2000), in_form=True)
    partner: str = arg(
        "The partner whom it is for; an organiser if you leave it out", default="", kind=Record(("partner",))
    )

    async def run(self, ctx: Context) -> Reply:
        """Show the way to the partner where one is recorded; else hand the question to an organiser."""
        if named := self._named(ctx):
            return await Contact(partner=named).run(ctx)
        t = ctx.t
        found = ctx.library.records.get(("partner", self.partner)) if self.partner else None
        if self.partner and not isinstance(found, Partner):
            raise Oops("This partner is no longer in the records. /partners lists them all.")
        if isinstance(found, Partner) and found.url:
            return self._route(found, ctx)
        if self.text:
            return await ContactAsk(text=self.text, partner=self.partner).run(ctx)
        if isinstance(found, Partner):
            asked = Partial(ContactAsk, {}, {"partner": self.partner}).reply(ctx.reading)
            said = t(
                "How to reach {partner} is not recorded, so an organiser helps. What would you like to ask?",
                partner=found.title(t.language),
            )
            return replace(asked, text=(said,))
        mine = await ctx.look(lambda tx: tx.help.of(ctx.who.id))
        said = t("What would you like to ask? An organiser answers you in a direct message.")
        buttons = (Button(t("My questions"), ContactMine()),) if mine else ()
        return replace(Partial(type(self), {}).reply(ctx.reading), text=(said,), buttons=buttons)

    def _named(self, ctx: Context) -> str:
        """The partner whose name is all that was typed after the command; empty where it is a question."""
        if self.partner or not self.text:
            return ""
        found = {name.id for name in ctx.library.names.exact(self.text, "partner")}
        return found.pop() if len(found) == 1 else ""

    def _route(self, partner: Partner, ctx: Context) -> Reply:
        t = ctx.t
        texts = {"partner": partner.id} | ({"text": self.text} if self.text else {})
        organiser = Button(t("Ask an organiser"), ctx.opener("contact-ask", **texts), Weight.MAIN)
        said = t.line(
            "{partner} can be reached by their website: {website}. If you would rather have the club's help, ask an"
            " organiser.",
            partner=partner.title(t.language),
            website=Link(partner.url, partner.url),
        )
        return Reply(said, cards=(cards.short(partner, ctx.library, t, ()),), buttons=(organiser,), private=True)
