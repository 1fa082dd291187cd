"""/programmes: the directions of the cluster's Program."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.commands.cards import programme as cards
from bot.commands.paging import listing, table
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Record, Whole
from bot.core.reply import Button, Card, Reply
from bot.domain.programme import Programme

HEAD = ("id", "name", "name_bg", "kind", "website", "summary")


class Programmes(Command, name="programmes", examples=("programmes", "programmes hackathons")):
    """The directions of the cluster's Program."""

    name: str = arg("One direction, by any of its names", default="", kind=Record(("programme",)))
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)
    csv: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Show one in full, or list them all."""
        t, every = ctx.t, ctx.library.programmes
        if self.name:
            found = ctx.library.find(Programme, self.name)
            if found is None:
                raise Oops("This programme is no longer in the records. /programmes lists them all.")
            return Reply(cards=(cards.full(found, ctx.library, t, (tell("programme", found.id, t),)),))
        if self.csv:
            rows = ((p.id, p.name, p.name_bg, p.kind, p.url, p.summary) for p in every)
            return Reply(files=(table("programmes.csv", HEAD, rows, t("Programmes as CSV")),))
        said = t.many("The Program has {n} direction", "The Program has {n} directions", len(every))
        return listing(said, every, partial(_card, ctx), self.page, t, self._page, replace(self, csv=True))

    def _page(self, page: int) -> Programmes:
        return replace(self, page=page)


def _card(ctx: Context, programme: Programme) -> Card:
    buttons = (Button(ctx.t("Details"), Programmes(name=programme.id)), tell("programme", programme.id, ctx.t))
    return cards.short(programme, ctx.t, buttons)
