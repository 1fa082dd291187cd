"""/about: what the bot and the club are."""

from __future__ import annotations

from bot.commands.help import Help
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, Card, Field, Link, Reply


class About(Command, name="about", examples=("about",)):
    """What this bot is, and the club behind it."""

    async def run(self, ctx: Context) -> Reply:
        """Introduce the bot, the cluster, and what the records hold."""
        t, library = ctx.t, ctx.library
        said = t(
            "I am the memory and the clock of the {club}. I know its partners, programmes, projects, events and "
            "EU calls, and I answer in Bulgarian and English, each fact with its source.",
            club=ctx.club.name,
        )
        counts = tuple(
            Field(label, (t.number(n),))
            for label, n in (
                (t("Partners"), len(library.partners)),
                (t("Programmes"), len(library.programmes)),
                (t("Projects"), len(library.projects)),
                (t("Events"), len(library.events)),
                (t("EU calls"), library.calls.total),
            )
        )
        cluster = library.cluster
        link = ((Link(cluster.title(t.language), cluster.url),),) if cluster else ()
        return Reply(
            (said,), cards=(Card(t("What I know"), body=link, fields=counts),), buttons=(Button(t("Help"), Help()),)
        )
