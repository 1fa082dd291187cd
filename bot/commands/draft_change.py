"""/draft-change: opens a draft's form again, with what stands in it. Behind a button only."""

from __future__ import annotations

from typing import Any

from bot.commands.announce import Announce, Whom, form_texts
from bot.commands.announcing.drafts import Draft, kept
from bot.commands.schedule import Schedule
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.roles import Role


class DraftChange(Command, name="draft-change", needs=Role.ORGANISER, hidden=True, personal=True):
    """Change a draft."""

    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The form that the draft came from."""
        draft = await ctx.look(lambda tx: kept(tx, self.draft, ctx.who))
        command = Announce if draft.said else Schedule
        partial = Partial(command, form_texts(command.spec.shown, values(draft, ctx), ctx), hidden(draft))
        return Reply(
            (ctx.t("Change what you like, and look at it again."),), form=partial.form(ctx.reading), private=True
        )


def hidden(draft: Draft) -> dict[str, str]:
    """What a form of a draft carries along: which one, and as of which version."""
    return {"draft": str(draft.schedule.id), "version": str(draft.schedule.version)}


def values(draft: Draft, ctx: Context) -> dict[str, Any]:
    """A draft's arguments, by name."""
    schedule, said = draft.schedule, draft.said
    found: dict[str, Any] = {
        "where": schedule.places,
        "when": None if draft.at_once else schedule.series,
        "ping": Whom(schedule.ping or "nobody"),
        "late": schedule.grace,
        "urgent": schedule.urgent,
        "empty": not schedule.silent,
        "command": schedule.command,
    }
    if said:
        has = said.languages()
        first = ctx.who.language if ctx.who.language in has else has[0]
        other = "en" if first == "bg" else "bg"
        found |= {"title": said.title.get(first, ""), "title_other": said.title.get(other, "")}
        found |= {"text": said.text.get(first, ""), "text_other": said.text.get(other, "")}
        found |= {"alt": said.alt.get(first, ""), "alt_other": said.alt.get(other, "")}
        found |= {"link": said.link, "picture": said.picture}
    return found
