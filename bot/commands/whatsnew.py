"""/whatsnew: what was added, changed and removed since somebody last asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.commands.cards.labels import KINDS
from bot.commands.facts.labels import label
from bot.commands.facts.telling import name_of, turn
from bot.commands.facts.values import differences
from bot.commands.paging import onward
from bot.commands.search import card
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Badge, Bold, Button, Card, Line, Reply, Tone
from bot.domain.record import Kind
from bot.domain.remarks import remarks
from bot.storage.store import Tx
from bot.storage.values import StoredChange

MOST = 10
LONG = 200  # characters of a text that is not told twice over
NEVER = -1  # no version: the person's own mark counts
ORDER = tuple(Kind)
# What is for those who look after the records.
KEEPERS = ("id", "in_seed", "source.seed_line", "checked_at")


@dataclass(frozen=True, slots=True)
class News:
    """One fact, as it was and as it is: the first and the last change of the time looked at."""

    first: StoredChange
    last: StoredChange


class Whatsnew(Command, name="whatsnew", writes=True, examples=("whatsnew",)):
    """What was added, changed or removed since you last asked."""

    since: int = arg(default=NEVER, kind=Whole(NEVER, 10**15), hidden=True)
    until: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Tell the news and remember that they were told; a further page is of the same news."""
        if self.since == NEVER:
            since, until = await ctx.work(lambda tx: _mark(tx, ctx.who.id))
            return await replace(self, since=since, until=until).run(ctx)
        news, total, latest = await ctx.look(lambda tx: _news(tx, self.since, self.until, self.page))
        if not total:
            return self._none(latest, ctx)
        if not news and self.page > 1:  # the list has become shorter
            return await replace(self, page=-(-total // MOST)).run(ctx)
        t, first = ctx.t, (self.page - 1) * MOST
        said = t.many("{n} record was added, changed or removed", "{n} records were added, changed or removed", total)
        part = t("{first} to {last} of {total}", first=first + 1, last=min(first + MOST, total), total=total)
        by_kind = sorted(news, key=lambda one: ORDER.index(Kind(one.last.kind)))
        return Reply(
            (f"{said} ({part})" if total > MOST else said,),
            cards=tuple(_card(one, ctx) for one in by_kind),
            buttons=self._turns(total, ctx),
            private=True,
        )

    def _turns(self, total: int, ctx: Context) -> tuple[Button, ...]:
        return onward(lambda n: replace(self, page=n), self.page, ctx.t, more=self.page * MOST < total)

    def _none(self, latest: StoredChange | None, ctx: Context) -> Reply:
        if latest is None:
            return Reply((ctx.t("Nothing is recorded yet."),), private=True)
        said = ctx.t.line(
            "Nothing is new since you last asked. The last change was on {moment}.",
            moment=ctx.t.moment(latest.at, ctx.zone),
        )
        every = Whatsnew(since=0, until=self.until)
        return Reply(said, buttons=(Button(ctx.t("What was recorded last"), every),), private=True)


def _mark(tx: Tx, person: str) -> tuple[int, int]:
    """What the person has been told so far, and what they are being told now."""
    who, version = tx.people.get(person), tx.facts.version()
    tx.people.set_seen(person, version)
    return (who.seen_seq if who else 0), version


def _news(tx: Tx, since: int, until: int, page: int) -> tuple[list[News], int, StoredChange | None]:
    spans, total = tx.facts.news(since, until, (page - 1) * MOST, MOST)
    ends = ((tx.facts.change(one), tx.facts.change(other)) for one, other in spans)
    return [News(one, other) for one, other in ends if one and other], total, tx.facts.change(until)


def _card(news: News, ctx: Context) -> Card:
    t, kind, id = ctx.t, news.last.kind, news.last.id
    before, after = news.first.before, news.last.after
    record = ctx.library.records.get((kind, id))
    if after is None or record is None:
        badge = Badge(t("Removed"), Tone.WARN) if after is None else None
        return Card(name_of(after or before, id, t), badge=badge, body=((t(KINDS[Kind(kind)]),),), record=(kind, id))
    shown = card(record, ctx)
    if before is None:
        return replace(shown, body=((Bold(t("New")), " · ", t(KINDS[Kind(kind)])), *shown.body))
    lines = tuple(_lines(news, ctx)) or ((t("Checked again; nothing else has changed."),),)
    return replace(shown, badge=Badge(t("Changed")), body=((t(KINDS[Kind(kind)]),), *lines), fields=())


def _lines(news: News, ctx: Context) -> Iterator[Line]:
    """The fields that differ, as far as they are for everybody."""
    kind, id = news.last.kind, news.last.id
    for path, before, after in differences(kind, id, news.first.before, news.last.after):
        one, other = (remarks(before), remarks(after)) if path == "notes" else (before, after)
        if path in KEEPERS or one == other:
            continue
        if max(len(one), len(other)) > LONG:
            yield (ctx.t("{field}: written anew", field=label(path, ctx.t)),)
        else:
            yield (turn(kind, path, one, other, ctx),)
