"""/link: one's accounts on several platforms become one person, by a code from one typed on the other."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.commands.link_join import LinkJoin
from bot.commands.linking.telling import accounts, refused, role
from bot.core import linking
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.linking import Match, Unfit
from bot.core.reply import Button, Code, Confirm, Reply
from bot.core.spec import Pace
from bot.storage.people import Linked
from bot.storage.store import Tx


class Link(
    Command,
    name="link",
    writes=True,
    personal=True,
    pace=Pace(10, timedelta(minutes=10)),
    examples=("link",),
):
    """Link your accounts on several platforms: get a code here, type it there."""

    code: str = arg("The code that you were given on your other account", default="", kind=Text(60))

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Show what a code would join and ask; without one make one, for the asker's eyes alone."""
        if self.code:
            return await _asked(self.code, ctx)
        t, here = ctx.t, ctx.account
        if here is None:
            raise Oops("Accounts are linked where you write to me yourself.")
        if await ctx.look(lambda tx: tx.erasures.pending(ctx.who.id)):
            raise linking_refused()
        code, turn = linking.new_code(), secrets.token_hex(4)  # the turn tells this code from one made before

        def unit(tx: Tx) -> str:
            linking.keep(tx, code, ctx.who.id, here, ctx.now)
            return turn

        again = (Button(t("Another code"), Link()),)
        if await ctx.work(unit) != turn:
            return Reply((t("I have given you this code already; it is shown only once."),), buttons=again)
        told = t.line(
            "On your other account use the command link within {n} minutes, and give it this code: {code}\nThere I show"
            " what is joined and ask before I do it. Give the code to nobody: whoever types it becomes you here.",
            n=str(int(linking.VALID.total_seconds() // 60)),
            code=Code(linking.shown(code)),
        )
        return Reply(told, buttons=again, private=True, fleeting=True)


def linking_refused() -> Oops:
    """Who is about to be forgotten links nothing."""
    return Oops("You are about to be forgotten. Take that back first with /forgetme.")


@dataclass(frozen=True, slots=True)
class _Case:
    found: Match
    mine: tuple[Linked, ...]
    theirs: tuple[Linked, ...]


async def _asked(code: str, ctx: Context) -> Confirm:
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
