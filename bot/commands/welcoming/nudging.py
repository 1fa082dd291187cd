"""Reminders to those who began to join and stopped midway: two at most, where they began."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.nudge import DAYS, Nudge
from bot.core import outbox

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
