"""Who asks too much at once is told so once; after that Slack hears that it was heard, and people see nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.core.command import Command
from bot.core.context import Account, Context, Place
from bot.core.reply import Reply
from bot.core.request import Packed, Request
from tests.adapters.slack.rig import clubhouse


class Again(Command, name="again"):
    """Says what it said."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("Here.",))


async def test_a_flood_of_slash_commands_gets_one_polite_answer() -> None:
    async with clubhouse(Again) as club:
        ana, place = Account("slack", club.ana.id), Place("slack", club.general.id)
        for number in range(40):
            await club.kit.core.handle(Request(f"r{number}", ana, place, Packed("1 again"), "Ana", "en"))
        told = await (await club.slack.command(club.ana, club.general, "/club again")).settled()
        assert told.text.startswith("That was a lot at once")
        silent = await (await club.slack.command(club.ana, club.general, "/club again")).answered()
        club.kit.clock.forward(timedelta(minutes=1))
        again = await (await club.slack.command(club.ana, club.general, "/club again")).settled()
        assert again.text.startswith("Here.")
        assert silent.shown == []
