"""/digest-send: the digest comes to oneself by itself, every Monday or every day. Behind a button only."""

from __future__ import annotations

from bot.commands.announcing.times import coming
from bot.commands.digest import Digest
from bot.commands.digesting.sending import DAYS, LABELS, Rhythm, subscribe
from bot.commands.reminding.keeping import own
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import OneOf, Text
from bot.core.reply import Button, Reply, Tone
from bot.core.rhythm import spoken
from bot.core.roles import Role


class DigestSend(Command, name="digest-send", needs=Role.MEMBER, writes=True, hidden=True):
    """Have the digest sent to yourself again and again."""

    rhythm: Rhythm = arg(default=Rhythm.WEEKLY, kind=OneOf(Rhythm, LABELS), hidden=True)
    topic: str = arg(default="", kind=Text(100), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep it once, say when it comes, and let the person choose what an empty one does."""
        t, digest = ctx.t, Digest(days=DAYS[self.rhythm], topic=self.topic)
        title = t("Digest: {topic}", topic=self.topic) if self.topic else t("Digest")
        done = await ctx.work(lambda tx: subscribe(tx, digest.pack(), title, self.rhythm, self, ctx))
        schedule = await ctx.look(lambda tx: own(tx, done["id"], ctx.who))
        times = await coming(schedule, ctx, 1)
        first = t.moment(times[0].held or times[0].at, ctx.zone).shown if times else ""
        rhythm, stop = spoken(schedule.series, t), ctx.opener("reminder-cancel", schedule=schedule.id)
        if done["again"]:
            said = t("It comes to you already {rhythm}; next on {at}.", rhythm=rhythm, at=first)
            return Reply(
                (said,), buttons=(Button(t("Stop it"), stop), Button(t("My reminders"), ctx.opener("reminders")))
            )
        said = t(
            "The digest comes to you {rhythm}; first on {at}. When there is nothing new, nothing comes.",
            rhythm=rhythm,
            at=first,
        )
        return Reply(
            (said,),
            buttons=(
                Button(t("Write even then"), ctx.opener("digest-empty", schedule=schedule.id, says="yes")),
                Button(t("Undo"), ctx.opener("schedule-undo", change=done["change"])),
                Button(t("My reminders"), ctx.opener("reminders")),
            ),
            tone=Tone.GOOD,
        )
