"""Placeholder of the lead: overwrite freely. Called by draft_go after it has stored a schedule as WAITING."""

from bot.core.context import Context
from bot.core.reply import Reply
from bot.domain.schedule import Schedule


async def asked(schedule: Schedule, ctx: Context) -> Reply:
    """What the author hears, with the notice to the organisers."""
    return Reply((ctx.t("A second organiser has to agree now."),))
