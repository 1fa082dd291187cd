"""/role-give: somebody gets a role by name, or loses it. Behind a confirmation only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.role_told import RoleTold
from bot.commands.role_undo import RoleUndo
from bot.commands.roles.changing import called, change, found, refuse
from bot.commands.roles.giving import Giver, givers
from bot.commands.roles.standing import Standing, may
from bot.commands.roles.telling import accounts
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.reply import Button, Confirm, Line, Reply, Tone
from bot.core.roles import Role
from bot.core.words import later
from bot.storage.roles import Met
from bot.storage.store import Tx

ASKED = {
    Standing.ORGANISER: later("Make {name} an organiser?"),
    Standing.MEMBER: later("Make {name} a member?"),
    Standing.GUEST: later("Make {name} a guest?"),
}
DONE = {
    Standing.ORGANISER: later("{name} is an organiser now."),
    Standing.MEMBER: later("{name} is a member now."),
    Standing.GUEST: later("{name} is a guest now."),
}
LABELS = {
    Standing.ORGANISER: later("Make an organiser"),
    Standing.MEMBER: later("Make a member"),
    Standing.GUEST: later("Make a guest"),
}


class RoleGive(Command, name="role-give", needs=Role.ORGANISER, writes=True, hidden=True):
    """Change what somebody may do."""

    person: str = arg(default="", kind=Text(40), hidden=True)
    role: Standing = arg(default=Standing.MEMBER, hidden=True)
    was: Standing = arg(default=Standing.GUEST, hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Say whom it is about and what it means; once it is confirmed change it, and tell them."""
        met, lent = await ctx.look(lambda tx: self._read(tx, ctx))
        if not ctx.confirmed:
            was = Standing.of(met.role)
            return Confirm(replace(self, was=was), self._asks(met, lent, ctx), ctx.t(LABELS[self.role]))
        token = await ctx.work(lambda tx: self._give(tx, ctx))
        ctx.changed(self.person)
        t, name = ctx.t, called(met, ctx)
        lines = [t(DONE[self.role], name=name)]
        if lent and self.role.role < Role.ORGANISER:
            lines.append(_stays(lent, ctx))
        undo = () if met.id == ctx.who.id else (Button(t("Undo"), RoleUndo(token=token)),)
        shows = Button(t("Everybody's roles"), ctx.opener("role"))
        return Reply(_lines(lines), buttons=(*undo, shows), tone=Tone.GOOD, private=True)

    def _read(self, tx: Tx, ctx: Context) -> tuple[Met, list[Giver]]:
        met = found(tx, self.person)
        lent = [one for one in givers(tx.roles.grants(), ctx) if one.holds(met.accounts)]
        if not ctx.confirmed:
            if met.role == self.role.role:
                raise _same(met, self.role, lent, ctx)
            refuse(tx, met, self.role, ctx)
        return met, lent

    def _give(self, tx: Tx, ctx: Context) -> str:
        met = found(tx, self.person)
        refuse(tx, met, self.role, ctx)
        if met.role != self.was.role:
            raise Oops("Somebody has changed this role meanwhile. Please look again with /role.")
        return change(tx, met, self.role, self, RoleTold(role=self.role, was=self.was), ctx)

    def _asks(self, met: Met, lent: list[Giver], ctx: Context) -> Line:
        t = ctx.t
        lines = [
            t(ASKED[self.role], name=called(met, ctx)),
            t("Accounts: {accounts}", accounts=accounts(met, t)),
            may(self.role, t),
        ]
        if self.role.role < met.role:
            lines.append(
                t("What they scheduled is looked at again when it runs: what they may not do then is not done.")
            )
            if lent:
                lines.append(_stays(lent, ctx))
        if met.id == ctx.who.id:
            lines.append(t("This is you. Only another organiser can make you one again."))
        else:
            lines.append(t("I write to them that it was changed."))
        return _lines(lines)


def _lines(lines: list[str]) -> Line:
    return tuple(part for line in lines for part in (line, "\n"))[:-1]


def _stays(lent: list[Giver], ctx: Context) -> str:
    return ctx.t(
        "They stay an organiser through {what}: that is changed there, not here.",
        what="; ".join(one.label(ctx.t) for one in lent),
    )


def _same(met: Met, role: Standing, lent: list[Giver], ctx: Context) -> Oops:
    name = called(met, ctx)
    if lent and role.role < Role.ORGANISER:
        return Oops(
            "{name} is an organiser through {what}, not by name. Take it from them there.",
            name=name,
            what="; ".join(one.label(ctx.t) for one in lent),
        )
    return Oops("{name} has this role by name already, so there is nothing to change.", name=name)
