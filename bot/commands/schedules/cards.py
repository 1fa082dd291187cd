"""A schedule as organisers see it: what it is, where and when it goes, how it stands, what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.commands.announcing import wording
from bot.commands.announcing.times import coming
from bot.core.codec import Garbled, unpack
from bot.core.line import write
from bot.core.reply import Badge, Card, Code, Field, Tone
from bot.core.rhythm import lasting, spoken
from bot.core.words import later
from bot.domain.announcement import Announcement
from bot.domain.schedule import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.commands.announcing.times import Coming
    from bot.core.context import Context
    from bot.core.reply import Line
    from bot.core.words import Words
    from bot.domain.schedule import Schedule
    from bot.storage.store import Tx

STATES = {
    State.DRAFT: (later("Draft"), Tone.PLAIN),
    State.WAITING: (later("Waits for a second organiser"), Tone.WARN),
    State.ACTIVE: (later("Scheduled"), Tone.GOOD),
    State.PAUSED: (later("Paused"), Tone.WARN),
    State.DONE: (later("Done"), Tone.PLAIN),
    State.CANCELLED: (later("Cancelled"), Tone.PLAIN),
}
TO_COME = (State.DRAFT, State.WAITING, State.ACTIVE, State.PAUSED)
BEGINNING = 300  # characters of a text that tell what it is about


@dataclass(frozen=True, slots=True)
class Seen:
    """A schedule with what it says and the names of those who stand behind it; None for nobody."""

    schedule: Schedule
    said: Announcement | None
    owner: str | None
    approver: str | None


def seen(tx: Tx, schedule: Schedule) -> Seen:
    """A schedule with what is to be told of it."""
    content = tx.contents.get(schedule.content) if schedule.content else None
    said = Announcement.of(content.body) if content else None
    return Seen(schedule, said, named(tx, schedule.owner), named(tx, schedule.approved_by))


def named(tx: Tx, id: str | None) -> str | None:
    """What somebody is called; None when they are not with the club any more."""
    person = tx.people.get(id) if id else None
    return None if person is None else person.name or person.id[:8]


async def card(one: Seen, ctx: Context, most: int = 5) -> Card:
    """A schedule as a card, with so many of its next times."""
    s, t = one.schedule, ctx.t
    label, tone = STATES[s.state]
    times = await coming(s, ctx, most) if s.state in TO_COME and s.series.zone else ()
    return Card(
        t("{number}. {title}", number=s.id, title=s.title),
        badge=Badge(t(label), tone),
        body=tuple((line,) for line in _notes(one, ctx)),
        fields=tuple(_fields(one, times, ctx)),
    )


def aloud(ctx: Context) -> Context:
    """The context in the words and the zone of the club, for what all organisers read."""
    return replace(ctx, t=ctx.club_words, zone=ctx.club.zone)


def what(one: Seen, t: Words) -> Line:
    """What is posted: the beginning of a text, or a command as it is typed."""
    if one.said:
        part = one.said.within(t.language)
        text = " ".join(next(iter(part.text.values()), "").split())
        return (f"{text[:BEGINNING]}…" if len(text) > BEGINNING else text or t("An announcement without text"),)
    try:
        parcel = unpack(one.schedule.command)
    except Garbled:
        return (t("A command that is not there any more"),)
    return (Code(write(parcel.command, parcel.texts)),)


def _fields(one: Seen, times: tuple[Coming, ...], ctx: Context) -> Iterator[Field]:
    s, t = one.schedule, ctx.t
    yield Field(t("What"), what(one, t))
    yield Field(t("Where"), (", ".join(map(ctx.places.label, s.places)),))
    yield Field(t("When"), (spoken(s.series, t) if s.series.zone else t("As soon as it may go out"),))
    if times:
        yield Field(t("Next times"), _lines(moment(time, ctx) for time in times))
    if s.changes:
        yield Field(t("Moved or skipped"), (t.many("{n} occurrence", "{n} occurrences", len(s.changes)),))
    yield Field(t("Whose"), (one.owner or t("nobody's: its owner has left"),))
    if one.approver:
        yield Field(t("Approved by"), (one.approver,))
    if s.ping:
        yield Field(t("Pings"), (wording.ping(s.ping, t),))
    yield Field(t("Sent at most so late"), (lasting(s.grace, t),))
    if s.urgent:
        yield Field(t("Quiet hours"), (t("It is urgent, so it does not wait for them."),))


def _notes(one: Seen, ctx: Context) -> Iterator[str]:
    s, t = one.schedule, ctx.t
    if s.owner is None and s.state in (State.ACTIVE, State.PAUSED, State.WAITING):
        yield t("It can't be sent while it is nobody's. Take it over, and it goes on.")


def moment(time: Coming, ctx: Context) -> Line:
    """A time to come, and until when quiet hours hold it."""
    if time.held is None:
        return (ctx.t.moment(time.at, ctx.zone),)
    return ctx.t.line(
        "{at}, held by quiet hours until {until}",
        at=ctx.t.moment(time.at, ctx.zone),
        until=ctx.t.moment(time.held, ctx.zone),
    )


def _lines(lines: Iterable[Line]) -> Line:
    return tuple(part for number, line in enumerate(lines) for part in (("\n", *line) if number else line))
