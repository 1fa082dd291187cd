"""/templates: what organisers have kept to be posted again with other names and days in it."""

from __future__ import annotations

from bot.commands.announce import Announce
from bot.commands.announcing.templates import asked, blanks
from bot.commands.template_remove import TemplateRemove
from bot.core.actions import Opener
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, Card, Field, Line, Reply
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.storage.contents import Content


class Templates(Command, name="templates", needs=Role.ORGANISER, personal=True, examples=("templates",)):
    """Templates for announcements, and how to use one."""

    async def run(self, ctx: Context) -> Reply:
        """Each with its blanks, and the way to use it."""
        found = await ctx.look(lambda tx: tx.contents.templates())
        if not found:
            said = ctx.t("There are no templates yet. Prepare a post with /announce, then press “Keep as a template”.")
            return Reply((said,), buttons=(Button("/announce", Opener(Announce.spec)),))
        return Reply(cards=tuple(_card(one, ctx) for one in found))


def _card(content: Content, ctx: Context) -> Card:
    t, said = ctx.t, Announcement.of(content.body)
    shown = said.within(ctx.who.language)
    (language,) = shown.title
    body: tuple[Line, ...] = tuple(
        (text,) for text in (shown.title[language], *shown.text[language].split("\n")) if text
    )
    names = blanks(said)
    fields = (Field(t("Blanks"), (", ".join(names),)),) if names else ()
    use = Opener(Announce.spec, {"template": content.name or "", "blanks": asked(said)})
    remove = TemplateRemove(template=content.id)
    return Card(
        content.name or "", body=body, fields=fields, buttons=(Button(t("Use it"), use), Button(t("Remove"), remove))
    )
