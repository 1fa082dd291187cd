"""Somebody is forgotten: every column that names them, as `bot.storage.personal` declares it, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, delete, false, func, insert, or_, select, type_coerce, update

from bot.domain.delivery import Stage, Task
from bot.domain.schedule import PATIENCE, Sort, State
from bot.storage import schema as s
from bot.storage.contents import Contents
from bot.storage.deliveries import Deliveries, turned
from bot.storage.personal import By, Fate, Trace, traces
from bot.storage.schedules import Schedules
from bot.storage.somebody import VEILED, Somebody, veil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import Any

    from sqlalchemy import ColumnElement, Connection

    from bot.domain.schedule import Schedule

NOBODY = "forgotten"  # who wrote a post whose author is no more
UNNAMED = "…"  # what stands in a text where somebody was named
CHUNK = 500  # rows named in one statement
_PRIVATE = (Sort.REMINDER, Sort.DIGEST)
_ENDS = {State.ACTIVE: State.PAUSED, State.WAITING: State.CANCELLED}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What others have to know: the announcements that were paused, as number and title."""

    paused: tuple[tuple[int, str], ...] = ()


def forget(connection: Connection, person_id: str, at: datetime) -> Forgotten:
    """Delete somebody with everything that is theirs; what others need stays and names nobody."""
    who = Somebody.of(connection, person_id)
    paused = tuple(_schedules(connection, who, at))
    _contents(connection, who)
    _posts(connection, who)
    _posted(connection, who, at)
    _memberships(connection, who)
    for trace in traces():
        if trace.column.table is not s.person:
            _apply(connection, trace, who)
    connection.execute(delete(s.person).where(s.person.c.id == who.id))
    codes = [veil(platform, id) for platform, id, _ in who.accounts]
    if codes:
        connection.execute(delete(s.erased).where(s.erased.c.hash.in_(codes)))
        connection.execute(insert(s.erased), [{"hash": code, "at": at, "language": ""} for code in codes])
    return Forgotten(paused)


def _schedules(connection: Connection, who: Somebody, at: datetime) -> Iterator[tuple[int, str]]:
    """What is theirs alone goes; what they scheduled for others stays without them, and rests."""
    schedules, deliveries = Schedules(connection), Deliveries(connection)
    for one in schedules.listed(tuple(State), owner=who.id, limit=1_000_000):
        if one.sort in _PRIVATE or one.state is State.DRAFT or all(place in who.places for place in one.places):
            schedules.remove(one.id)
            continue
        rests = _ENDS.get(one.state)
        after = schedules.put(replace(one, state=rests or one.state, **_without(one, who)), at)
        if rests:
            deliveries.stop(one.id, at)
            schedules.note(one.id, at, None, "pause", one, after)
        if rests is State.PAUSED:
            yield one.id, one.title


def _without(one: Schedule, who: Somebody) -> dict[str, Any]:
    places = tuple(place for place in one.places if place not in who.places)
    return {"owner": None, "via": "", "places": places}


def _contents(connection: Connection, who: Somebody) -> None:
    """What they wrote for no announcement goes, and pictures that none shows."""
    held = select(s.schedule.c.content_id).where(s.schedule.c.content_id.is_not(None))
    mine = (s.content.c.author == who.id, s.content.c.name.is_(None), s.content.c.id.not_in(held))
    connection.execute(delete(s.content).where(*mine))
    theirs = s.picture.c.person_id == who.id
    shown = Contents(connection).pictures()
    unshown = [id for id in connection.scalars(select(s.picture.c.id).where(theirs)) if id not in shown]
    for some in _chunks(unshown):
        connection.execute(delete(s.picture).where(s.picture.c.id.in_(some)))
    connection.execute(update(s.picture).where(theirs).values(name="picture"))


def _posts(connection: Connection, who: Somebody) -> None:
    """Their conversation goes; of what they wrote in channels, and of the answers there, an empty place stays."""
    place, key = s.post.c.place, s.post.c.key
    connection.execute(delete(s.post).where(or_(s.post.c.only_for == who.id, place == f"dm-{who.id}")))
    # What others were shown of them carries their id: the card of a member does, and so do its buttons.
    shown_of = and_(s.post.c.only_for.is_not(None), type_coerce(s.post.c.body, Text).contains(who.id, autoescape=True))
    mine = or_(s.post.c.author == who.id, key.startswith(f"web:{who.id}:", autoescape=True), shown_of)
    seqs = list(connection.scalars(select(s.post.c.seq).where(mine).order_by(s.post.c.seq)))
    last = connection.scalar(select(func.max(s.post.c.changed))) or 0
    for number, seq in enumerate(seqs, last + 1):
        # The number tells open windows, which have read it already.
        values = {"body": {}, "changed": number, "author": NOBODY, "key": None}
        connection.execute(update(s.post).where(s.post.c.seq == seq).values(values))
    for some in _chunks(seqs):
        connection.execute(delete(s.post_picture).where(s.post_picture.c.post_seq.in_(some)))
    shown = select(s.post_picture.c.digest)
    connection.execute(delete(s.shown_picture).where(s.shown_picture.c.digest.not_in(shown)))


def _posted(connection: Connection, who: Somebody, at: datetime) -> None:
    """What the bot posted of them in a channel, or wrote of them to others, is taken back there.

    Until then the row knows only which post it is.
    """
    d = s.delivery.c
    there = and_(d.place.not_in(who.places), d.message_ids.is_not(None), d.stage == int(Stage.SENT))
    for row in connection.execute(select(d.id, d.key, d.command).where(there, _any(who, d.key, d.command))):
        if who.names.search(f"{row.key} {row.command or ''}"):
            bare = {"key": f"erased:{row.id}", "command": None, "why": None}
            due = turned(Task.DELETE, at, at + PATIENCE)
            connection.execute(update(s.delivery).where(d.id == row.id).values({**due, **bare}))


def _memberships(connection: Connection, who: Somebody) -> None:
    """A hash stays where they still are: whoever compares the members must not take them for somebody who came."""
    m = s.membership.c
    for platform, id, _ in who.accounts:
        this = (m.platform == platform, m.account_id == id)
        connection.execute(delete(s.membership).where(*this, m.left_at.is_not(None)))
        connection.execute(update(s.membership).where(*this).values(account_id=VEILED + veil(platform, id)))


def _apply(connection: Connection, trace: Trace, who: Somebody) -> None:
    table, column = trace.column.table, trace.column
    match trace.by, trace.fate:
        case By.WITHIN, Fate.ROW:
            _drop_within(connection, trace, who)
        case By.WITHIN, Fate.VEILED:
            _veil_within(connection, trace, who)
        case _, Fate.ROW:
            connection.execute(delete(table).where(_names(trace, who)))
        case _, Fate.BLANK:
            empty = None if column.nullable else ""
            connection.execute(update(table).where(_names(trace, who)).values({column: empty}))
        case _:
            pass  # done above, or by what is deleted: a pseudonym names nobody once its key is gone


def _names(trace: Trace, who: Somebody) -> ColumnElement[bool]:
    column = trace.column
    match trace.by:
        case By.PERSON:
            return column == who.id
        case By.PLACE:
            return column.in_(who.places)
        case _:
            platform = column.table.c.platform
            return or_(false(), *(and_(platform == name, column == id) for name, id, _ in who.accounts))


def _drop_within(connection: Connection, trace: Trace, who: Somebody) -> None:
    column, keys = trace.column, tuple(trace.column.table.primary_key.columns)
    found = select(type_coerce(column, Text), *keys).where(who.within(column))
    for text, *values in connection.execute(found).all():
        if who.names.search(text):
            this = (key == value for key, value in zip(keys, values, strict=True))
            connection.execute(delete(column.table).where(*this))


def _veil_within(connection: Connection, trace: Trace, who: Somebody) -> None:
    column, (key,) = trace.column, tuple(trace.column.table.primary_key.columns)
    found = select(type_coerce(column, Text), key).where(who.within(column))
    for text, value in connection.execute(found).all():
        veiled = who.names.sub(UNNAMED, text.replace(f'"{who.id}"', "null"))
        if veiled != text:
            this = update(column.table).where(key == value)
            connection.execute(this.values({column: type_coerce(veiled, Text)}))


def _any(who: Somebody, *columns: Any) -> ColumnElement[bool]:  # noqa: ANN401 - columns of any type
    return or_(*(who.within(column) for column in columns))


def _chunks(ids: Iterable[Any]) -> Iterator[list[Any]]:
    every = list(ids)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]
