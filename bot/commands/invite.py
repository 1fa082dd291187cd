"""/invite: a one-time link that makes somebody a member or an organiser."""

from __future__ import annotations

from hashlib import sha256

from bot.commands.facts.storing import Act
from bot.core import invites
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Label
from bot.core.reply import Button, Code, Reply
from bot.core.roles import Role
from bot.storage.store import Tx


class Invited(Label):
    """What somebody is invited to be."""

    MEMBER = "member"
    ORGANISER = "organiser"


ROLES = {Invited.MEMBER: Role.MEMBER, Invited.ORGANISER: Role.ORGANISER}


class Invite(Command, name="invite", needs=Role.ORGANISER, writes=True, examples=("invite member",)):
    """A one-time link that makes whoever opens it a member or an organiser."""

    role: Invited = arg("What they shall be: member or organiser")

    async def run(self, ctx: Context) -> Reply:
        """Make the link, for the asker's eyes alone."""
        t, act = ctx.t, Act.of(self, ctx)
        if not ctx.place.direct:
            raise Oops("An invitation is a secret. Please ask for it in our direct messages, with /invite.")
        secret = invites.new_secret()
        mark = sha256(secret.encode()).hexdigest()[:8]  # tells this link from one made for the same request before

        def unit(tx: Tx) -> str:
            invites.invite(tx, secret, ROLES[self.role], act.by, act.at)
            act.note(tx, None, {"role": self.role.value})
            return mark

        again = (Button(t("Another one"), self),)
        if await ctx.work(unit) != mark:
            return Reply((t("I have given you this link already; it is shown only once."),), buttons=again)
        told = t.line(
            "Whoever opens this first becomes a member, once, within {n} days. Put it behind the address of the web "
            "chat, and send it to one person: {path}"
            if self.role is Invited.MEMBER
            else "Whoever opens this first becomes an organiser, once, within {n} days. Put it behind the address of "
            "the web chat, and send it to one person: {path}",
            n=str(invites.VALID.days),
            path=Code(invites.PATH + secret),
        )
        return Reply(told, buttons=again, private=True, fleeting=True)
