"""What follows an answer: the next question, or the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.asking import question
from bot.flows.onboarding import ONBOARDING
from bot.flows.result import result
from bot.flows.state import state

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.core.reply import Line, Reply


async def on(ctx: Context, lead: Line = ()) -> Reply:
    """Where somebody stands, after what is said first."""
    told = await ctx.look(lambda tx: state(tx, ctx.who.id))
    ask = ONBOARDING.open(told)
    return await result(told, ctx, lead) if ask is None else question(ask.name, told, ctx, lead)
