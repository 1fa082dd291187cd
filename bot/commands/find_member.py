"""/find-member: one member of the directory, whole. Behind the buttons of /find only."""

from __future__ import annotations

from bot.commands.matching.cards import card
from bot.commands.matching.introducing import offer
from bot.commands.matching.reach import findable
from bot.commands.matching.reasons import told
from bot.commands.matching.viewing import seen
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.reply import Button, Reply
from bot.core.roles import Role
from bot.domain.affinity import affinity
from bot.domain.member import Profile
from bot.storage.store import Tx


class FindMember(Command, name="find-member", needs=Role.MEMBER, hidden=True, personal=True):
    """A member of the directory."""

    person: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What they agreed to show, if they agree still."""
        found = await ctx.look(lambda tx: self._read(tx, ctx))
        if found is None:
            raise Oops("This member is not in the directory any more. /find shows who is.")
        mine, profile = found
        await seen((self.person,), "card", ctx)
        back = Button(ctx.t("Members like me"), ctx.opener("find"))
        why = told(affinity(mine, profile), ctx.t)
        return Reply(cards=(card(profile, ctx, why=why, buttons=offer(profile, ctx)),), buttons=(back,), private=True)

    def _read(self, tx: Tx, ctx: Context) -> tuple[Profile, Profile] | None:
        found = next((one for one in findable(tx, ctx.who.id) if one.person == self.person), None)
        mine = tx.members.profile(ctx.who.id) or Profile(ctx.who.id, ctx.who.name)
        return (mine, found) if found else None
