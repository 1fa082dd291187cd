"""/requests: the questions that people brought to the organisers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.commands.helping.telling import View, card, offers
from bot.commands.paging import PAGE, onward, shown, there
from bot.commands.request_take import RequestTake
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import OneOf, Record, Whole
from bot.core.reply import Button, Card, Reply, Tone
from bot.core.roles import Role
from bot.core.words import later
from bot.storage.help_requests import HelpRequest
from bot.storage.store import Tx


class Which(StrEnum):
    """Which questions."""

    OPEN = "open"
    MINE = "mine"
    JOINING = "joining"
    DONE = "done"


LABELS = {
    Which.OPEN: later("Those that wait"),
    Which.MINE: later("Those I took"),
    Which.JOINING: later("Of those who are joining"),
    Which.DONE: later("Done"),
}
EMPTY = {
    Which.OPEN: later("No question waits. All is answered."),
    Which.MINE: later("You have taken no question that waits."),
    Which.JOINING: later("Nobody who is joining waits for an answer."),
    Which.DONE: later("No question is done yet."),
}


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    counts: Mapping[Which, int]
    views: list[View]


class Requests(
    Command,
    name="requests",
    needs=Role.ORGANISER,
    personal=True,
    examples=("requests", "requests show=mine", "requests show=done about=krib"),
):
    """The questions that people brought to the organisers with /contact, the longest waiting first."""

    show: Which = arg("Which ones: open, mine, joining or done", default=Which.OPEN, kind=OneOf(Which, LABELS))
    about: str = arg("Only those about this partner", default="", kind=Record(("partner",)))
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A page of them, each with what can be done about it, and the way to the others."""
        t = ctx.t
        found = await ctx.look(lambda tx: self._read(tx, ctx))
        total = found.counts[self.show]
        others = tuple(
            Button(t("{label} ({n})", label=t(LABELS[which]), n=n), replace(self, show=which, page=1))
            for which, n in found.counts.items()
            if which is not self.show and n
        )
        if not total:
            return Reply((t(EMPTY[self.show]),), buttons=others, tone=Tone.GOOD, private=True)
        said = t("{label}: {n}", label=t(LABELS[self.show]), n=total)
        part = shown(found.number, total, t)
        pages = onward(lambda n: replace(self, page=n), found.number, t, more=found.number * PAGE < total)
        return Reply(
            (f"{said} ({part})" if part else said,),
            cards=tuple(_card(view, ctx) for view in found.views),
            buttons=(*pages, *others),
            private=True,
        )

    def _read(self, tx: Tx, ctx: Context) -> _Page:
        about = f"partner:{self.about}" if self.about else ""
        lists: dict[Which, Callable[[], list[HelpRequest]]] = {
            Which.OPEN: lambda: tx.help.waiting(about),
            Which.MINE: lambda: tx.help.taken(ctx.who.id, about),
            Which.JOINING: lambda: tx.help.waiting(about, joining=True),
            Which.DONE: lambda: tx.help.done(about),
        }
        found = {which: read() for which, read in lists.items()}
        mine = found[self.show]
        page = there(self.page, len(mine))
        views = [View.of(tx, one) for one in mine[(page - 1) * PAGE : page * PAGE]]
        return _Page(page, {which: len(some) for which, some in found.items()}, views)


def _card(view: View, ctx: Context) -> Card:
    asked = view.asked
    buttons = offers(asked, ctx)
    if asked.done_at is None and asked.taken_by == ctx.who.id:
        back = Button(ctx.t("Hand it back"), RequestTake(request=asked.id, back=True))
        buttons = (*(one for one in buttons if one.label != ctx.t("I take it over")), back)
    return card(view, ctx, buttons)
