"""What a reminder says when its time has come: what is true then."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.calls import card as call_card
from bot.commands.events import card as event_card
from bot.commands.reminding.subject import Subject, same, written
from bot.core.reply import Bold
from bot.domain.call import Call
from bot.domain.event import Event, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from bot.commands.reminding.keeping import Note
    from bot.core.context import Context
    from bot.core.reply import Card, Inline, Line
    from bot.domain.schedule import Schedule


def heading(note: Note, ctx: Context) -> Line:
    """What the reminder is for; in a channel it says who asked for it."""
    t, name, text = ctx.t, ctx.who.name, note.text or ""
    if note.text and (ctx.place.direct or not name):
        return t.line("Reminder: {text}", text=text)
    if note.text:
        return t.line("{name} asked to be reminded: {text}", name=name, text=text)
    record = Bold(label(note, ctx))
    if ctx.place.direct or not name:
        return t.line("Reminder of {record}", record=record)
    return t.line("{name} asked to be reminded of {record}", name=name, record=record)


def label(note: Note, ctx: Context) -> str:
    """What the record is called now, or was when it was there."""
    record = Subject.of(note.about, ctx.library).record
    return note.label if record is None else record.title if isinstance(record, Call) else record.name


def about(note: Note, schedule: Schedule, ctx: Context) -> tuple[Line, tuple[Card, ...]]:
    """What there is to say of the record now, and the record itself."""
    subject = Subject.of(note.about, ctx.library)
    match subject.record:
        case None:
            said = ctx.t(
                "{record} is not in the records any more: it may have been cancelled.", record=label(note, ctx)
            )
            return (said,), ()
        case Event() as event:
            return _joined(_event(event, note, schedule, ctx)), (event_card(ctx, event),)
        case Call() as call:
            return _call(call, note, ctx), (call_card(ctx, call),)


def shown(at: datetime | date, ctx: Context) -> Inline:
    """A time as it is recorded: a moment in the reader's zone, or a day."""
    from datetime import datetime

    return ctx.t.moment(at, ctx.zone) if isinstance(at, datetime) else ctx.t.day(at)


def _event(event: Event, note: Note, schedule: Schedule, ctx: Context) -> Iterator[Line]:
    t, before, at = ctx.t, written(note.at), event.starts_at or event.start
    if before is not None and not same(before, at, ZoneInfo(schedule.series.zone)):
        yield t.line("It was moved; it was to begin on {at}.", at=shown(before, ctx))
    match event.phase(ctx.now, ctx.zone):
        case Phase.UPCOMING:
            yield t.line("It begins on {at}.", at=shown(at, ctx))
        case Phase.RUNNING:
            yield t.line("It is on now: it began on {at}.", at=shown(at, ctx))
        case Phase.OVER:
            yield t.line("It is over: it began on {at}.", at=shown(at, ctx))


def _call(call: Call, note: Note, ctx: Context) -> Line:
    t, before, due = ctx.t, written(note.at), call.next_deadline(ctx.now)
    if due is None:
        return (t("No deadline of it is to come any more."),)
    if before is None or before == due.at:
        return t.line("The deadline is on {at}.", at=shown(due.at, ctx))
    names = {"before": shown(before, ctx), "at": shown(due.at, ctx)}
    if any(deadline.at == before for deadline in call.deadlines):
        return t.line("The deadline of {before} has passed; the next one is on {at}.", **names)
    return t.line("The deadline was moved from {before} to {at}.", **names)


def _joined(lines: Iterator[Line]) -> Line:
    return tuple(part for n, line in enumerate(lines) for part in (("\n", *line) if n else line))
