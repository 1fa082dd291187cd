"""/calls: EU funding calls by topic, time and programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.commands.call import CallByName
from bot.commands.cards import call as cards
from bot.commands.cards.footer import cited
from bot.commands.paging import CITED, PAGE, one_page, table, there
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Label, Whole
from bot.core.reply import Button, Card, Reply
from bot.core.words import later
from bot.domain.call import Call, Status
from bot.search.calls import Found

YEAR = 365


class Wanted(Label):
    """Which calls to list."""

    OPEN = "open"
    FORTHCOMING = "forthcoming"
    CLOSED = "closed"
    ALL = "all"

    @property
    def label(self) -> str:
        """Many calls: other languages do not call them what they call a single one."""
        return CALLED[self]


CALLED = {
    Wanted.OPEN: later("Open ones"),
    Wanted.FORTHCOMING: later("Forthcoming"),
    Wanted.CLOSED: later("Closed ones"),
    Wanted.ALL: later("All"),
}

STATUS = {
    Wanted.OPEN: Status.OPEN,
    Wanted.FORTHCOMING: Status.FORTHCOMING,
    Wanted.CLOSED: Status.CLOSED,
    Wanted.ALL: None,
}


class Calls(Command, name="calls", examples=("calls cancer", "calls within=60", "calls startups status=forthcoming")):
    """EU funding calls, the soonest deadline first."""

    topic: str = arg("A word to look for, such as cancer", default="")
    within: int = arg("At most so many days until the deadline", default=0, kind=Whole(0, 3650))
    programme: str = arg("The funding programme, such as Horizon Europe", default="")
    status: Wanted = arg("Open, forthcoming, closed or all", default=Wanted.OPEN)
    page: int = arg(default=1, kind=Whole(1, 100_000), hidden=True)
    csv: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Look the calls up; say so kindly when there are none."""
        first, most = (0, ctx.library.calls.total) if self.csv else ((self.page - 1) * PAGE, PAGE)
        found = self._found(ctx, STATUS[self.status], first, most)
        if self.csv:
            return Reply(
                files=(table("calls.csv", HEAD, (row(call, ctx) for call in found.calls), ctx.t("Calls as CSV")),)
            )
        if found.total and not found.calls:
            return await replace(self, page=there(self.page, found.total)).run(ctx)
        return self._list(found.calls, found.total, ctx) if found.total else self._none(ctx)

    def _found(self, ctx: Context, status: Status | None, first: int = 0, most: int = 1) -> Found:
        return ctx.library.calls.find(
            ctx.now,
            words=self.topic,
            status=status,
            until=ctx.now + timedelta(days=self.within) if self.within else None,
            programmes=self._programmes(ctx),
            first=first,
            most=most,
        )

    def _programmes(self, ctx: Context) -> tuple[str, ...]:
        if not self.programme:
            return ()
        found = ctx.library.calls.programmes_like(self.programme)
        if not found:
            known = ", ".join(ctx.library.calls.programmes)
            raise Oops("I know no funding programme “{text}”. I know: {known}.", text=self.programme, known=known)
        return found

    def _list(self, calls: tuple[Call, ...], total: int, ctx: Context) -> Reply:
        said = ctx.t.many("{n} call", "{n} calls", total)
        shown = tuple(card(ctx, call) for call in calls)
        return one_page(said, shown, self.page, total, ctx.t, self._page, replace(self, csv=True))

    def _none(self, ctx: Context) -> Reply:
        t = ctx.t
        wider = []
        soon = replace(self, within=0)._found(ctx, Status.FORTHCOMING).total if self.status is Wanted.OPEN else 0  # noqa: SLF001 - it is our own
        if soon:
            label = t.many("{n} call is not open yet", "{n} calls are not open yet", soon)
            wider.append(Button(label, replace(self, within=0, status=Wanted.FORTHCOMING)))
        if self.within:
            wider.append(Button(t("Look further ahead"), replace(self, within=0)))
        if self.status is not Wanted.ALL:
            wider.append(Button(t("Look among all calls, closed ones too"), replace(self, status=Wanted.ALL, within=0)))
        if self.topic:
            wider.append(Button(t("All open calls"), Calls()))
        return Reply((t("No call fits. Here is where to look next."),), buttons=tuple(wider))

    def _page(self, page: int) -> Calls:
        return replace(self, page=page)


HEAD = (
    *("identifier", "title", "programme", "status", "opening", "deadline", "budget_eur", "budget_scope", "url"),
    *CITED,
)


def row(call: Call, ctx: Context) -> tuple[object, ...]:
    """A call as a line of CSV; the deadline is the next one, in UTC."""
    due = call.next_deadline(ctx.now)
    return (
        call.identifier,
        call.title,
        call.programme,
        call.status(ctx.now),
        call.opening,
        due.at.isoformat() if due else "",
        call.budget_eur,
        call.budget_scope,
        call.url,
        cited(call.source, ctx.t),
        call.checked_at,
    )


def card(ctx: Context, call: Call) -> Card:
    """A call as lists show it."""
    details = Button(ctx.t("Details"), CallByName(identifier=call.identifier))
    return cards.short(call, ctx.now, ctx.zone, ctx.t, (details, tell("call", call.identifier, ctx.t)))
