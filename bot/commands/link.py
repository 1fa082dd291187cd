"""/link: one's accounts on several platforms become one person, by a code from one typed on the other."""

from __future__ import annotations

import secrets
from datetime import timedelta

from bot.commands.linking.asking import asked
from bot.core import linking
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.reply import Button, Code, Confirm, Reply
from bot.core.spec import Pace
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
            return await asked(self.code, ctx)
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
