"""Says yes for the second of two, and has the first told in the same moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core import outbox
from bot.storage.introductions import Stand

if TYPE_CHECKING:
    from bot.core.command import Command
    from bot.core.context import Context
    from bot.storage.introductions import Introduction
    from bot.storage.store import Tx

WITHIN = timedelta(days=7)  # how long a message is tried to be brought


def together(tx: Tx, one: Introduction, says: Command, ctx: Context) -> None:
    """Both said yes: whoever did not press now gets a direct message, which says how to reach the other."""
    tx.introductions.turn(one.id, Stand.ACCEPTED, ctx.now, was=Stand(one.state))
    waiting = one.one if ctx.who.id == one.other else one.other
    if place := outbox.direct(tx, waiting):
        key = f"introduced:{one.one}:{one.other}:{one.id}"  # goes with whoever of them is forgotten
        outbox.send(tx, ctx.now, place=place, says=says, key=key, within=WITHIN)
