"""/draft-template: a draft is kept as a template for others like it. Behind a button only."""

from __future__ import annotations

from bot.commands.announcing.drafts import kept
from bot.commands.announcing.templates import blanks
from bot.commands.schedules.storing import audit
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text, Whole
from bot.core.reply import Button, Confirm, Reply, Tone
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.storage.store import Tx


class DraftTemplate(Command, name="draft-template", needs=Role.ORGANISER, writes=True, hidden=True):
    """Keep what a draft says as a template; words in braces are its blanks."""

    name: str = arg("What to call it", kind=Text(60))
    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Keep it under that name; one of the same name is replaced only when that was meant."""
        there = await ctx.look(lambda tx: tx.contents.template(self.name))
        if there and not ctx.confirmed:
            says = ctx.t("There is a template “{name}” already. Shall this take its place?", name=self.name)
            return Confirm(self, (says,), ctx.t("Replace it"))

        def keep(tx: Tx) -> list[str]:
            draft = kept(tx, self.draft, ctx.who)
            said = draft.said or Announcement()
            if not said.languages():
                raise Oops("There is no text to keep.")
            found = tx.contents.template(self.name)
            if found:
                tx.contents.put(found.id, said.body(), ctx.now)
            else:
                tx.contents.add(said.body(), ctx.who.id, ctx.now, self.name)
            audit(tx, draft.schedule, self, ctx)
            return list(blanks(said))

        names = await ctx.work(keep)
        told = [ctx.t("Kept as the template “{name}”.", name=self.name)]
        if names:
            told.append(ctx.t("Its blanks are: {names}.", names=", ".join(names)))
        return Reply((" ".join(told),), buttons=(Button("/templates", ctx.opener("templates")),), tone=Tone.GOOD)
