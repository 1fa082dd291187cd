"""A digest's parts as cards: a heading, a few lines, and the way to all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.calls import Calls
from bot.commands.events import Events
from bot.commands.partners import Partners
from bot.core.reply import Button, Card, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.digesting.news import News
    from bot.core.context import Context
    from bot.core.reply import Inline, Line
    from bot.domain.call import Call
    from bot.domain.event import Event
    from bot.domain.partner import Partner

MOST = 5  # lines of each part


def parts(news: News, days: int, topic: str, ctx: Context) -> Iterator[Card]:
    """Each part that has something to tell."""
    t = ctx.t
    if news.calls:
        said = t.many("{n} new call", "{n} new calls", len(news.calls))
        lines = tuple(_call(call, ctx) for call in news.calls[:MOST])
        yield _card(said, lines, len(news.calls), Button(t("All open calls"), Calls(topic=topic)), ctx)
    if news.closing_total:
        said = t.many("{n} call closes soon", "{n} calls close soon", news.closing_total)
        lines = tuple(_call(call, ctx) for call in news.closing[:MOST])
        every = Button(t("What closes soon"), Calls(topic=topic, within=days))
        yield _card(said, lines, news.closing_total, every, ctx)
    if news.events:
        said = t.many("{n} coming event", "{n} coming events", len(news.events))
        lines = tuple(_event(event, ctx) for event in news.events[:MOST])
        yield _card(said, lines, len(news.events), Button(t("All coming events"), Events(topic=topic)), ctx)
    if news.partners:
        said = t.many("{n} new partner", "{n} new partners", len(news.partners))
        lines = tuple(_partner(partner, ctx) for partner in news.partners[:MOST])
        yield _card(said, lines, len(news.partners), Button(t("All partners"), Partners(every=True)), ctx)


def _card(title: str, lines: tuple[Line, ...], total: int, every: Button, ctx: Context) -> Card:
    left = total - len(lines)
    more: tuple[Line, ...] = ((ctx.t.many("and {n} more", "and {n} more", left),),) if left > 0 else ()
    return Card(title, body=(*lines, *more), buttons=(every,))


def _call(call: Call, ctx: Context) -> Line:
    due, name = call.next_deadline(ctx.now), _linked(call.title, call.url)
    if due is None:
        return (name,)
    return ctx.t.line("{call}: until {at}", call=name, at=ctx.t.moment(due.at, ctx.zone))


def _event(event: Event, ctx: Context) -> Line:
    at = ctx.t.moment(event.starts_at, ctx.zone) if event.starts_at else ctx.t.day(event.start)
    name = _linked(event.name, event.url)
    if not event.city:
        return ctx.t.line("{event}: {at}", event=name, at=at)
    return ctx.t.line("{event}: {at}, {city}", event=name, at=at, city=ctx.t(event.city))


def _partner(partner: Partner, ctx: Context) -> Line:
    return (_linked(partner.title(ctx.t.language), partner.url),)


def _linked(name: str, url: str) -> Inline:
    return Link(name, url) if url else name
