"""/profile-change: one answer of a profile, with the ways to give another. Behind a list only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.membership.answers import ANSWERS, fields
from bot.commands.profile_set import ProfileSet
from bot.commands.profiling.asking import NEEDED, WRITTEN, choosing, mark
from bot.commands.profiling.known import CHANGED, known
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.partial import Partial
from bot.core.reply import Reply

if TYPE_CHECKING:
    from bot.commands.profiling.known import Known


class ProfileChange(Command, name="profile-change", hidden=True, personal=True):
    """Change an answer."""

    ask: str = arg(default="", kind=Text(40), hidden=True)
    write: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The form of what is written, the choices of what is chosen."""
        if self.ask not in CHANGED:
            raise Garbled(self.spec.name)
        found = await ctx.look(lambda tx: known(tx, ctx.who.id))
        if self.ask in WRITTEN or (self.write and self.ask == "interests"):
            return self._form(found, ctx)
        return choosing(self.ask, found, ctx)

    def _form(self, found: Known, ctx: Context) -> Reply:
        """What is kept now stands in it, with a mark by which a change meanwhile is noticed."""
        t, asked, now = ctx.t, ANSWERS[self.ask], found.told.get(self.ask) or ""
        text = now if isinstance(now, str) else fields(now, t)
        form = Partial(ProfileSet, {"ask": self.ask, self.ask: text}, {"was": mark(now)}).form(ctx.reading)
        said = [t(asked.help or asked.question)]
        if self.ask not in NEEDED:
            said.append(t("Leave it empty to say nothing of it."))
        return Reply(("\n".join(said),), form=replace(form, title=t(asked.label)), private=True)
