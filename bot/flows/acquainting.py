"""The person who has most in common with somebody, of those who agreed to be suggested; to those who agreed as well."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.matching.cards import title
from bot.commands.matching.introducing import offer
from bot.commands.matching.reach import suggestable
from bot.commands.matching.reasons import told as because
from bot.commands.matching.viewing import seen
from bot.core.reply import Card
from bot.core.roles import Role
from bot.domain.affinity import best
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.domain.member import Profile
    from bot.storage.store import Tx


async def person_card(ctx: Context) -> Card:
    """Who they are and what the two have in common; that they were shown is noted, as for /find."""
    t = ctx.t
    if ctx.who.role < Role.MEMBER:
        return _nobody(t("I suggest members to members only."), ctx)
    mine, others = await ctx.look(lambda tx: _people(tx, ctx.who.id))
    if mine is None or Purpose.MATCHING not in mine.consents:
        return _nobody(
            t("You did not agree to introductions, so I suggest nobody to you, and you to nobody."),
            ctx,
        )
    found = await asyncio.to_thread(best, mine, others, 1)
    if not found:
        return _nobody(t("Nobody has something in common with you yet. I look again whenever you open /join."), ctx)
    ((one, reasons),) = found
    await seen((one.person,), "join", ctx)
    name = title(one.name, t)
    return Card(t("A person: {name}", name=name), body=((because(reasons, t),),), buttons=offer(one, ctx))


def _people(tx: Tx, person_id: str) -> tuple[Profile | None, list[Profile]]:
    return tx.members.profile(person_id), suggestable(tx, person_id)


def _nobody(why: str, ctx: Context) -> Card:
    return Card(ctx.t("A person"), body=((why,),))
