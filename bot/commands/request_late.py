"""/request-late: reminds organisers of a question that has waited for long. Nobody types it."""

from __future__ import annotations

from bot.commands.helping.telling import View, card, offers
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.storage.store import Tx


class RequestLate(Command, name="request-late", hidden=True):
    """Remind organisers of a question."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The question once more, and who took it; nothing when it waits no more."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        view = await ctx.look(self._read)
        if view is None or view.asked.done_at is not None:
            return Reply(idle=True)
        t = ctx.t
        said = (
            t("{name} took this question a while ago, and it has no answer yet.", name=view.taken)
            if view.taken
            else t("This question waits for an answer, and nobody has taken it yet.")
        )
        every = Button(t("All questions"), ctx.opener("requests"))
        return Reply((said,), cards=(card(view, ctx, offers(view.asked, ctx)),), buttons=(every,), tone=Tone.WARN)

    def _read(self, tx: Tx) -> View | None:
        asked = tx.help.get(self.request)
        return View.of(tx, asked) if asked else None
