"""/join-introduce: an introduction, drafted, changed, and looked at before anybody else sees it."""

from __future__ import annotations

from bot.commands.membership.answers import seen
from bot.commands.welcoming.introducing import last, shown, welcome
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText
from bot.core.partial import Partial
from bot.core.places import PLATFORMS
from bot.core.reply import Button, Preview, Reply, Weight
from bot.core.words import later, words
from bot.flows.drafting import MOST, draft
from bot.flows.state import state


class JoinIntroduce(Command, name="join-introduce", writes=True, hidden=True):
    """Introduce yourself."""

    text: str = arg("What shall others read about you?", default="", kind=LongText(MOST))

    submit = later("Look at it")

    async def run(self, ctx: Context) -> Reply:
        """Open the form with a draft; or keep what was written and show it as others will see it."""
        t, told = ctx.t, await ctx.look(lambda tx: state(tx, ctx.who.id))
        if not self.text.strip():
            form = Partial(type(self), {"text": told.get("introduction") or draft(told, ctx)}).form(ctx.reading)
            said = (
                t("This is your introduction. Change it as you like; nobody sees the change before you post it.")
                if told.get("introduction")
                else t("I drafted this from your answers. Change it as you like; nobody sees it before you post it.")
            )
            return Reply((said,), form=form, private=True)
        seen(self.text)
        await ctx.work(lambda tx: tx.members.answer(ctx.who.id, "introduction", self.text, ctx.now))
        change, place = Button(t("Change it"), ctx.opener("join-introduce")), welcome(ctx)
        if not place:
            said = t("Kept. There is no channel here to post it to; it stands in your profile.")
            return Reply((said,), buttons=(change,), private=True)
        standing = (await ctx.look(lambda tx: last(tx, ctx.who.id)))["place"]
        if standing:
            said = t(
                "Kept. An earlier introduction of yours stands in {place}; take it back before you post this one.",
                place=ctx.places.label(standing),
            )
            buttons = (Button(t("Take it back"), ctx.opener("join-retract")), change)
        else:
            said = t("This is exactly what would stand in {place}. Shall I post it?", place=ctx.places.label(place))
            buttons = (Button(t("Post it"), ctx.opener("join-post"), Weight.MAIN), change)
        return Reply((said,), previews=(self._preview(place, ctx),), buttons=buttons, private=True)

    def _preview(self, place: str, ctx: Context) -> Preview:
        platform, language = place.partition(":")[0], ctx.places.language(place, ctx.club.language)
        post = shown(self.text, ctx.who.name, words(language))
        return Preview(PLATFORMS.get(platform, platform), platform, language, post)
