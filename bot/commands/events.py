"""/events: what is coming, the soonest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.commands.cards import event as cards
from bot.commands.cards.footer import cited
from bot.commands.cards.labels import topics
from bot.commands.paging import CITED, listing, table
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Times, Whole
from bot.core.reply import Button, Card, Reply
from bot.core.words import LANGUAGES, words
from bot.domain.country import find_country
from bot.domain.event import Event, Phase, Series
from bot.domain.fold import fold

HEAD = ("id", "name", "start", "end", "city", "country", "venue", "organiser", "topics", "url", *CITED)
FAR = timedelta(days=36_500)
WHEN = Times()


class Events(
    Command,
    name="events",
    examples=("events", 'events when="until the end of the month"', "events place=Barcelona", "events topic=cancer"),
):
    """What is coming, the soonest first."""

    when: str = arg("A time in words, such as next week or in March", default="", kind=WHEN)
    topic: str = arg("A word to look for, such as cancer", default="")
    place: str = arg("A city or a country", default="")
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)
    csv: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """List events with a date by time, then series whose date is not confirmed."""
        found = self._found(ctx)
        if self.csv:
            dated = (event for event in found if isinstance(event, Event))
            return Reply(files=(table("events.csv", HEAD, (row(one, ctx) for one in dated), ctx.t("Events as CSV")),))
        return self._list(found, ctx) if found else self._none(ctx)

    def _found(self, ctx: Context) -> tuple[Event | Series, ...]:
        span = WHEN.span(self.when, ctx.reading) if self.when else None
        start, end = (span.start, span.end) if span else (ctx.now, ctx.now + FAR)
        dated = [e for e in ctx.library.events if e.during(start, end, ctx.zone) and self._fits(e, ctx)]
        if span:
            return tuple(dated)
        coming = {event.series for event in ctx.library.events if event.phase(ctx.now, ctx.zone) is not Phase.OVER}
        undated = (s for s in ctx.library.series if s.id not in coming and not self.place and self._fits(s, ctx))
        return (*dated, *undated)

    def _fits(self, record: Event | Series, ctx: Context) -> bool:
        if self.topic:
            labels = (topics(record.topics, ctx.library, words(language)) for language in LANGUAGES)
            said = f" {fold(' '.join((record.name, *record.topics, *labels)))}"
            if not all(f" {word}" in said for word in fold(self.topic).split()):
                return False
        if self.place and isinstance(record, Event):
            code = find_country(self.place)
            cities = " ".join(words(language)(record.city) for language in LANGUAGES)
            return record.country == code if code else fold(self.place) in fold(f"{cities} {record.venue}")
        return True

    def _list(self, found: tuple[Event | Series, ...], ctx: Context) -> Reply:
        t = ctx.t
        dated = sum(isinstance(record, Event) for record in found)
        said = t.many("{n} event", "{n} events", dated)
        if dated < len(found):
            undated = t.many(
                "{n} more without a confirmed date", "{n} more without a confirmed date", len(found) - dated
            )
            said = t("{dated}, {undated}", dated=said, undated=undated)
        return listing(said, found, partial(card, ctx), self.page, t, self._page, replace(self, csv=True))

    def _none(self, ctx: Context) -> Reply:
        t = ctx.t
        ever = replace(self, when="")
        wider = [Button(t("At any time"), ever)] if ever not in (self, Events()) else []
        return Reply(
            (t("No event fits. Look a little wider:"),), buttons=(*wider, Button(t("All coming events"), Events()))
        )

    def _page(self, page: int) -> Events:
        return replace(self, page=page)


def row(event: Event, ctx: Context) -> tuple[object, ...]:
    """An event as a line of CSV; hours, where they are known, in the reader's zone."""
    topics = "; ".join(event.topics)
    start, end = (at and at.astimezone(ctx.zone).isoformat() for at in (event.starts_at, event.ends_at))
    return (
        event.id,
        event.name,
        start or event.start,
        end if start else event.end or event.start,
        event.city,
        event.country,
        event.venue,
        event.organiser,
        topics,
        event.url,
        cited(event.source, ctx.t),
        event.checked_at,
    )


def card(ctx: Context, record: Event | Series) -> Card:
    """An event or a series as lists show it."""
    if isinstance(record, Series):
        return cards.of_series(record, ctx.library, ctx.t, (tell("series", record.id, ctx.t),))
    return cards.of_event(record, ctx.now, ctx.zone, ctx.library, ctx.t, (tell("event", record.id, ctx.t),))
