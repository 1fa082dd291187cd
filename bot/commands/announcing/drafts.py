"""Keeps what is being prepared: a draft is a schedule that nobody but its author has seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.core.errors import Oops
from bot.domain.announcement import Announcement
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.domain.zones import wall_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from bot.core.context import Context, Person
    from bot.storage.store import Tx

TITLE = 80  # characters of a schedule's name in lists


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and what it says; None when it runs a command instead."""

    schedule: Schedule
    said: Announcement | None

    @property
    def at_once(self) -> bool:
        """Whether it goes out as soon as its author says so: it was given no time."""
        return not self.schedule.series.zone


@dataclass(frozen=True, slots=True)
class Order:
    """What an organiser asks for; no series is at once."""

    series: Series | None
    places: tuple[str, ...]
    ping: str
    grace: timedelta
    urgent: bool
    silent: bool = True


def blank(order: Order, ctx: Context) -> Schedule:
    """A draft of an order, still without what it runs. Without a time it names no zone."""
    via = f"{ctx.account.platform}:{ctx.account.id}" if ctx.account else ""
    now = wall_time(ctx.now, ctx.zone).replace(second=0, microsecond=0)
    return Schedule(
        id=0,
        sort=Sort.POST,
        owner=ctx.who.id,
        via=via,
        command="",
        title="",
        series=order.series or Series(now, ""),
        places=order.places,
        state=State.DRAFT,
        ping=order.ping,
        grace=order.grace,
        urgent=order.urgent,
        silent=order.silent,
    )


def kept(tx: Tx, id: int, who: Person) -> Draft:
    """Somebody's own draft; Oops when it is not there, or no draft any more."""
    schedule = tx.schedules.get(id)
    if schedule is None or schedule.owner != who.id:
        raise Oops("This draft is not there any more. Please begin again with /announce.")
    if schedule.state is not State.DRAFT:
        raise Oops("This is no draft any more: it has been scheduled or discarded. /schedules shows it.")
    content = tx.contents.get(schedule.content) if schedule.content else None
    return Draft(schedule, Announcement.of(content.body) if content else None)


def change(tx: Tx, id: int, version: int, ctx: Context, how: Callable[[Schedule], Schedule]) -> Schedule:
    """Change somebody's own draft, if it still is what they saw."""
    draft = kept(tx, id, ctx.who).schedule
    if version and draft.version != version:
        raise Oops("This draft was changed since you saw it. Please look at it again.")
    return tx.schedules.put(how(draft), ctx.now)


def write(tx: Tx, said: Announcement, order: Order, title: str, ctx: Context, draft: int, version: int) -> int:
    """Keep an announcement as a new draft, or in the place of what a draft said before; returns its number."""
    if said.picture and not tx.pictures.use(said.picture):
        raise Oops("The picture is not there any more. Please attach it again.")
    fresh = replace(blank(order, ctx), title=title[:TITLE])
    if draft:
        before = kept(tx, draft, ctx.who).schedule
        tx.contents.put(before.content or 0, said.body(), ctx.now)
        filled = replace(fresh, id=draft, content=before.content, command=before.command)
        return change(tx, draft, version, ctx, lambda now: replace(filled, version=now.version)).id
    content = tx.contents.add(said.body(), ctx.who.id, ctx.now)
    return tx.schedules.add(
        replace(fresh, content=content, command=ctx.opener("post", content=content).pack()), ctx.now
    ).id


def plain(said: Mapping[str, Any]) -> dict[str, str]:
    """What a mapping says, without what is empty."""
    return {key: text for key, text in said.items() if text}
