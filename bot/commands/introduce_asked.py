"""/introduce-asked: brings a request to meet to whom it is for. Nobody types it."""

from __future__ import annotations

from bot.commands.matching.cards import title
from bot.commands.matching.introducing import over
from bot.commands.matching.reach import meets
from bot.commands.matching.requests import View, asked_card
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.storage.introductions import ASKED, Stand
from bot.storage.store import Tx


class IntroduceAsked(Command, name="introduce-asked", hidden=True):
    """Bring a request to meet."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    again: bool = arg(default=False, hidden=True)  # so that it is read anew: what was made once serves for a while

    async def run(self, ctx: Context) -> Reply:
        """Who asks, what they show of themselves, and what may be answered; nothing when that is over."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        view = await ctx.look(lambda tx: self._read(tx, ctx))
        if view is None or view.other is None:
            return Reply(idle=True)
        said = ctx.t(
            "{name} would like to meet you. They see your accounts only if you say yes, and you theirs; if you say no,"
            " they are not told.",
            name=title(view.other.name, ctx.t),
        )
        return Reply((said,), cards=(asked_card(view, ctx),))

    def _read(self, tx: Tx, ctx: Context) -> View | None:
        one = tx.introductions.get(self.request)
        if one is None or one.kind != ASKED or one.other != ctx.who.id or one.state != Stand.ASKED:
            return None
        if over(one, ctx.now) or meets(tx, one.one) is None or meets(tx, one.other) is None:
            return None
        return View.of(tx, one, ctx.who.id)
