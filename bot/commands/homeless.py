"""/homeless: tells organisers that newcomers are not greeted, for there is no channel for that. Nobody types it."""

from __future__ import annotations

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.places import PLATFORMS
from bot.core.reply import Reply, Tone


class Homeless(Command, name="homeless", hidden=True):
    """Say that there is no welcome channel."""

    platform: str = arg(default="", kind=Text(20), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What is missing, and where to set it; nothing once it is set."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        if self.platform in ctx.places.welcome:
            return Reply(idle=True)
        said = ctx.t(
            "Somebody has joined on {platform}, and there is no channel to welcome people in. Set {setting} to a"
            " channel's id in club.toml and start me again; I write to nobody there unasked.",
            platform=PLATFORMS.get(self.platform, self.platform),
            setting="discord.welcome_channel",
        )
        return Reply((said,), tone=Tone.WARN)
