"""/unlink-part: parts one account from the others. Behind the buttons of /unlink only."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from bot.commands.link_told import LinkTold, News
from bot.commands.linking import telling
from bot.commands.membership.enrolling import arrange_places
from bot.core import linking
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.forgetting import tell
from bot.core.kinds import Text
from bot.core.reply import Confirm, Reply, Tone
from bot.storage.people import Linked
from bot.storage.store import Tx


class UnlinkPart(Command, name="unlink-part", writes=True, hidden=True):
    """Part this account from the others."""

    account: str = arg(default="", kind=Text(200), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Say what stays where; once it is confirmed, part it and tell both sides."""
        t = ctx.t
        if not ctx.confirmed:
            one = await ctx.look(lambda tx: self._mine(tx, ctx))
            return Confirm(self, ("\n".join(_says(one, ctx)),), t("Part it"))
        to = uuid4().hex
        done = await ctx.work(lambda tx: self._part(tx, ctx, to))
        ctx.changed(ctx.who.id)
        told = [t("Parted: this account is a guest of its own now.")]
        if done["moved"]:
            told.append(
                t.many(
                    "{n} reminder that came there comes to your other account now.",
                    "{n} reminders that came there come to your other account now.",
                    done["moved"],
                )
            )
        if done["paused"]:
            told.append(
                t.many(
                    "{n} reminder rests: your other accounts have no direct messages.",
                    "{n} reminders rest: your other accounts have no direct messages.",
                    done["paused"],
                )
            )
        return Reply(("\n".join(told),), tone=Tone.GOOD, private=True)

    def _mine(self, tx: Tx, ctx: Context) -> Linked:
        accounts = tx.people.accounts(ctx.who.id)
        found = next((one for one in accounts if f"{one.platform}:{one.id}" == self.account), None)
        if found is None or len(accounts) < 2:  # noqa: PLR2004 - one account is no two
            raise Oops("This account is not linked with yours any more. /unlink lists those that are.")
        if tx.erasures.pending(ctx.who.id):
            raise Oops("You are about to be forgotten. Take that back first with /forgetme.")
        return found

    def _part(self, tx: Tx, ctx: Context, to: str) -> dict[str, int]:
        self._mine(tx, ctx)
        moved, paused = linking.part(tx, ctx.who.id, self.account, to, ctx.now)
        arrange_places(tx, to, ctx.now)
        for id in (ctx.who.id, to):
            tell(tx, id, ctx.now, LinkTold(news=News.PARTED), f"unlink:{ctx.now:%Y%m%d%H%M%S%f}")
        return {"moved": moved, "paused": paused}


def _says(one: Linked, ctx: Context) -> Iterator[str]:
    t = ctx.t
    yield t("This account is parted from the others: {account}.", account=telling.account(one, t))
    yield t(
        "It becomes a guest with its own name, and keeps language and time zone. Your answers, agreements, role and"
        " reminders stay with your other accounts, and so does your conversation in the web chat."
    )
    yield t(
        "Reminders that come to this account's direct messages come to another of your accounts; if none has direct"
        " messages, they rest."
    )
    yield t("To join them again, use /link.")
