"""Reminders of what is suggested to somebody who wants them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.remind import Remind
from bot.commands.reminding.keeping import direct
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.flows.choosing import call_for, event_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.context import Context
    from bot.flows.flow import Told
    from bot.storage.store import Tx

ARRANGED = "arranged"  # the reminders that were made, once
BEFORE_EVENT, BEFORE_DEADLINE = timedelta(days=1), timedelta(days=7)


def arrange_reminders(tx: Tx, told: Told, ctx: Context) -> None:
    """Keep a reminder of the event and one of the call, once; for members, who can cancel them with /reminders."""
    if not told.get("reminders") or ARRANGED in told or ctx.who.role < Role.MEMBER:
        return
    made = []
    for remind in _reminders(told, ctx):
        try:
            made.append(remind.keep(tx, remind.series(ctx), direct(ctx), ctx)["id"])
        except Oops:  # too soon to be reminded of, no more room, or the terminal, which has no direct messages
            continue
    tx.members.answer(ctx.who.id, ARRANGED, made, ctx.now)


def _reminders(told: Told, ctx: Context) -> Iterator[Remind]:
    wanted = frozenset(told.get("interests") or ())
    if event := event_for(wanted, ctx):
        yield Remind(about=f"event:{event.id}", before=BEFORE_EVENT)
    if call := call_for(wanted, ctx):
        yield Remind(about=f"call:{call.identifier}", before=BEFORE_DEADLINE)
