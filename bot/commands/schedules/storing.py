"""Changes schedules, and keeps what they were so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.commands.facts.storing import Act
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.schedules import StaleSchedule

if TYPE_CHECKING:
    from bot.core.command import Command
    from bot.core.context import Context, Person
    from bot.storage.store import Tx

UNDO_WITHIN = timedelta(minutes=10)
PRIVATE = (Sort.REMINDER,)  # what is its owner's alone, organisers included


def mine(schedule: Schedule | None, who: Person) -> bool:
    """Whether somebody may see and change a schedule: their own, and organisers what is posted for all."""
    if schedule is None:
        return False
    return schedule.owner == who.id or (who.role is Role.ORGANISER and schedule.sort not in PRIVATE)


def found(tx: Tx, id: int, who: Person) -> Schedule:
    """The schedule of this number; Oops when there is none that they may see."""
    schedule = tx.schedules.get(id)
    if schedule is None or not mine(schedule, who):
        raise Oops("There is no schedule with the number {n}. /schedules lists them.", n=id)
    return schedule


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
    audit(tx, after, command, ctx)
    return {"id": id, "change": tx.schedules.note(id, ctx.now, ctx.who.id, what, before, after)}


def undo(tx: Tx, seq: int, command: Command, ctx: Context) -> dict[str, Any]:
    """Put a schedule back to what it was before a change, if nothing happened to it since."""
    done = tx.schedules.change(seq)
    current = found(tx, done.schedule if done else 0, ctx.who)
    if done and done.at + UNDO_WITHIN < ctx.now:
        raise Oops("That was more than ten minutes ago, so it can't be undone. /schedules offers what can be done now.")
    if done is None or done.after is None or current.version != done.after.version:
        raise Oops("The schedule was changed again since. /schedules shows it as it is now.")
    before = replace(done.before, version=current.version) if done.before else replace(current, state=State.CANCELLED)
    try:
        after = tx.schedules.put(before, ctx.now)
    except StaleSchedule as stale:
        raise Oops("The schedule was changed again since. /schedules shows it as it is now.") from stale
    audit(tx, after, command, ctx)
    return {"id": current.id, "change": tx.schedules.note(current.id, ctx.now, ctx.who.id, "undo", current, after)}


def audit(tx: Tx, schedule: Schedule, command: Command, ctx: Context) -> None:
    if schedule.sort not in PRIVATE:
        Act.of(command, ctx).note(tx)
