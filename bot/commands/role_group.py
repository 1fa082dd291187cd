"""/role-group: a role on Discord or a user group on Slack makes organisers, or no more. Behind a confirmation only."""

from __future__ import annotations

import secrets

from bot.commands.role_undo import RoleUndo
from bot.commands.roles.changing import keep
from bot.commands.roles.giving import group_of
from bot.commands.roles.grouping import refuse_group, set_group
from bot.commands.roles.standing import Standing, may
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import RoleGroup
from bot.core.places import PLATFORMS
from bot.core.reply import Button, Confirm, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class RoleGroupSet(Command, name="role-group", needs=Role.ORGANISER, writes=True, hidden=True):
    """Let a role or a user group make organisers, or no more."""

    group: str = arg(default="", kind=RoleGroup(), hidden=True)
    gives: bool = arg(default=True, hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Say what it means; once it is confirmed, it counts from the next thing that anybody asks."""
        t = ctx.t
        name = await ctx.look(lambda tx: self._name(tx, ctx))
        if not ctx.confirmed:
            await ctx.look(lambda tx: refuse_group(tx, self.group, ctx, gives=self.gives))
            return self._asks(name, ctx)
        token = await ctx.work(lambda tx: self._set(tx, name, ctx))
        said = (
            t("Whoever has {name} is an organiser from now on.", name=name)
            if self.gives
            else t("{name} makes nobody an organiser any more. Who is one by name stays one.", name=name)
        )
        buttons = (Button(t("Undo"), RoleUndo(token=token)), Button(t("Everybody's roles"), ctx.opener("role")))
        return Reply((said,), buttons=buttons, tone=Tone.GOOD, private=True)

    def _name(self, tx: Tx, ctx: Context) -> str:
        told = group_of(self.group, ctx)
        platform, _, id = self.group.partition(":")
        kept = (one.name for one in tx.roles.grants() if (one.platform, one.id) == (platform, id))
        return told.name if told else next(kept, id)

    def _asks(self, name: str, ctx: Context) -> Confirm:
        t, platform = ctx.t, self.group.partition(":")[0]
        names = {"name": name, "platform": PLATFORMS.get(platform, platform)}
        lines = [
            t("Make organisers of all who have {name} on {platform}?", **names)
            if self.gives
            else t("Make no more organisers of those who have {name} on {platform}?", **names)
        ]
        if self.gives:
            lines.append(may(Standing.ORGANISER, t))
            lines.append(
                t("Whoever may give this role on Discord can make organisers with it.")
                if platform == "discord"
                else t("Whoever may change this user group in Slack can make organisers with it.")
            )
        label = t("Make them organisers") if self.gives else t("Make them no organisers")
        return Confirm(self, tuple(part for line in lines for part in (line, "\n"))[:-1], label)

    def _set(self, tx: Tx, name: str, ctx: Context) -> str:
        token = secrets.token_urlsafe(9)
        set_group(tx, self.group, name, self, ctx, gives=self.gives)
        keep(tx, token, {"group": self.group, "name": name, "gives": not self.gives}, ctx)
        return token
