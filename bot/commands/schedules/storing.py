"""Changes schedules, and keeps what they were so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.commands.announcing.times import free_from
from bot.commands.facts.storing import Act
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.domain.recurrence import occurrences
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.deliveries import Row
from bot.storage.schedules import StaleSchedule, as_json

if TYPE_CHECKING:
    from bot.core.command import Command
    from bot.core.context import Context, Person
    from bot.domain.delivery import Delivery
    from bot.storage.store import Tx

UNDO_WITHIN = timedelta(minutes=10)
SENT = ("approve-now",)  # what sends something at once
HELD_WITHIN = timedelta(days=1)  # no quiet hours are longer
MOST_HELD = 5
PRIVATE = (Sort.REMINDER,)  # what is its owner's alone, organisers included


def private(schedule: Schedule) -> bool:
    """Whether it is its owner's alone: a reminder, or what goes to direct messages only."""
    return schedule.sort in PRIVATE or all(":@" in place for place in schedule.places)


def found(tx: Tx, id: int, who: Person) -> Schedule:
    """The schedule of this number: their own, or for organisers what is posted for all; Oops when they see none."""
    schedule = tx.schedules.get(id)
    if schedule and (schedule.owner == who.id or (who.role is Role.ORGANISER and tx.schedules.shared(id))):
        return schedule
    raise Oops("There is no schedule with the number {n}. /schedules lists them.", n=id)


def ordered(tx: Tx, id: int, who: Person, version: int = 0) -> Schedule:
    """What organisers have posted, as `found` finds it; StaleSchedule if it is not this version any more."""
    schedule = found(tx, id, who)
    if private(schedule) or schedule.state is State.DRAFT:
        raise Oops("There is no schedule with the number {n}. /schedules lists them.", n=id)
    if version and schedule.version != version:
        raise StaleSchedule(schedule)
    return schedule


def delivered(tx: Tx, id: int, who: Person) -> tuple[Delivery, Schedule]:
    """A delivery and the schedule it is of, for those who may see that; Oops for everybody else.

    What the bot posts to a channel by itself is seen by organisers.
    """
    row = tx.deliveries.get(id)
    own = tx.schedules.get(row.schedule) if row and ":@" not in row.place and who.role is Role.ORGANISER else None
    try:
        if row and own and own.sort is Sort.NOTICE:
            return row, own
        if row:
            return row, found(tx, row.schedule, who)
    except Oops:
        pass
    raise Oops("This message is not there any more, or not yours to send.")


def add(tx: Tx, made: Schedule, command: Command, ctx: Context) -> dict[str, Any]:
    """Keep a new schedule; returns its `id` and the number of the `change`."""
    stored = tx.schedules.add(made, ctx.now)
    audit(tx, stored, command, ctx)
    return {"id": stored.id, "change": tx.schedules.note(stored.id, ctx.now, ctx.who.id, "add", None, stored)}


def change(
    tx: Tx, id: int, command: Command, ctx: Context, how: Callable[[Schedule], Schedule], what: str
) -> dict[str, Any]:
    """Change a schedule; returns its `id` and the number of the `change`, by which it can be undone.

    `what` names what was done, a word of ours such as pause. Raises Oops when it is not theirs.
    """
    before = found(tx, id, ctx.who)
    after = tx.schedules.put(how(before), ctx.now)
    hold(tx, before, after, ctx)
    audit(tx, after, command, ctx, before)
    return {"id": id, "change": tx.schedules.note(id, ctx.now, ctx.who.id, what, before, after)}


def undo(tx: Tx, seq: int, command: Command, ctx: Context) -> dict[str, Any]:
    """Put a schedule back to what it was before a change, if nothing happened to it since."""
    done = tx.schedules.change(seq)
    current = found(tx, done.schedule if done else 0, ctx.who)
    if done and done.what in SENT:
        raise Oops("What has been sent can't be undone. /schedules offers to retract it.")
    if done and done.at + UNDO_WITHIN < ctx.now:
        raise Oops("That was more than ten minutes ago, so it can't be undone. /schedules offers what can be done now.")
    if done is None or done.after is None or current.version != done.after.version:
        raise Oops("The schedule was changed again since. /schedules shows it as it is now.")
    before = replace(done.before, version=current.version) if done.before else replace(current, state=State.CANCELLED)
    try:
        after = tx.schedules.put(before, ctx.now)
    except StaleSchedule as stale:
        raise Oops("The schedule was changed again since. /schedules shows it as it is now.") from stale
    hold(tx, current, after, ctx)
    audit(tx, after, command, ctx, current)
    return {"id": current.id, "change": tx.schedules.note(current.id, ctx.now, ctx.who.id, "undo", current, after)}


def hold(tx: Tx, before: Schedule, after: Schedule, ctx: Context) -> None:
    """Plan again what quiet hours hold of a schedule: its time has passed, so the planner looks no more."""
    if after.state not in (State.ACTIVE, State.DONE) or after.anchor or not after.series.zone:
        return
    for one in occurrences(after.series, ctx.now - HELD_WITHIN, MOST_HELD, after.changes):
        if one.at > ctx.now:
            break
        ends = {place: free_from(place, one.at, ctx) for place in before.places}
        if before.urgent or max(ends.values(), default=one.at) <= ctx.now:
            continue
        dues = {place: ctx.now if after.urgent else free_from(place, one.at, ctx) for place in after.places}
        tx.deliveries.add(
            Row(after.id, after.key(one.wall), place, due, due + after.grace, one.at)
            for place, due in dues.items()
            if due >= ctx.now
        )


def audit(tx: Tx, schedule: Schedule, command: Command, ctx: Context, before: Schedule | None = None) -> None:
    """Write the audit's line with what has changed, except for what is somebody's own."""
    if private(schedule):
        return
    was, now = _told(tx, before), _told(tx, schedule)
    other = [name for name in now if before is None or was.get(name) != now[name]]
    Act.of(command, ctx).note(
        tx,
        {name: was[name] for name in other} if before else None,
        {"id": schedule.id, **{name: now[name] for name in other}},
    )


def _told(tx: Tx, schedule: Schedule | None) -> dict[str, Any]:
    """A schedule as the audit tells of it: people by their pseudonyms, their accounts not at all."""
    told = as_json(schedule) or {}
    names = {name: tx.pseudonyms.of(told[name]) for name in ("owner", "approved_by") if told.get(name)}
    return {name: value for name, value in {**told, **names}.items() if name != "via"}
