"""What an attempt came to, as the delivery's next state: pure."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.messenger import PlaceGone, TryLater, Unclear, Undelivered
from bot.core.words import later
from bot.domain.delivery import Stage, Task
from bot.domain.schedule import PATIENCE, Sort

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.errors import Oops
    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule

MUTED = later("They have muted me.")
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)
_chance = secrets.SystemRandom()


def sent(row: Delivery, ids: tuple[str, ...], at: datetime) -> Delivery:
    """It arrived, as these messages."""
    return row._replace(stage=Stage.SENT, message_ids=ids, sent_at=row.sent_at or at, why=None)


def retracted(row: Delivery) -> Delivery:
    """Its messages are gone."""
    return row._replace(stage=Stage.RETRACTED, why=None)


def idle(row: Delivery) -> Delivery:
    """There was nothing to tell."""
    return row._replace(stage=Stage.IDLE, why=None)


def muted(row: Delivery, schedule: Schedule) -> Delivery:
    """It was not to be sent: its reader has muted the bot. Sent later, it is a first attempt.

    What became of a post for everybody is given up instead, so that other organisers hear of it.
    """
    told = row.task is Task.TELL and schedule.sort is Sort.POST
    why = {"text": MUTED, "names": {}}
    return row._replace(stage=Stage.DEAD if told else Stage.IDLE, why=why, attempts=0, first_at=None)


def missed(row: Delivery) -> Delivery:
    """Nobody was there while it was worth sending."""
    return row._replace(stage=Stage.MISSED)


def held(row: Delivery, until: datetime, grace: timedelta) -> Delivery:
    """It waits for the quiet hours' end; nothing was attempted now."""
    first = row.first_at if row.attempts > 1 else None
    return row._replace(
        stage=Stage.DUE,
        held_from=row.held_from or row.due_at,
        due_at=until,
        ends_at=max(row.ends_at, until + grace),
        attempts=row.attempts - 1,
        first_at=first,
    )


def failed(row: Delivery, error: Oops, schedule: Schedule, now: datetime) -> Delivery:
    """The attempt did not come off: it is tried again after a growing wait while that is worth it, else given up.

    A post that may have arrived in spite of that is only asked after from then on, for as long as nobody answers.
    """
    row = row._replace(why=told(error))
    if isinstance(error, Unclear) and row.task is not Task.EDIT:
        return row._replace(stage=Stage.UNCLEAR)
    if not isinstance(error, TryLater):
        return row._replace(stage=Stage.DEAD)
    again = now + max(error.after, wait(row.attempts))
    ends = max(row.ends_at, row.due_at + PATIENCE) if schedule.patient and row.attempts == 1 else row.ends_at
    if again < ends or (row.task is Task.POST and again < ends + PATIENCE):
        return row._replace(stage=Stage.DUE, due_at=again, ends_at=ends)
    return row._replace(stage=Stage.UNCLEAR if row.task is Task.POST else Stage.DEAD)


def wait(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, and never quite the same for two."""
    whole: timedelta = min(FIRST_WAIT * 2 ** min(attempts - 1, 12), LONGEST_WAIT)
    return whole * _chance.uniform(0.75, 1.25)


def pauses(error: Oops) -> bool:
    """Whether the whole schedule had better wait for a person: its place is gone, or its command can't run."""
    return isinstance(error, PlaceGone) or not isinstance(error, Undelivered)


def told(error: Oops) -> dict[str, object]:
    """An error as it is kept: a sentence of the catalogue and plain words for its blanks."""
    return {"text": error.text, "names": {name: str(value) for name, value in error.names.items()}}
