"""/unlink: one of one's accounts is to be somebody of its own again."""

from __future__ import annotations

from bot.commands.linking.telling import account, accounts
from bot.commands.unlink_part import UnlinkPart
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, Reply


class Unlink(Command, name="unlink", personal=True, examples=("unlink",)):
    """Part one of your accounts from the others."""

    async def run(self, ctx: Context) -> Reply:
        """List the accounts, each with its button."""
        t, mine = ctx.t, await ctx.look(lambda tx: tx.people.accounts(ctx.who.id))
        if len(mine) < 2:  # noqa: PLR2004 - one account is no two
            link = Button(t("Link another account"), ctx.opener("link"))
            return Reply((t("There is nothing to part: I know you by this account alone."),), buttons=(link,))
        said = t("Which of your accounts shall be parted from the others?\n{accounts}", accounts=accounts(mine, t))
        buttons = tuple(Button(account(one, t), UnlinkPart(account=f"{one.platform}:{one.id}")) for one in mine)
        return Reply((said,), buttons=buttons, private=True)
