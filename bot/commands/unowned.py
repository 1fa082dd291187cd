"""/unowned: what organisers hear when announcements have lost whoever scheduled them. Nobody types it."""

from __future__ import annotations

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone


class Unowned(Command, name="unowned", hidden=True):
    """Announcements that are paused, since whoever scheduled them is not with us any more."""

    n: int = arg(default=1, kind=Whole(1, 10**6), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """How many, and where to look at them."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        said = ctx.t.many(
            "{n} announcement is paused: whoever scheduled it is not with us any more. Somebody else can take it over.",
            "{n} announcements are paused: whoever scheduled them is not with us any more. Somebody else can take them"
            " over.",
            self.n,
        )
        look = Button(ctx.t("Show them"), ctx.opener("schedules", show="paused"))
        return Reply((said,), buttons=(look,), tone=Tone.WARN)
