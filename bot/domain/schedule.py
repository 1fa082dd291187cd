"""What is to be sent, where, and when: the organisers' orders and members' reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.recurrence import Series

GRACE = timedelta(hours=2)
PATIENCE = timedelta(hours=24)


class State(StrEnum):
    """Where a schedule stands."""

    DRAFT = "draft"  # seen by its author alone, who has not said yes yet
    WAITING = "waiting"  # for a second organiser
    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"  # nothing is to come
    CANCELLED = "cancelled"


class Sort(StrEnum):
    """What kind of order it is; it decides who may see it and in which list it stands."""

    POST = "post"
    REMINDER = "reminder"
    DIGEST = "digest"
    NOTICE = "notice"  # the bot's own: what it writes to people unasked


@dataclass(frozen=True, slots=True)
class Schedule:
    """One order: a packed command, run as its owner whenever the series says so, its answer sent to each place.

    A place is `platform:id`, or `platform:@account` for somebody's direct messages. `via` is the owner's account that
    is told how it goes, `platform:id`. `anchor` is the record (`events:ID`) whose time the series follows, `before`
    ahead of it. `changes` are single occurrences moved (to another wall time) or skipped (None), by their wall time.
    `grace` is how late it may be sent, from the moment it may be; once an attempt was made it is tried for as long,
    or, if `patient`, for 24 hours.
    """

    id: int
    sort: Sort
    owner: str | None
    via: str
    command: str
    title: str
    series: Series
    places: tuple[str, ...]
    state: State
    content: int | None = None
    anchor: str = ""
    before: timedelta = timedelta(0)
    changes: Mapping[datetime, datetime | None] = field(default_factory=dict)
    grace: timedelta = GRACE
    patient: bool = False
    urgent: bool = False
    silent: bool = True
    ping: str = ""
    approved_by: str | None = None
    version: int = 1

    def key(self, wall: datetime) -> str:
        """What tells an occurrence from the others for ever: its own wall time, however it is moved."""
        return "anchor" if self.anchor else wall.isoformat(timespec="minutes")
