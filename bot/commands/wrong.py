"""/wrong: somebody saw a mistake in a record and tells the organisers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.commands.fact_edit import FactEdit
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, Record
from bot.core.reply import Audience, Bold, Button, Notice, Reply, Tone
from bot.core.spec import Pace, Param

KINDS = ("partner", "programme", "project", "event", "series", "call", "cluster")


class Wrong(
    Command,
    name="wrong",
    writes=True,
    pace=Pace(5, timedelta(minutes=10)),
    examples=('wrong call:HORIZON-HLTH-2027-01-CARE-02 text="The deadline has moved."',),
):
    """Tell the organisers that something in a record is wrong."""

    record: str = arg("The record that is wrong", kind=Record(KINDS))
    text: str = arg("What is wrong, and what would be right", kind=LongText(2000), in_form=True)

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:
        """What is wrong; and with which record, unless that is known."""
        return tuple(p for p in cls.spec.shown if p.name != "record" or not texts.get("record"))

    async def run(self, ctx: Context) -> Reply:
        """Keep the report, thank, and let the organisers know."""
        kind, _, record = self.record.partition(":")
        if not ctx.library.has(kind, record):
            raise Oops("This record is no longer there, so nothing in it can be wrong.")
        label = ctx.library.label(kind, record, ctx.t.language)
        await ctx.work(lambda tx: tx.reports.add(kind, record, ctx.who.id, self.text, ctx.now))
        told = ctx.club_words.line("Somebody says that {record} is wrong: {text}", record=Bold(label), text=self.text)
        mend = Button(ctx.club_words("Correct it"), FactEdit(record=self.record))
        thanks = ctx.t("Thank you! The organisers have your note on {record} and will look into it.", record=label)
        return Reply((thanks,), tone=Tone.GOOD, notices=(Notice(Audience.ORGANISERS, Reply(told, buttons=(mend,))),))
