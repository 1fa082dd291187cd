"""/mydata: everything that is kept of somebody, as JSON and as a page to read."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.owning.archive import everything
from bot.commands.owning.page import page
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, File, Reply, Tone
from bot.core.spec import Pace


class Mydata(Command, name="mydata", personal=True, pace=Pace(5, timedelta(hours=1)), examples=("mydata",)):
    """Everything that I keep of you, over all your accounts, as a page to read and as JSON."""

    async def run(self, ctx: Context) -> Reply:
        """Two files, for the asker alone; the web chat's history keeps no copy of them."""
        t, found = ctx.t, await everything(ctx)
        read = File("mydata.html", "text/html", page(found, ctx).encode(), t("Everything, to be read and printed"))
        rows = sum(found.counts.values())
        said = [
            t.many(
                "Here is everything that I keep of you, on all your accounts: {n} entry.",
                "Here is everything that I keep of you, on all your accounts: {n} entries.",
                rows,
            ),
            t("The page is for you to read, the JSON for programs. Keep them well: they are yours alone."),
        ]
        if found.left_out:
            said.append(
                t.many(
                    "{n} older entry found no room in the file; an organiser gets it for you.",
                    "{n} older entries found no room in the file; an organiser gets them for you.",
                    found.left_out,
                )
            )
        buttons = (Button(t("What is kept, and why"), ctx.opener("privacy")),)
        files = (read, found.file) if found.file else (read,)
        text = (" ".join(said),)
        return Reply(text, buttons=buttons, files=files, tone=Tone.GOOD, private=True, fleeting=True)
