"""What a code would join, shown before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.commands.link_join import LinkJoin
from bot.commands.linking.telling import accounts, refused, role
from bot.core import linking
from bot.core.context import Context
from bot.core.linking import Match, Unfit
from bot.core.reply import Confirm
from bot.storage.people import Linked
from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class _Case:
    found: Match
    mine: tuple[Linked, ...]
    theirs: tuple[Linked, ...]


async def asked(code: str, ctx: Context) -> Confirm:
    """Who would be joined with whom by a code that was typed, and what follows; Oops for one that joins nothing."""
    mark = linking.marked(code)
    case = await ctx.look(lambda tx: _read(tx, mark, ctx))
    if isinstance(case, Unfit):
        raise refused(case)
    return Confirm(LinkJoin(mark=mark, role=case.found.role), ("\n".join(_says(case, ctx)),), ctx.t("Link them"))


def _read(tx: Tx, mark: str, ctx: Context) -> _Case | Unfit:
    found = linking.match(tx, mark, ctx.who.id, ctx.account, ctx.now)
    if isinstance(found, Unfit):
        return found
    return _Case(found, tuple(tx.people.accounts(ctx.who.id)), tuple(tx.people.accounts(found.owner)))


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
    if found.raises:
        yield t("The accounts that the code comes from get your role: {role}.", role=role(found.role, t))
    yield t("All of these accounts hear of it, and /unlink parts them again; what has come together stays together.")
