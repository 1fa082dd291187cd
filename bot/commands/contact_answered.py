"""/contact-answered: brings an organiser's answer to whoever asked. Nobody types it."""

from __future__ import annotations

from bot.commands.contact_mine import after_answer
from bot.commands.helping.telling import View, answer_card
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.storage.store import Tx


class ContactAnswered(Command, name="contact-answered", hidden=True):
    """Bring an answer."""

    awaited = True

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The answer, and what can be said to it; nothing for anybody but whoever asked."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        view = await ctx.look(lambda tx: self._read(tx, ctx.who.id))
        if view is None:
            return Reply(idle=True)
        said = ctx.t("Your question to the organisers has an answer.")
        return Reply((said,), cards=(answer_card(view, ctx),), buttons=after_answer(view.asked, ctx))

    def _read(self, tx: Tx, reader: str) -> View | None:
        asked = tx.help.get(self.request)
        mine = asked is not None and asked.answer is not None and asked.person_id == reader
        return View.of(tx, asked) if asked and mine else None
