"""Reminders to those who began to join and stopped midway: two at most, where they began."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.nudge import DAYS, Nudge
from bot.core import outbox
from bot.domain.delivery import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx


def nudges(tx: Tx, via: str, now: datetime) -> None:
    """Put both down when somebody begins, from `via` (`discord:123`); whether they are needed shows when they are due.

    They are direct messages to somebody who pressed Start: nobody else gets one. The terminal has no such messages.
    """
    platform, _, id = via.partition(":")
    if platform not in outbox.REACHED:
        return
    for day in DAYS:
        place, at = f"{platform}:@{id}", now + timedelta(days=day)
        outbox.send(tx, now, place=place, says=Nudge(day=day), key=f"nudge:{day}", at=at)


def join_nudges(tx: Tx, owner: str, now: datetime) -> None:
    """Two people turned out to be one: of what both were to be reminded of, what comes where they began stays."""
    joining = tx.members.onboarding(owner)
    began = joining.via.replace(":", ":@", 1) if joining else ""
    notices = tx.schedules.notices(now)
    places = [f"{one.platform}:@{one.id}" for one in tx.people.accounts(owner)]
    for day in DAYS:
        key = f"nudge:{day}"
        rows = [row for place in places if (row := tx.deliveries.keyed(notices, key, place))]
        over = any(row.stage is not Stage.DUE for row in rows)
        for row in rows:
            if over or row.place != began:
                outbox.drop(tx, now, place=row.place, key=key)
