"""A delivery as organisers see it: what became of it, how late it was, where it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.announcing.times import free_from
from bot.core.reply import Badge, Button, Card, Field, Link, Tone
from bot.core.rhythm import lasting
from bot.core.words import later
from bot.domain.delivery import Stage, Task
from bot.domain.zones import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.context import Context
    from bot.core.reply import Line
    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule

STAGES = {
    Stage.DUE: (later("Planned"), Tone.PLAIN),
    Stage.LEASED: (later("On its way"), Tone.PLAIN),
    Stage.SENT: (later("Arrived"), Tone.GOOD),
    Stage.UNCLEAR: (later("Nobody can tell"), Tone.WARN),
    Stage.DEAD: (later("Failed"), Tone.BAD),
    Stage.MISSED: (later("Missed"), Tone.WARN),
    Stage.IDLE: (later("Nothing to tell"), Tone.PLAIN),
    Stage.RETRACTED: (later("Retracted"), Tone.PLAIN),
}
TRIED = (later("Is tried again"), Tone.WARN)
HELD = (later("Held by quiet hours"), Tone.WARN)
TASKS = {
    Task.EDIT: later("The change of a post"),
    Task.DELETE: later("The retraction of a post"),
}
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ON_TIME = timedelta(seconds=10)
LEADS = ("https://", "http://")
LINKS = 3  # to the messages of one post


def receipt(row: Delivery, schedule: Schedule, ctx: Context) -> Card:
    """One delivery as a card, with what a person can do about it."""
    t = ctx.t
    label, tone = _stage(row, ctx)
    return Card(
        t("{number}. {title}", number=schedule.id, title=schedule.title),
        badge=Badge(t(label), tone),
        body=tuple((line,) for line in _notes(row, ctx)),
        fields=tuple(_fields(row, schedule, ctx)),
        buttons=(*_offers(row, ctx), Button(t("Show it"), ctx.opener("schedules", number=schedule.id))),
    )


def _stage(row: Delivery, ctx: Context) -> tuple[str, Tone]:
    if row.stage is not Stage.DUE:
        return STAGES[row.stage]
    if row.attempts:
        return TRIED
    return HELD if row.held_from and row.held_from <= ctx.now else STAGES[row.stage]


def _notes(row: Delivery, ctx: Context) -> Iterator[str]:
    if row.task in TASKS and row.stage is not Stage.RETRACTED:
        yield ctx.t(TASKS[row.task])
    if row.why:
        yield ctx.t(row.why["text"], **row.why["names"])


def _fields(row: Delivery, schedule: Schedule, ctx: Context) -> Iterator[Field]:
    t, due = ctx.t, meant(row, schedule, ctx)
    yield Field(t("Where"), (ctx.places.label(row.place),))
    yield Field(t("Due"), (t.moment(row.held_from or due, ctx.zone),))
    if row.held_from:
        yield Field(t("Quiet hours"), t.line("Held until {until}", until=t.moment(due, ctx.zone)))
    if row.sent_at:
        yield Field(t("Arrived"), (t.moment(row.sent_at, ctx.zone),))
        late = row.sent_at - due
        yield Field(t("Late by"), (t("nothing, on time") if late < ON_TIME else lasting(roughly(late), t),))
    elif row.stage is Stage.DUE and row.attempts:
        yield Field(t("Next attempt"), (t.moment(row.due_at, ctx.zone),))
    if row.attempts > 1 or (row.attempts and row.stage in (Stage.DUE, Stage.UNCLEAR, Stage.DEAD)):
        yield Field(t("Attempts"), (t.number(row.attempts),))
    if links := _links(row, ctx):
        yield Field(t("Message"), links)


def meant(row: Delivery, schedule: Schedule, ctx: Context) -> datetime:
    """When it was to be sent: by its series, or at the end of the quiet hours that held it.

    `due_at` moves with each attempt, so it tells that only of what was never tried.
    """
    if row.held_from:
        return max(row.held_from, free_from(row.place, row.held_from, ctx))
    try:
        wall = datetime.fromisoformat(row.key)
        return resolve(schedule.changes.get(wall) or wall, ZoneInfo(schedule.series.zone))
    except ValueError:  # sent at once, or by a record's time
        return min(row.due_at, row.first_at or row.due_at)


def roughly(time: timedelta) -> timedelta:
    """A length as people would tell it: to the second up to two minutes, then to the minute, the hour, the day."""
    for size, upto in ((timedelta(seconds=1), 2 * MINUTE), (MINUTE, 2 * HOUR), (HOUR, 2 * DAY)):
        if time < upto:
            return round(time / size) * size
    return round(time / DAY) * DAY


def _links(row: Delivery, ctx: Context) -> Line:
    """The ways to the messages; what has no address in the world is one within its own platform only."""
    if row.stage not in (Stage.SENT, Stage.DEAD) or not row.message_ids:
        return ()
    urls = [ctx.places.link(row.place, id) for id in row.message_ids[:LINKS]]
    if row.place.partition(":")[0] != ctx.place.platform:
        urls = [url for url in urls if url.startswith(LEADS)]
    shown: list[Link | str] = []
    for number, url in enumerate(filter(None, urls), 1):
        shown += [", "] if shown else []
        shown.append(Link(ctx.t("Open message {n}", n=number) if len(urls) > 1 else ctx.t("Open it"), url))
    return tuple(shown)


def _offers(row: Delivery, ctx: Context) -> Iterator[Button]:
    if row.stage is Stage.UNCLEAR:
        yield Button(ctx.t("It is there"), ctx.opener("delivery-arrived", delivery=row.id))
    if row.stage in (Stage.UNCLEAR, Stage.DEAD, Stage.MISSED):
        label = ctx.t("Try it again") if row.task in TASKS else ctx.t("Send it again")
        yield Button(label, ctx.opener("delivery-again", delivery=row.id))
