"""Keeps reminders: a schedule that is its owner's alone, and what it says in a content row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from bot.core.errors import Oops
from bot.core.places import PLATFORMS
from bot.domain.announcement import Announcement
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.domain.zones import resolve, wall_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.core.context import Context, Person
    from bot.domain.delivery import Delivery
    from bot.storage.store import Tx

MOST = 100  # active reminders of one person
OWN = (Sort.REMINDER, Sort.DIGEST)
MINUTE = timedelta(minutes=1)
TITLE = 80  # characters of a reminder's name in lists


@dataclass(frozen=True, slots=True)
class Note:
    """What a reminder says: a text, or a record (`about`, an anchor) with its name and its time when it was made."""

    text: str = ""
    language: str = ""
    about: str = ""
    label: str = ""
    at: str = ""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Note:
        """Read it from what `body` gave."""
        language, text = next(iter(Announcement.of(body).text.items()), ("", ""))
        return cls(text, language, body.get("about", ""), body.get("label", ""), body.get("at", ""))

    def body(self) -> dict[str, Any]:
        """It as plain JSON, the text as announcements have theirs."""
        said = Announcement(text={self.language: self.text}) if self.text else Announcement()
        return {**said.body(), "about": self.about, "label": self.label, "at": self.at}


def direct(ctx: Context) -> str:
    """The asker's own direct messages, as a schedule names them; Oops where nobody can be reached later."""
    account = ctx.account
    if account is None or account.platform not in PLATFORMS:
        raise Oops("I can't write to you here later. Please ask me on Discord, on Slack or in the web chat.")
    return f"{account.platform}:@{account.id}"


def room(tx: Tx, who: Person) -> None:
    """Refuse one reminder more than anybody can mean."""
    if tx.schedules.count((State.ACTIVE,), who.id, sorts=(Sort.REMINDER,)) >= MOST:
        raise Oops(
            "You have {n} reminders waiting, which is the most there can be. /reminders lists them: cancel some first.",
            n=MOST,
        )


def keep(tx: Tx, made: Schedule, ctx: Context) -> dict[str, Any]:
    """Keep a reminder whose content is kept already; returns its `id` and the number of the `change`."""
    room(tx, ctx.who)
    draft = tx.schedules.add(replace(made, state=State.DRAFT), ctx.now)
    command = ctx.opener("reminder", schedule=draft.id).pack()  # its number is known only now
    kept = tx.schedules.put(replace(draft, state=State.ACTIVE, command=command), ctx.now)
    return {"id": kept.id, "change": tx.schedules.note(kept.id, ctx.now, ctx.who.id, "add", None, kept)}


def own(tx: Tx, id: int, who: Person) -> Schedule:
    """Somebody's own reminder or digest; Oops for what is not theirs."""
    schedule = tx.schedules.get(id)
    if schedule is None or schedule.owner != who.id or schedule.sort not in OWN:
        raise Oops("This reminder is not yours, or it is not there any more. /reminders lists your own.")
    return schedule


def later(schedule: Schedule, series: Series) -> Schedule:
    """A reminder that comes at other times, whatever time it followed before."""
    return replace(schedule, series=series, anchor="", changes={}, state=State.ACTIVE)


def put_off(tx: Tx, came: Schedule) -> list[Schedule]:
    """What was put off of a reminder and is still to come."""
    active = tx.schedules.listed((State.ACTIVE,), sorts=(Sort.REMINDER,), owner=came.owner or "", limit=2 * MOST)
    return [one for one in active if one.content == came.content and not one.series.rule and one.id != came.id]


def once(at: datetime, zone: ZoneInfo) -> Series:
    """A series of one moment, no earlier than it, to the minute.

    An hour that the clock shows twice names the first one; the second is told in UTC.
    """
    at = at.replace(second=0, microsecond=0) + (MINUTE if at.second or at.microsecond else timedelta(0))
    wall = wall_time(at, zone)
    return Series(wall, zone.key) if resolve(wall, zone) == at else Series(wall_time(at, UTC), "UTC")


def to_come(tx: Tx, who: Person, now: datetime) -> list[tuple[Schedule, datetime | None]]:
    """What is still to reach somebody, each with the moment until which it is held by now; paused ones too."""
    held = {row.schedule: row.due_at for row in waiting(tx, who) if row.held_from and row.held_from <= now}
    listed = tx.schedules.listed((State.ACTIVE, State.PAUSED), sorts=OWN, owner=who.id, limit=2 * MOST)
    mine = {one.id: one for one in listed if one.sort is Sort.REMINDER or _private(one)}
    mine |= {id: one for id, one in tx.schedules.several(list(held)).items() if one.state is State.DONE}
    return [(one, held.get(one.id)) for one in mine.values()]


def waiting(tx: Tx, who: Person) -> list[Delivery]:
    """What is planned for somebody and not begun."""
    return tx.deliveries.waiting(who.id, OWN)


def _private(schedule: Schedule) -> bool:
    return all(":@" in place for place in schedule.places)
