"""/draft-test: a draft's author gets it as a direct message, exactly as it will stand there. Behind a button only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.commands.announcing import wording
from bot.commands.announcing.drafts import Draft, kept
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.places import PLATFORMS
from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.domain.delivery import Task
from bot.storage.deliveries import Row
from bot.storage.store import Tx

WITHIN = timedelta(minutes=30)


class DraftTest(
    Command, name="draft-test", needs=Role.ORGANISER, writes=True, hidden=True, pace=Pace(10, timedelta(minutes=10))
):
    """Send a draft to its author alone."""

    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Have it delivered to the asker's direct messages, quiet hours or not; it calls nobody."""
        account = ctx.account
        if account is None or account.platform not in PLATFORMS:
            raise Oops("I can't write to you directly here. Ask for the test on Discord, on Slack or in the web chat.")

        def send(tx: Tx) -> None:
            draft = kept(tx, self.draft, ctx.who)
            place, ends = f"{account.platform}:@{account.id}", ctx.now + WITHIN
            for number, command in enumerate(_commands(draft, ctx)):
                key = f"test:{ctx.request}:{number}"
                row = Row(draft.schedule.id, key, place, ctx.now, ends, task=Task.TEST, command=command)
                tx.deliveries.add([row])

        await ctx.work(send)
        return Reply((ctx.t("The test is on its way to your direct messages."),), tone=Tone.GOOD)


def _commands(draft: Draft, ctx: Context) -> Iterator[str]:
    """What is to be run: an announcement once for each language in which it will stand somewhere."""
    schedule, said = draft.schedule, draft.said
    if said is None:
        yield schedule.command
        return
    for language in sorted({said.spoken(read) for read in wording.languages(schedule, ctx)}):
        yield ctx.opener("post", content=schedule.content, language=language).pack()
