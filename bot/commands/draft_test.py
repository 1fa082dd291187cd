"""/draft-test: a draft's author gets it as a direct message, exactly as it will stand there. Behind a button only."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.announcing.drafts import kept
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
            draft = kept(tx, self.draft, ctx.who).schedule
            place = f"{account.platform}:@{account.id}"
            key, command = f"test:{ctx.request}", draft.command
            row = Row(draft.id, key, place, ctx.now, ctx.now + WITHIN, task=Task.TEST, command=command)
            tx.deliveries.add([row])

        await ctx.work(send)
        return Reply((ctx.t("The test is on its way to your direct messages."),), tone=Tone.GOOD)
