"""/request-posted: a question in the organisers' place, as it stands when it is shown. Nobody types it."""

from __future__ import annotations

from bot.commands.helping.telling import View, card, offers
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.storage.help_requests import Stand
from bot.storage.store import Tx


class RequestPosted(Command, name="request-posted", hidden=True):
    """Show organisers a question and what they can do with it."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    state: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The question; a line when it was settled or withdrawn before anybody saw it is not worth a post."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        view = await ctx.look(self._read)
        if view is None:
            return Reply((ctx.t("This question is not there any more."),), idle=True)
        gone = view.asked.stand is Stand.WITHDRAWN
        return Reply(cards=(card(view, ctx, offers(view.asked, ctx)),), idle=gone)

    def _read(self, tx: Tx) -> View | None:
        asked = tx.help.get(self.request)
        return View.of(tx, asked) if asked else None
