"""/request-unreached: tells an organiser that their answer could not be brought. Nobody types it."""

from __future__ import annotations

from bot.commands.helping.keeping import answer_row
from bot.commands.helping.telling import View, card
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply, Tone
from bot.domain.delivery import Delivery, Stage
from bot.storage.store import Tx

LOST = (Stage.DEAD, Stage.UNCLEAR, Stage.MISSED)


class RequestUnreached(Command, name="request-unreached", hidden=True):
    """Say that an answer did not reach whoever asked."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What went wrong, and with which question; nothing when the answer arrived, or is still on its way."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        t = ctx.t
        view, row = await ctx.look(lambda tx: self._read(tx, ctx))
        if view is None or row is None or row.stage not in LOST:
            return Reply(idle=True)
        why = t(row.why["text"], **row.why["names"]) if row.why else ""
        said = t(
            "Your answer did not reach {name} in a direct message; they find it with /contact, under My questions.",
            name=view.who or t("whoever asked"),
        )
        return Reply((" ".join(filter(None, (said, why))),), cards=(card(view, ctx, ()),), tone=Tone.WARN)

    def _read(self, tx: Tx, ctx: Context) -> tuple[View | None, Delivery | None]:
        asked = tx.help.get(self.request)
        return (View.of(tx, asked), answer_row(tx, asked, ctx)) if asked else (None, None)
