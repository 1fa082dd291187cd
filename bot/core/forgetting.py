"""Rules of being forgotten that commands and the scheduler share."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core import outbox

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.command import Command
    from bot.core.context import Context
    from bot.storage.store import Tx

WAIT = timedelta(hours=24)  # in which a press from any of their accounts takes it back


def last_organiser(tx: Tx, person_id: str) -> bool:
    """Whether nobody could let anybody in any more without this person."""
    return [one.id for one in tx.people.organisers()] == [person_id]


def heard(ctx: Context) -> str:
    """The direct messages in which somebody asks, and so reads the answer; empty in a channel."""
    return f"{ctx.account.platform}:@{ctx.account.id}" if ctx.account and ctx.place.direct else ""


def tell(tx: Tx, person_id: str, now: datetime, says: Command, key: str, *, but: str = "") -> None:
    """Write to each account of somebody that can be written to, also those who muted the bot: it is about them.

    `but`: the direct messages in which it is said already, as the answer.
    """
    for account in tx.people.accounts(person_id):
        place = f"{account.platform}:@{account.id}"
        if account.platform in outbox.REACHED and place != but:
            outbox.send(tx, now, place=place, says=says, key=key, urgent=True)
