"""Commands are put where the settings say, against the local Discord: only when they differ, and in one scope."""

from collections.abc import AsyncIterator

import discord
import pytest
from discord.http import HTTPClient
from structlog.testing import capture_logs

from bot.adapters.discord.register import commands
from bot.adapters.discord.registration import _readable, register
from bot.commands import QUESTION
from bot.core.book import Book
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.reply import Reply
from bot.core.words import words
from bot.flows import EVERY
from tests.servers.discord import Discord, running

BOOK = Book(EVERY, QUESTION)
NAMES = {command["name"] for command in commands(BOOK, everywhere=True)}
OTHER = {"type": 1, "name": "other", "description": "Of another program."}
PUT = r"PUT /applications/\d+"


class TooLong(Command, name="tea green"):
    """Pour tea, and say so in far more words than anybody would ever want to read while they are waiting for tea."""

    async def run(self, ctx: Context) -> Reply:
        return Reply()


@pytest.fixture
async def server() -> AsyncIterator[Discord]:
    async with running() as server:
        yield server


@pytest.fixture
async def http(server: Discord) -> AsyncIterator[HTTPClient]:
    async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30) as client:
        await client.login(server.token)
        server.requests.clear()
        yield client.http


def names(server: Discord, guild: int | None = None) -> set[str]:
    return {command["name"] for command in server.registry(guild)}


def said(oops: Oops) -> str:
    return words("en")(oops.text, **oops.names)


async def test_without_servers_in_the_settings_commands_are_registered_for_all(
    server: Discord, http: HTTPClient
) -> None:
    assert await register(http, server.application_id, (), BOOK) == ()
    assert names(server) == NAMES
    assert len(server.requested(PUT)) == 1


async def test_with_servers_in_the_settings_commands_are_registered_there(server: Discord, http: HTTPClient) -> None:
    club, friends = server.guild("Club"), server.guild("Friends")
    assert await register(http, server.application_id, (club.id, friends.id), BOOK) == ()
    assert names(server, club.id) == names(server, friends.id) == NAMES
    assert names(server) == set()
    assert len(server.requested(PUT)) == 2


@pytest.mark.parametrize("where", ["a server", "all servers"])
async def test_a_second_start_asks_and_registers_nothing(server: Discord, http: HTTPClient, where: str) -> None:
    guilds = (server.guild("Club").id,) if where == "a server" else ()
    await register(http, server.application_id, guilds, BOOK)
    server.requests.clear()
    with capture_logs() as logs:
        assert await register(http, server.application_id, guilds, BOOK) == ()
    assert not server.requested(PUT)
    assert {line["event"] for line in logs} == {"commands unchanged"}
    assert logs[0]["n"] == len(NAMES)


async def test_one_sentence_that_changed_is_registered_under_the_same_ids(server: Discord, http: HTTPClient) -> None:
    await register(http, server.application_id, (), BOOK)
    before = {command["name"]: command["id"] for command in server.registry()}
    held = next(command for command in server.registry() if command["name"] == "calls")
    held["options"][0]["description_localizations"]["bg"] = "Нещо друго"
    with capture_logs() as logs:
        await register(http, server.application_id, (), BOOK)
    assert logs == [{"event": "commands registered", "log_level": "info", "guild": None, "n": len(NAMES)}]
    assert {command["name"]: command["id"] for command in server.registry()} == before
    assert held not in server.registry()


async def test_commands_of_a_setting_that_changed_are_taken_away_so_that_no_name_shows_twice(
    server: Discord, http: HTTPClient
) -> None:
    club = server.guild("Club")
    await register(http, server.application_id, (), BOOK)
    await register(http, server.application_id, (club.id,), BOOK, elsewhere=(club.id,))
    assert (names(server), names(server, club.id)) == (set(), NAMES)
    await register(http, server.application_id, (), BOOK, elsewhere=(club.id,))
    assert (names(server), names(server, club.id)) == (NAMES, set())


async def test_a_server_that_left_the_settings_loses_its_commands(server: Discord, http: HTTPClient) -> None:
    club, friends = server.guild("Club"), server.guild("Friends")
    await register(http, server.application_id, (club.id, friends.id), BOOK)
    await register(http, server.application_id, (club.id,), BOOK, elsewhere=(club.id, friends.id))
    assert (names(server, club.id), names(server, friends.id)) == (NAMES, set())


async def test_what_another_program_left_is_replaced(server: Discord, http: HTTPClient) -> None:
    club = server.guild("Club")
    await http.bulk_upsert_guild_commands(server.application_id, club.id, [OTHER])
    await register(http, server.application_id, (club.id,), BOOK)
    assert names(server, club.id) == NAMES


async def test_a_server_that_the_bot_is_not_in_is_told_by_its_number_and_the_others_are_served(
    server: Discord, http: HTTPClient
) -> None:
    club = server.guild("Club")
    with capture_logs() as logs:
        (oops,) = await register(http, server.application_id, (1234567, club.id), BOOK)
    assert "1234567" in said(oops)
    assert "python -m bot manifest discord" in said(oops)
    assert names(server, club.id) == NAMES
    (told,) = (line for line in logs if line["log_level"] == "warning")
    assert told == {
        "event": "commands not registered",
        "log_level": "warning",
        "guild": 1234567,
        "why": said(oops),
    }


async def test_too_many_in_one_day_is_told_and_the_old_ones_stay(server: Discord, http: HTTPClient) -> None:
    await http.bulk_upsert_global_commands(server.application_id, [OTHER])
    server.commands[None].made = 200
    (oops,) = await register(http, server.application_id, (), BOOK)
    assert said(oops) == "Discord takes no more commands today. The old ones stay; start the bot again tomorrow."
    assert names(server) == {"other"}


@pytest.mark.parametrize("after", [False, True], ids=["before it was done", "after it was done"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_a_connection_that_breaks_is_tried_again(
    server: Discord, http: HTTPClient, method: str, *, after: bool
) -> None:
    server.drop(f"{method} .*/commands", after=after)
    assert await register(http, server.application_id, (), BOOK) == ()
    assert names(server) == NAMES


async def test_a_connection_that_keeps_breaking_is_told(server: Discord, http: HTTPClient) -> None:
    club = server.guild("Club")
    server.drop(rf"PUT .*/guilds/{club.id}/commands", times=100)
    (oops,) = await register(http, server.application_id, (club.id,), BOOK)
    assert said(oops).startswith("Discord did not take the commands: ")
    server.faults.orders.clear()
    assert await register(http, server.application_id, (club.id,), BOOK) == ()


async def test_a_limit_is_waited_for_and_a_long_one_told(server: Discord, http: HTTPClient) -> None:
    server.limit(PUT)
    assert await register(http, server.application_id, (), BOOK) == ()
    server.limit("GET .*/commands", retry_after=600)
    (oops,) = await register(http, server.application_id, (), BOOK)
    assert "600" in said(oops)


async def test_what_discord_refuses_is_named_as_people_type_it(server: Discord, http: HTTPClient) -> None:
    (oops,) = await register(http, server.application_id, (), Book((*EVERY, TooLong), QUESTION))
    assert "/tea green description: Must be between 1 and 100 in length." in said(oops)
    assert names(server) == set()


def test_positions_in_an_error_are_written_as_names() -> None:
    wanted = commands(BOOK, everywhere=True)
    fact = next(n for n, command in enumerate(wanted) if command["name"] == "fact")
    calls = next(n for n, command in enumerate(wanted) if command["name"] == "calls")
    lines = (
        "Invalid Form Body",
        f"In {fact}.options.0.options.1.description_localizations.bg: Must be 100 or fewer in length.",
        f"In {calls}.options.3.choices.0.name: Wrong.",
        "In 99.name: Wrong.",
        "In 99.options.7.name: Wrong.",
    )
    assert list(_readable("\n".join(lines), wanted)) == [
        "Invalid Form Body",
        "/fact edit field description_localizations bg: Must be 100 or fewer in length.",
        "/calls status Open ones name: Wrong.",
        "/99 name: Wrong.",
        "/99 options 7 name: Wrong.",
    ]
