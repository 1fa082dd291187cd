"""What the bot writes to people of its own accord goes into the courier's queue, with the write that it comes from.

The courier delivers each once, keeps quiet hours and tries again; a message is made when it is sent, so it tells what
is true then, and is not sent at all if there is nothing to say any more (`Reply.idle`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import Stage, Task
from bot.domain.schedule import PATIENCE
from bot.storage.deliveries import Row

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.reply import Action
    from bot.storage.store import Tx

REACHED = ("discord", "slack", "web")  # platforms on which people have direct messages, the likeliest to be read first
DAY = timedelta(days=1)


def send(
    tx: Tx,
    now: datetime,
    *,
    place: str,
    says: Action,
    key: str,
    at: datetime | None = None,
    within: timedelta = DAY,
    urgent: bool = False,
) -> bool:
    """Have a hidden command's answer sent to a place, `discord:3`, or to somebody, `slack:@U1`; soon, or at a time.

    It runs as the one whose direct messages these are. The same key to the same place is one message for ever: False
    when it was there already. `within`: how long it is tried for. What is urgent breaks into quiet hours.
    """
    due = at or now
    held = tx.schedules.notices(now, urgent=urgent)
    row = Row(held, key, place, due, due + within, task=Task.TELL, command=says.pack())
    return tx.deliveries.add([row]) == 1


def waits(tx: Tx, now: datetime, *, place: str, key: str) -> bool:
    """Whether what is to be sent under this key is still on its way."""
    row = tx.deliveries.keyed(tx.schedules.notices(now), key, place)
    return row is not None and row.stage in (Stage.DUE, Stage.LEASED) and row.task is Task.TELL


def drop(tx: Tx, now: datetime, *, place: str, key: str) -> bool:
    """Send nothing under this key after all; False when it is sent, or being sent."""
    row = tx.deliveries.keyed(tx.schedules.notices(now), key, place)
    return row is not None and row.task is Task.TELL and tx.deliveries.settle(row.id, Stage.IDLE, was=Stage.DUE)


def retract(tx: Tx, now: datetime, *, place: str, key: str) -> bool:
    """Delete what was sent under this key; False while it is being sent.

    What waits to be sent is left alone: its command is asked again then, and may have nothing to say any more.
    """
    row = tx.deliveries.keyed(tx.schedules.notices(now), key, place)
    if row is None or not row.message_ids:
        return row is None or row.stage is not Stage.LEASED
    return row.stage is Stage.RETRACTED or tx.deliveries.turn(row.id, Task.DELETE, now, now + PATIENCE)


def amend(tx: Tx, now: datetime, *, place: str, key: str, says: Action) -> None:
    """Put what a hidden command says now in the place of what was sent under this key.

    What is still to be sent says what is true then anyhow. The command must differ from the one before, if only in a
    number: what is made of one serves for a while.
    """
    row = tx.deliveries.keyed(tx.schedules.notices(now), key, place)
    if row and row.stage is Stage.LEASED:
        tx.deliveries.restate(row.id, says.pack())
    elif row and row.message_ids and row.stage is not Stage.RETRACTED:
        tx.deliveries.turn(row.id, Task.EDIT, now, now + PATIENCE, says.pack())


def direct(tx: Tx, person_id: str) -> str | None:
    """Where somebody reads direct messages: where they joined, else the likeliest; None if there is no such place."""
    began = tx.members.onboarding(person_id)
    accounts = tx.people.accounts(person_id)
    ranked = sorted(
        (account for account in accounts if account.platform in REACHED),
        key=lambda one: (f"{one.platform}:{one.id}" != (began.via if began else ""), REACHED.index(one.platform)),
    )
    return f"{ranked[0].platform}:@{ranked[0].id}" if ranked else None
