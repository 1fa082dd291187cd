"""An event, or a series without a confirmed date, as a card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.commands.cards.footer import footer
from bot.commands.cards.labels import topics
from bot.core.reply import Badge, Button, Card, Field, Line, Tone
from bot.core.words import Words
from bot.domain.event import Event, Phase, Series
from bot.domain.remarks import remarks
from bot.search.library import Library


def of_event(
    event: Event, now: datetime, zone: ZoneInfo, library: Library, t: Words, buttons: tuple[Button, ...] = ()
) -> Card:
    """An event with its days, place and whether it is still to come."""
    place = ", ".join(filter(None, (event.venue, t(event.city), t.country(event.country) if event.country else "")))
    facts = (
        (t("When"), _when(event, zone, t)),
        (t("Where"), (place or t("not recorded"),)),
        (t("Organiser"), (t(event.organiser),) if event.organiser else ()),
        (t("Topics"), (topics(event.topics, library, t),) if event.topics else ()),
    )
    return Card(
        event.name,
        event.url,
        _badge(event, now, zone, t),
        tuple(_notes(event, t)),
        tuple(Field(label, value) for label, value in facts if value),
        footer(event.source, event.checked_at, t),
        buttons,
        record=("event", event.id),
    )


def of_series(series: Series, library: Library, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A series of events: its next date is not confirmed, and the card says so."""
    known = series.next_edition not in ("", "unknown")
    facts = (
        (t("Next edition"), (t(series.next_edition) if known else t("the date is not confirmed yet"),)),
        (t("Organiser"), (t(series.organiser),) if series.organiser else ()),
        (t("Topics"), (topics(series.topics, library, t),) if series.topics else ()),
    )
    return Card(
        series.name,
        series.url,
        Badge(t("No confirmed date"), Tone.WARN),
        tuple((t(text),) for text in (series.about, remarks(series.notes)) if text),
        tuple(Field(label, value) for label, value in facts if value),
        footer(series.source, series.checked_at, t),
        buttons,
        record=("series", series.id),
    )


def _badge(event: Event, now: datetime, zone: ZoneInfo, t: Words) -> Badge:
    phase = event.phase(now, zone)
    if phase is Phase.OVER:
        return Badge(t("Over"))
    if phase is Phase.RUNNING:
        return Badge(t("On now"), Tone.GOOD)
    start, _ = event.span(zone)
    days = (start.astimezone(zone).date() - now.astimezone(zone).date()).days
    return Badge(t.many("In {n} day", "In {n} days", days) if days else t("Today"), Tone.GOOD)


def _when(event: Event, zone: ZoneInfo, t: Words) -> Line:
    if event.starts_at is not None:
        ends = (t.moment(event.ends_at, zone),) if event.ends_at else ()
        return (t.moment(event.starts_at, zone), *((" – ", *ends) if ends else ()))
    return (_days(event.start, event.end or event.start, t),)


def _days(first: date, last: date, t: Words) -> str:
    return t.day(first) if first == last else t("{first} to {last}", first=t.day(first), last=t.day(last))


def _notes(event: Event, t: Words) -> Iterator[Line]:
    if event.confirmed is False:
        yield (t("These days are not confirmed yet."),)
    if told := remarks(event.notes):
        yield (t(told),)
