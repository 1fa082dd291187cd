"""How far somebody is, read and kept in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.membership.answers import store
from bot.commands.membership.answers import told as said
from bot.commands.membership.arranging import arrange_digest
from bot.commands.welcoming.nudging import nudges
from bot.flows.arranging import arrange_reminders
from bot.flows.onboarding import ONBOARDING, TAKEN

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.flows.flow import Told
    from bot.storage.store import Tx

PICKED = "picking"  # fields being chosen, until they are the answer
SHOWN = "asking"  # an answered question that is shown again: what is typed is meant for it
ASIDE = (PICKED, SHOWN)


def state(tx: Tx, person_id: str) -> dict[str, Any]:
    """All that somebody has said, and what their platform said for them."""
    rows, found = tx.members.answers(person_id), said(tx, person_id)
    return {**found, TAKEN: [name for name in ("language", "zone") if name in found and name not in rows]}


def begin(tx: Tx, ctx: Context) -> bool:
    """Note that somebody is joining, from where they are; whether it is the first time."""
    via = f"{ctx.account.platform}:{ctx.account.id}" if ctx.account else str(ctx.place)
    first = tx.members.begin(ctx.who.id, via, ctx.now)
    if first:
        nudges(tx, via, ctx.now)
    return first


def keep(tx: Tx, given: Told, ctx: Context) -> dict[str, Any]:
    """Keep answers, and note that somebody went on, or is done with that; returns what was kept."""
    person = ctx.who.id
    if tx.members.onboarding(person) is None:
        begin(tx, ctx)
    for name, value in given.items():
        store(tx, name, value, ctx)
    for name in ASIDE:
        tx.members.drop(person, name)
    tx.members.advance(person, ctx.now)
    told = state(tx, person)
    if ONBOARDING.open(told) is None:
        tx.members.finish(person, ctx.now)
        arrange_digest(tx, told, ctx)
        arrange_reminders(tx, told, ctx)
    return dict(given)
