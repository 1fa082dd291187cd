"""/link-join: what a code would join, and the joining once that is confirmed. Carries the code's hash alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.commands.link_told import LinkTold
from bot.commands.linking.telling import accounts, refused, role, ways
from bot.commands.membership.enrolling import arrange_places
from bot.core import linking
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.forgetting import tell
from bot.core.kinds import Text, Whole
from bot.core.linking import Match, Unfit
from bot.core.reply import Confirm, Reply, Tone
from bot.core.spec import Pace
from bot.storage.people import Linked
from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class _Case:
    found: Match
    mine: tuple[Linked, ...]
    theirs: tuple[Linked, ...]


class LinkJoin(Command, name="link-join", writes=True, hidden=True, pace=Pace(10, timedelta(minutes=10))):
    """Link the accounts."""

    mark: str = arg(default="", kind=Text(64), hidden=True)
    role: int = arg(default=0, kind=Whole(0, 2), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Say who is joined with whom and what follows; once it is confirmed, do it and tell all their accounts."""
        here = ctx.account
        if here is None:
            raise Oops("Accounts are linked where you write to me yourself.")
        if not ctx.confirmed:
            case = await ctx.look(lambda tx: self._read(tx, ctx))
            if isinstance(case, Unfit):
                raise refused(case)
            says = "\n".join(_says(case, ctx))
            return Confirm(replace(self, role=case.found.role), (says,), ctx.t("Link them"))
        done = await ctx.work(lambda tx: self._join(tx, ctx))
        if "unfit" in done:
            raise refused(Unfit(done["unfit"]))
        if "again" in done:
            raise Oops("A role has changed meanwhile. Please type the code again.")
        who = await ctx.look(lambda tx: tx.people.find(here.platform, here.id))
        owner = who.id if who else ctx.who.id
        for id in (ctx.who.id, owner):
            ctx.changed(id)
        t, mine = ctx.t, await ctx.look(lambda tx: tx.people.accounts(owner))
        said = t("Linked. These accounts are all you:\n{accounts}", accounts=accounts(mine, t))
        return Reply((said,), buttons=ways(ctx), tone=Tone.GOOD, private=True)

    def _read(self, tx: Tx, ctx: Context) -> _Case | Unfit:
        found = linking.match(tx, self.mark, ctx.who.id, ctx.account, ctx.now)
        if isinstance(found, Unfit):
            return found
        return _Case(found, tuple(tx.people.accounts(ctx.who.id)), tuple(tx.people.accounts(found.owner)))

    def _join(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        done = linking.join(tx, self.mark, ctx.who.id, ctx.account, self.role, ctx.now)
        if isinstance(done, Unfit):
            return {"unfit": done.value}
        if done is None:
            return {"again": True}
        arrange_places(tx, done.owner, ctx.now)
        tell(tx, done.owner, ctx.now, LinkTold(), f"link:{ctx.now:%Y%m%d%H%M%S%f}")
        return {}


def _says(case: _Case, ctx: Context) -> Iterator[str]:
    t, found = ctx.t, case.found
    yield t("You are about to become one person with whoever asked for this code. Here you are:")
    yield accounts(case.mine, t)
    yield t("The code comes from:")
    yield accounts(case.theirs, t)
    yield t(
        "Link them only if all of these accounts are yours. Did somebody else send you the code? Then don't: they would"
        " see and do everything in your name."
    )
    yield t(
        "Answers, agreements, reminders and your conversation in the web chat come together. If both answered a"
        " question the newer answer stays, and of each agreement your last word; language, time zone and quiet hours"
        " are those of the account the code comes from."
    )
    if found.rises:
        yield t("This account gets the role of the other one: {role}.", role=role(found.role, t))
    if found.raises:
        yield t("The accounts that the code comes from get your role: {role}.", role=role(found.role, t))
    yield t("All of these accounts hear of it, and /unlink parts them again; what has come together stays together.")
