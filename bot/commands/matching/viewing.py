"""Notes who was shown whose profile: those whose it is may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.context import Context


async def seen(people: Iterable[str], how: str, ctx: Context) -> None:
    """Note that the asker was shown these people's profiles: each once a day, and never their own."""
    shown = list(people)
    today = ctx.now.astimezone(ctx.club.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    await ctx.work(lambda tx: tx.views.note(shown, ctx.who.id, how, ctx.now, since=today.astimezone(ctx.now.tzinfo)))
