"""/role-undo: a change of a role is taken back within ten minutes. Behind a button only."""

from __future__ import annotations

from bot.commands.role_told import RoleTold
from bot.commands.roles.changing import called, change, found, refuse, still_organiser, taken
from bot.commands.roles.grouping import set_group
from bot.commands.roles.standing import Standing
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class RoleUndo(Command, name="role-undo", needs=Role.ORGANISER, writes=True, hidden=True):
    """Take back what you have just changed."""

    token: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Put things back as they were, if nobody has changed them since."""
        person, name = await ctx.work(lambda tx: self._undo(tx, ctx))
        if person:
            ctx.changed(person)
        shows = Button(ctx.t("Everybody's roles"), ctx.opener("role"))
        said = ctx.t("It is as it was before: {name}.", name=name)
        return Reply((said,), buttons=(shows,), tone=Tone.GOOD, private=True)

    def _undo(self, tx: Tx, ctx: Context) -> tuple[str, str]:
        still_organiser(tx, ctx)
        what = taken(tx, self.token, ctx)
        if group := what.get("group"):
            set_group(tx, group, what["name"], self, ctx, gives=what["gives"])
            return "", what["name"]
        met, was = found(tx, what["person"]), Standing(what["was"])
        if met.role != Standing(what["role"]).role:
            raise Oops("Somebody has changed this role meanwhile. Please look again with /role.")
        refuse(tx, met, was, ctx)
        change(tx, met, was, self, RoleTold(role=was, was=Standing(what["role"])), ctx)
        return met.id, called(met, ctx)
