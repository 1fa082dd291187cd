"""/contact-ask: a question for an organiser. Behind /contact and its buttons only."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.contact_mine import ContactMine
from bot.commands.contact_withdraw import ContactWithdraw
from bot.commands.helping.keeping import Question, ask, reply_place
from bot.commands.helping.telling import topic_name
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText, Record, Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.spec import Pace
from bot.storage.store import Tx


class ContactAsk(Command, name="contact-ask", writes=True, hidden=True, pace=Pace(5, timedelta(minutes=10))):
    """Ask an organiser of the club."""

    text: str = arg("What you would like to ask", kind=LongText(2000), in_form=True)
    partner: str = arg(default="", kind=Record(("partner",)), hidden=True)
    follows: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep the question, tell the organisers, and say where the answer will come."""
        here = self.partner and ctx.library.has("partner", self.partner)
        topic = f"partner:{self.partner}" if here else ""

        def unit(tx: Tx) -> tuple[int, bool]:
            id = ask(tx, Question(self.text, topic, self.follows), ctx)
            asked = tx.help.get(id)
            return id, bool(asked and reply_place(tx, asked))

        id, reached = await ctx.work(unit)
        t = ctx.t
        said = (
            t("An organiser has your question. The answer comes to you in a direct message.")
            if reached
            else t("An organiser has your question. I can't write to you here: look for the answer under My questions.")
        )
        about = t("It is about {partner}.", partner=topic_name(topic, ctx)) if topic else ""
        return Reply(
            (" ".join(filter(None, (said, about))),),
            buttons=(
                Button(t("My questions"), ContactMine()),
                Button(t("Withdraw"), ContactWithdraw(request=id)),
            ),
            tone=Tone.GOOD,
            private=True,
        )
