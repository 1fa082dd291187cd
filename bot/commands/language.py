"""/language: in which language the bot speaks to somebody."""

from __future__ import annotations

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Label
from bot.core.reply import Button, Reply, Tone
from bot.core.words import words


class Language(Label):
    """A language of the bot, by its own name."""

    BG = "bg"
    EN = "en"

    @property
    def label(self) -> str:
        """The language's own name, the same whatever the language around it."""
        return {"bg": "Български", "en": "English"}[self.value]

    @property
    def proper(self) -> bool:
        """Never translated: who reads only the other language finds theirs."""
        return True


class SetLanguage(Command, name="language", writes=True, examples=("language bg", "language en")):
    """The language I speak to you: Bulgarian or English."""

    language: Language = arg("bg or en")

    async def run(self, ctx: Context) -> Reply:
        """Remember the choice and say so in the language chosen, with the way back."""
        before = Language(ctx.t.language)
        await ctx.work(lambda tx: tx.people.set_locale(ctx.who.id, self.language.value))
        back = () if before is self.language else (Button(before.label, SetLanguage(language=before)),)
        said = words(self.language.value)("I speak English with you from now on.")
        return Reply((said,), buttons=back, tone=Tone.GOOD)
