"""/unenrolled: tells organisers that a role or a channel of the settings can't be given. Nobody types it."""

from __future__ import annotations

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.places import PLATFORMS
from bot.core.reply import Reply, Tone


class Unenrolled(Command, name="unenrolled", hidden=True):
    """Say that members can't be given what goes with their fields."""

    platform: str = arg(default="", kind=Text(20), hidden=True)
    what: str = arg(default="", kind=Text(40), hidden=True)
    why: str = arg(default="", kind=Text(600), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What cannot be given, and what to do about it."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        said = ctx.t(
            "On {platform} I can't give members what goes with their fields of interest: {what}. I try it again daily.",
            platform=PLATFORMS.get(self.platform, self.platform),
            what=self.what,
        )
        return Reply((f"{said} {self.why}".rstrip(),), tone=Tone.WARN)
