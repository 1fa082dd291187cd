"""Places are completed while somebody types them, within what Discord takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Places
from bot.core.reply import Reply
from tests.adapters.discord.rig import Club, clubhouse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Shout(Command, name="shout"):
    """Name places."""

    where: tuple[str, ...] = arg("Where", kind=Places())

    async def run(self, ctx: Context) -> Reply:
        return Reply((" ".join(self.where),))


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse(Shout) as club:
        yield club


async def offered(club: Club, text: str) -> dict[str, str]:
    """The values of what is offered on Discord, by what people see."""
    choices = await club.discord.type_into(club.ana, club.general, "shout", "where", text)
    return {choice["name"]: choice["value"] for choice in choices if choice["name"].endswith("(Discord)")}


async def test_the_servers_channels_are_offered_by_their_names(club: Club) -> None:
    assert await offered(club, "gen") == {"#general (Discord)": f"discord:{club.general.id}"}


async def test_a_channel_is_offered_after_those_that_stand_there(club: Club) -> None:
    assert await offered(club, "#general (Discord), organ") == {
        "#general (Discord), #organisers (Discord)": f"#general (Discord), discord:{club.organisers.id}"
    }


async def test_what_was_picked_and_typed_on_is_read(club: Club) -> None:
    (value,) = (await offered(club, "#general (Discord), organ")).values()
    answer = await (await club.discord.slash(club.ana, club.general, "shout", where=value)).settled()
    assert answer.content == f"discord:{club.general.id} discord:{club.organisers.id}"


async def test_a_suggestion_too_long_for_discord_is_left_out(club: Club) -> None:
    fits, too_long = (", ".join(["x" * 20] * n) for n in (3, 4))
    assert len(await offered(club, f"{fits}, gen")) == 1
    assert await offered(club, f"{too_long}, gen") == {}


async def test_a_channel_that_is_made_is_offered_at_once_and_one_that_is_deleted_no_more(club: Club) -> None:
    news = club.guild.announcements("news")
    assert [*await offered(club, "news")] == ["#news (Discord)"]
    club.discord.delete_channel(news)
    assert await offered(club, "news") == {}
