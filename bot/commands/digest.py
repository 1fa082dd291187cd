"""/digest: what is new, what closes and what begins, on one page; once, or again and again by itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.commands.digesting.news import KINDS, Times, gather
from bot.commands.digesting.sending import Rhythm
from bot.commands.digesting.showing import parts
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text, Whole
from bot.core.reply import Button, Reply
from bot.core.roles import Role
from bot.domain.zones import local_midnight, wall_time


class Digest(Command, name="digest", examples=("digest", "digest days=14", "digest topic=cancer")):
    """What is new and what is near: calls, events and partners, on one page."""

    days: int = arg("How many days back and ahead; 7 unless you say so", default=7, kind=Whole(1, 31))
    topic: str = arg("Only what is about this, such as cancer", default="", kind=Text(100))

    async def run(self, ctx: Context) -> Reply:
        """Put the parts together; with nothing to tell it is one line, which schedules leave out unless asked."""
        t, span = ctx.t, timedelta(days=self.days)
        # From midnight on: one that is late leaves nothing out that the last one did not tell.
        since = local_midnight(wall_time(ctx.now, ctx.zone).date() - span, ctx.zone)
        added = await ctx.look(lambda tx: tx.facts.added(KINDS, since))
        times = Times(since, ctx.now, ctx.now + span, ctx.zone)
        news = await asyncio.to_thread(gather, ctx.library, added, times, self.topic)
        names = {"topic": self.topic}
        if not news:
            said = (
                t.many(
                    "All quiet about “{topic}”: nothing is new, and nothing closes or begins in the next {n} day.",
                    "All quiet about “{topic}”: nothing is new, and nothing closes or begins in the next {n} days.",
                    self.days,
                    **names,
                )
                if self.topic
                else t.many(
                    "All quiet: nothing is new, and nothing closes or begins in the next {n} day.",
                    "All quiet: nothing is new, and nothing closes or begins in the next {n} days.",
                    self.days,
                )
            )
            return Reply((said,), buttons=self._ways(ctx), idle=True)
        said = (
            t.many(
                "What is new about “{topic}”, and what comes in the next {n} day:",
                "What is new about “{topic}”, and what comes in the next {n} days:",
                self.days,
                **names,
            )
            if self.topic
            else t.many(
                "What is new, and what comes in the next {n} day:",
                "What is new, and what comes in the next {n} days:",
                self.days,
            )
        )
        return Reply((said,), cards=tuple(parts(news, self.days, self.topic, ctx)), buttons=self._ways(ctx))

    def _ways(self, ctx: Context) -> tuple[Button, ...]:
        """To have it sent by itself; where a schedule sends it, only its reader is told how to stop it."""
        t = ctx.t
        if ctx.account is None:
            return (Button(t("My reminders"), ctx.opener("reminders")),) if ctx.place.direct else ()
        if ctx.who.role < Role.MEMBER:
            return ()
        topic = {"topic": self.topic} if self.topic else {}
        ways = [
            Button(t("Every Monday to me"), ctx.opener("digest-send", rhythm=Rhythm.WEEKLY.value, **topic)),
            Button(t("Every day to me"), ctx.opener("digest-send", rhythm=Rhythm.DAILY.value, **topic)),
        ]
        if ctx.who.role is Role.ORGANISER:
            ways.append(Button(t("Post it to a channel"), ctx.opener("schedule", command=self.pack())))
        return tuple(ways)
