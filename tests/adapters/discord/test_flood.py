"""Who asks too much at once is told so once; after that Discord hears that it was heard, and people see nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.core.command import Command
from bot.core.context import Account, Context, Place
from bot.core.reply import Button, Reply
from bot.core.request import Packed, Request
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord.waiting import until

POLITE = "That was a lot at once"


class Again(Command, name="again"):
    """Says what it said."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("Here.",), buttons=(Button("Again", self),))


async def flood(club: Club, times: int = 40) -> None:
    """Let Ana ask as much as one may."""
    ana, place = Account("discord", str(club.ana.id)), Place("discord", str(club.general.id))
    for number in range(times):
        await club.kit.core.handle(Request(f"r{number}", ana, place, Packed("1 again"), "Ana", "en"))


async def test_a_flood_of_slash_commands_gets_one_polite_answer() -> None:
    async with clubhouse(Again) as club:
        await flood(club)
        told = await (await club.discord.slash(club.ana, club.general, "again")).settled()
        assert told.text.startswith(POLITE)
        silent = await club.discord.slash(club.ana, club.general, "again")
        await until(lambda: silent.acknowledged and not silent.shown and not silent.waiting, 5, lambda: silent.text)


async def test_a_flood_of_presses_leaves_the_message_as_it_is() -> None:
    async with clubhouse(Again) as club:
        first = await (await club.discord.slash(club.ana, club.general, "again")).settled()
        await flood(club, 39)
        told = await (await club.discord.press(club.ana, first.message, "Again")).settled()
        silent = await club.discord.press(club.ana, first.message, "Again")
        await until(lambda: silent.acknowledged, 5, lambda: "nothing was heard")
        assert first.message.content == "Here."
        assert told.text.startswith(POLITE)
        assert silent.shown in ([], [first.message])


async def test_a_flood_of_direct_messages_gets_one_polite_answer() -> None:
    async with clubhouse(Again) as club:
        await flood(club)
        for _ in range(3):
            await club.discord.dm(club.ana, "/again")
        await until(lambda: len(club.discord.dms(club.ana)) == 4, 5, lambda: "no answer came")
        club.kit.clock.forward(timedelta(minutes=1))
        await club.discord.dm(club.ana, "/again")
        await until(lambda: club.discord.dms(club.ana)[-1].text.startswith("Here."), 5, lambda: "no answer came")
        assert [POLITE in message.text for message in club.discord.dms(club.ana)].count(True) == 1
