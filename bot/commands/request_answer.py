"""/request-answer: an organiser answers a question, once. Behind a button only."""

from __future__ import annotations

from typing import Any

from bot.commands.helping.keeping import amend, answer, audit, found, waits
from bot.commands.helping.telling import View, answer_card
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText, Whole
from bot.core.reply import Button, Card, Reply, Tone
from bot.core.roles import Role
from bot.core.words import later
from bot.storage.store import Tx


class RequestAnswer(Command, name="request-answer", needs=Role.ORGANISER, writes=True, hidden=True):
    """Answer a question that somebody brought to the organisers."""

    submit = later("Send the answer")

    text: str = arg("Your answer; it goes to whoever asked, under your name", kind=LongText(3000), in_form=True)
    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Send it to whoever asked; who comes second sees what the first said, and loses nothing of their own."""
        t = ctx.t
        done = await ctx.work(lambda tx: self._answer(tx, ctx))
        if not done["first"]:
            view = await ctx.look(lambda tx: View.of(tx, found(tx, self.request)))
            said = t("Somebody was quicker: this was answered already, so yours was not sent.")
            mine = Card(t("What you wrote"), body=((self.text,),))
            return Reply((said,), cards=(answer_card(view, ctx), mine), tone=Tone.WARN, private=True)
        said = (
            t("Your answer is on its way to {name}.", name=done["who"] or t("whoever asked"))
            if done["reached"]
            else t(
                "I can't write to {name}; they find your answer with /contact.", name=done["who"] or t("whoever asked")
            )
        )
        left = await ctx.look(lambda tx: len(tx.help.waiting("")))
        onward = t("{label} ({n})", label=t("Those that wait"), n=left)
        buttons = (Button(onward, ctx.opener("requests")),) if left else ()
        return Reply((said,), buttons=buttons, tone=Tone.GOOD, private=True)

    def _answer(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        asked = found(tx, self.request)
        if asked.answer is not None:
            return {"first": False}
        waits(asked)
        tx.help.close(asked.id, ctx.who.id, ctx.now, self.text)
        reached = answer(tx, asked, ctx)
        audit(tx, "request-answer", asked, ctx)
        amend(tx, asked, ctx)
        return {"first": True, "reached": reached, "who": View.of(tx, asked).who}
