"""/privacy: what is kept of people, why, for how long, who sees it, and how to get it out or have it deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.commands.owning.wording import ground, span, then
from bot.commands.paging import PAGE, onward, there
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Card, Field, Reply
from bot.storage.personal import HOLDINGS, Holding


class Privacy(Command, name="privacy", examples=("privacy",)):
    """What I keep of you, why, how long, who sees it, and how you get it or have it deleted."""

    page: int = arg(default=1, kind=Whole(1, 1000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The whole declaration, some cards at a time, in the words of whoever asks."""
        t, page = ctx.t, there(self.page, len(HOLDINGS))
        cards = tuple(_card(one, ctx) for one in HOLDINGS[(page - 1) * PAGE : page * PAGE])
        said = "\n".join(_says(ctx)) if page == 1 else t("What else I keep:")
        pages = onward(lambda n: replace(self, page=n), page, t, more=page * PAGE < len(HOLDINGS))
        mine = Button(t("Send me my data"), ctx.opener("mydata")), Button(t("Forget me"), ctx.opener("forgetme"))
        return Reply((said,), cards=cards, buttons=(*pages, *mine))


def _says(ctx: Context) -> Iterator[str]:
    t = ctx.t
    yield t(
        "The {club} runs me and answers for what I keep of you. I keep no more than is told here, I sell and pass on"
        " nothing, and I read no messages but those that are written to me.",
        club=ctx.club.name,
    )
    yield t(
        "/mydata sends you all of it, /profile changes it and takes back what you agreed to, /forgetme deletes it. Who"
        " leaves every community of the club is forgotten after {days} days, without being written to.",
        days=ctx.club.keep_after_leaving.days,
    )
    if ctx.club.contact:
        yield t("Questions about your data: {contact}, or any organiser with /contact.", contact=ctx.club.contact)
    else:
        yield t("Questions about your data: any organiser, with /contact.")
    yield t(
        "If you think that something is wrong with it, you may complain to the data protection authority of your"
        " country; in Bulgaria that is the Commission for Personal Data Protection, cpdp.bg."
    )


def _card(holding: Holding, ctx: Context) -> Card:
    t = ctx.t
    return Card(
        t(holding.title),
        body=((t(holding.what),),),
        fields=(
            Field(t("Why"), (t("{why} Ground: {ground}.", why=t(holding.why), ground=ground(holding, t)),)),
            Field(t("How long"), (span(holding, t),)),
            Field(t("Who sees it"), (t(holding.seen),)),
            Field(t("When you are forgotten"), (then(holding, t),)),
        ),
    )
