"""Announcements that the killed bot is to send, and the count of what stands on each platform at the end."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from bot.commands.post import Post
from bot.commands.schedules.posted import stands
from bot.domain.announcement import Announcement
from bot.domain.delivery import ASIDE, Stage, Task
from bot.domain.recurrence import Series, occurrences
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.deliveries import Row
from bot.storage.schema import delivery, schedule
from tests.servers import slack as slacks
from tests.servers.clock import now as hour

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.delivery import Delivery
    from bot.storage.database import Database
    from bot.storage.store import Tx
    from tests.servers import discord as discords

SOFIA = ZoneInfo("Europe/Sofia")
GRACE = timedelta(days=30)
NEVER = timedelta(days=300)  # ahead of every test's end
SOON = timedelta(seconds=4)  # a bot takes less to be there
WORDS = {"en": "the quick brown fox jumps over the lazy dog", "bg": "жълтата дюля беше щастлива"}


@dataclass
class Order:
    """What was put into the database, and what must become of it."""

    tag: str
    schedule: Schedule
    keys: set[str]  # of what is sent beside the series
    since: datetime
    long: bool
    edits: int = 0
    retracted: bool = False

    def expected(self, until: datetime) -> set[tuple[str, str]]:
        """The keys and places of everything that must have been sent by then."""
        found = occurrences(self.schedule.series, self.since, 50)
        keys = self.keys | {self.schedule.key(each.wall) for each in found if each.at <= until}
        return {(key, place) for key in keys for place in self.schedule.places}

    def announcement(self) -> Announcement:
        """What it says now: a short one has a title, a long one is several messages on Discord and on Slack."""
        title = {} if self.long else {"en": f"{self.tag} Hello", "bg": f"{self.tag} Здравейте"}
        said = {language: self._said(words) for language, words in WORDS.items()}
        return Announcement(title, said)

    def _said(self, words: str) -> str:
        this = f"{self.tag}.{self.edits}"
        times = range(6000 // len(words) if self.long else 2)
        return f"{this} begins: {' '.join(f'{words} {n} {this}' for n in times)}: {self.tag} ends"


@dataclass
class Orders:
    """Everything that was ordered. `wrong` counts what stands in the `channels`, by places."""

    database: Database
    owner: str
    via: str
    channels: Mapping[str, discords.Channel | slacks.Channel | None]  # None is a place of the web chat
    skew: float = 0.0  # seconds that the servers' clocks are ahead of the bot's
    all: list[Order] = field(default_factory=list)

    def now(self) -> datetime:
        """The bot's hour."""
        return datetime.fromtimestamp(hour() - self.skew, UTC)

    async def add(
        self,
        places: Sequence[str],
        at: datetime | None = None,
        *,
        rule: str = "",
        long: bool = False,
        ping: str = "",
        grace: timedelta = GRACE,
    ) -> Order:
        """Order an announcement for a moment, a whole minute, or as soon as the next bot is there."""
        began, tag = self.now(), f"A{len(self.all) + 1:03}"
        start = (at or began + NEVER).astimezone(SOFIA).replace(tzinfo=None, second=0, microsecond=0)
        made = Schedule(
            id=0,
            sort=Sort.POST,
            owner=self.owner,
            via=self.via,
            command="",
            title=tag,
            series=Series(start, str(SOFIA), rule),
            places=tuple(places),
            state=State.ACTIVE,
            grace=grace,
            ping=ping,
        )
        order = Order(tag, made, set() if at else {f"now:{tag}"}, began, long)

        def store(tx: Tx) -> Schedule:
            content = tx.contents.add(order.announcement().body(), self.owner, began)
            command = Post(content=content).pack()
            kept = tx.schedules.add(replace(made, command=command, content=content), began)
            due = began + SOON
            tx.deliveries.add(Row(kept.id, key, place, due, due + grace) for key in order.keys for place in places)
            return kept

        order.schedule = await self.database.write(store)
        self.all.append(order)
        return order

    async def edit(self, order: Order, *, long: bool) -> None:
        """Change everywhere what was posted."""
        order.edits, order.long = order.edits + 1, long
        await self._again(order, Task.EDIT)

    async def retract(self, order: Order) -> None:
        """Take back everywhere what was posted."""
        order.retracted = True
        await self._again(order, Task.DELETE)

    async def _again(self, order: Order, task: Task) -> None:
        at = self.now()

        def store(tx: Tx) -> None:
            assert order.schedule.content
            tx.contents.put(order.schedule.content, order.announcement().body(), at)
            tx.deliveries.reap(at + NEVER)  # of a bot that was killed
            for row in tx.deliveries.of(order.schedule.id):
                assert not stands(row) or tx.deliveries.turn(row.id, task, at, at + GRACE)

        await self.database.write(store)

    async def rows(self, order: Order) -> list[Delivery]:
        return await self.database.read(lambda tx: tx.deliveries.of(order.schedule.id))

    async def is_sent(self, order: Order) -> bool:
        """Whether all that was due has been sent, by the bot's own books, and nothing of it is on its way."""
        rows = [row for row in await self.rows(order) if row.attempts]
        sent = {(row.key, row.place) for row in rows if row.stage is Stage.SENT}
        return len(sent) == len(rows) and bool(sent) and sent == order.expected(self.now())

    async def open(self, at: datetime, *, later: bool = False) -> list[Any]:
        """What is leased, or due at a moment; or `later`, after an attempt that did not come off."""
        due = delivery.c.due_at <= at
        waits = (delivery.c.stage == 0) & (or_(due, delivery.c.attempts > 0) if later else due)

        def read(tx: Tx) -> list[Any]:
            of = tx.deliveries._connection
            found = [*of.execute(select(delivery).where(or_(delivery.c.stage == 1, waits)))]
            return [*found, *of.execute(select(schedule.c.id, schedule.c.plan_at).where(schedule.c.plan_at <= at))]

        return await self.database.read(read)

    async def tells(self) -> list[str]:
        """What schedules' owners were told."""
        aside = select(delivery).where(delivery.c.task.in_([task.value for task in ASIDE]))
        found = await self.database.read(lambda tx: [*tx.deliveries._connection.execute(aside)])
        tags = {order.schedule.id: order.tag for order in self.all}
        return [f"{tags[row.schedule_id]}: {row.place} was told, {row.key}: {row.why or ''}" for row in found]

    async def standing(self, place: str) -> dict[str, str]:
        """The messages in a place, by their ids."""
        channel = self.channels[place]
        if channel is None:
            posts = await self.database.read(lambda tx: tx.posts.since([place.partition(":")[2]], None, 0, 10_000))
            return {str(post.seq): json.dumps(post.body, ensure_ascii=False) for post in posts}
        if isinstance(channel, slacks.Channel):
            return {each.ts: each.text for each in channel.messages if each.author.bot}
        threads = [each for each in channel.guild.channels if each.parent is channel] if channel.guild else []
        all = [message for each in (channel, *threads) for message in each.messages if message.author.bot]
        return {str(each.id): each.text for each in all}

    async def wrong(self) -> list[str]:
        """What is lost, double, half or in the books only."""
        found: list[str] = []
        kept: Counter[tuple[str, str]] = Counter()
        there = {place: await self.standing(place) for place in self.channels}
        until = self.now()
        for order in self.all:
            rows = {(row.key, row.place): row for row in await self.rows(order)}
            wanted = order.expected(until)
            found += [f"LOST, never planned: {order.tag} {each}" for each in wanted - rows.keys()]
            found += [
                f"planned by mistake: {_about(order, rows[each])}" for each in rows.keys() - wanted if rows[each].stage
            ]
            for row in (rows[each] for each in wanted & rows.keys()):
                kept.update((row.place, id) for id in row.message_ids if row.stage is Stage.SENT)
                found += _wrong(order, row, there[row.place])
        found += [
            f"DOUBLE, or half of a post: {id} in {place}, {kept[place, id]} times in the books: {text[:70]!r}"
            for place, standing in there.items()
            for id, text in standing.items()
            if kept[place, id] != 1
        ]
        return found


def _wrong(order: Order, row: Delivery, there: Mapping[str, str]) -> list[str]:
    """What is wrong with one message in one place."""
    if row.stage is not (Stage.RETRACTED if order.retracted else Stage.SENT):
        return [f"not done: {_about(order, row)}"]
    if order.retracted:
        return [f"still there: {_about(order, row)}" for id in row.message_ids if id in there]
    text = "\n".join(there.get(id, "LOST") for id in row.message_ids)
    parts = ("LOST" not in text, f"{order.tag}.{order.edits} begins" in text, f"{order.tag} ends" in text)
    return [] if all(parts) else [f"LOST or not whole: {_about(order, row)}: {text[:70]!r}"]


def _about(order: Order, row: Delivery) -> str:
    said = f"{order.tag} in {row.place} ({row.id}, {row.key}): {row.task} {row.stage.name}, {row.attempts} attempts"
    return f"{said} since {row.first_at}, messages {row.message_ids}, {row.why or ''}"
