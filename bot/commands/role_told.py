"""/role-told: somebody hears what they may do now, since their role was changed. Nobody types it."""

from __future__ import annotations

from bot.commands.roles.standing import Standing, may
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Button, Reply, Tone
from bot.core.words import later

RAISED = {
    Standing.ORGANISER: later("You are an organiser of {club} now."),
    Standing.MEMBER: later("You are a member of {club} now."),
    Standing.GUEST: "",
}
LOWERED = {
    Standing.ORGANISER: "",
    Standing.MEMBER: later("You are no organiser of {club} any more; you are a member of it."),
    Standing.GUEST: later("You are a guest of {club} now: neither an organiser nor a member."),
}


class RoleTold(Command, name="role-told", hidden=True):
    """What you may do now."""

    awaited = True

    role: Standing = arg(default=Standing.MEMBER, hidden=True)
    was: Standing = arg(default=Standing.GUEST, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Say it if it is so; nothing when it was changed again meanwhile."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        t, met = ctx.t, await ctx.look(lambda tx: tx.roles.met(ctx.who.id))
        if met is None or met.role != self.role.role:
            return Reply(idle=True)
        raised = self.role.role > self.was.role
        said = t((RAISED if raised else LOWERED)[self.role], club=ctx.club.name)
        lines = [said, may(self.role, t)]
        if not raised:
            lines.append(t("What your roles on Discord or in Slack give you stays yours."))
        parts = tuple(part for line in lines if line for part in (line, "\n"))[:-1]
        shows = (Button(t("What I can do"), ctx.opener("help")),)
        return Reply(parts, buttons=shows, tone=Tone.GOOD if raised else Tone.PLAIN, private=True)
