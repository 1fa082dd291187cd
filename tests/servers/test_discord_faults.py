"""The local Discord when things go wrong: limits, broken connections, sessions that end and resume."""

from __future__ import annotations

import asyncio
import os
import sys

import aiohttp
import discord
import pytest

from tests.servers.bare import House
from tests.servers.discord import running
from tests.servers.discord.waiting import until

MESSAGES = "POST /channels/.*/messages"


async def test_a_limit_is_waited_for(house: House) -> None:
    house.server.limit(MESSAGES, times=2, retry_after=0.01)
    await house.place.send("x")
    assert [each.status for each in house.server.requested(MESSAGES)] == [429, 429, 200]


async def test_a_bucket_runs_dry_and_fills_again(house: House) -> None:
    house.server.bucket(MESSAGES, limit=2, window=0.1)
    await asyncio.gather(*(house.place.send(str(n)) for n in range(4)))
    assert len(house.server.messages(house.general)) == 4


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_breaks_before_or_after(house: House, *, after: bool) -> None:
    house.server.drop(MESSAGES, after=after)
    with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
        await house.place.send("x")
    assert len(house.server.messages(house.general)) == int(after)


async def test_a_server_error_is_answered(house: House) -> None:
    house.server.fail(MESSAGES, 503)
    with pytest.raises(discord.DiscordServerError):
        await house.place.send("x")
    house.server.refuse(MESSAGES, 403, 50013)
    with pytest.raises(discord.Forbidden):
        await house.place.send("x")
    house.server.slow(MESSAGES, 0.05)
    await house.place.send("x")
    assert len(house.server.messages(house.general)) == 1


@pytest.mark.parametrize("how", ["close", "drop", "reconnect", "resumable"])
async def test_a_session_resumes_and_misses_nothing(house: House, how: str) -> None:
    gateway = house.server.gateway
    match how:
        case "close":
            gateway.close(4000)
        case "drop":
            gateway.drop()
        case "reconnect":
            gateway.ask_to_reconnect()
        case _:
            gateway.invalidate(resumable=True)
    await house.server.dm(house.ana, "Missed?")
    await until(lambda: bool(house.client.heard), 3, lambda: "nothing was replayed")
    await until(lambda: "resumed" in house.client.happened, 3, lambda: "no RESUMED came")
    assert [message.content for message in house.client.heard] == ["Missed?"]
    assert house.client.happened == ["ready", "resumed"]


async def test_an_invalid_session_starts_anew(house: House) -> None:
    house.server.gateway.invalidate(resumable=False)
    await until(lambda: house.client.happened == ["ready", "ready"], 8, lambda: f"only {house.client.happened}")
    assert [frame.op for frame in house.server.gateway.frames if frame.op in (2, 6)] == [2, 2]


async def test_a_code_that_ends_the_client_ends_it() -> None:
    async with running() as server:
        house = House(server)
        async with house.client:
            task = asyncio.create_task(house.client.start(server.token))
            await server.online()
            server.gateway.close(4004)
            with pytest.raises(discord.ConnectionClosed):
                await task


async def test_too_many_commands_in_a_day(house: House) -> None:
    path = f"/applications/{house.server.application_id}/guilds/{house.guild.id}/commands"
    all = [{"name": f"c{n}", "description": "d"} for n in range(100)]
    first = await house.ask("PUT", path, all)
    assert [each["id"] for each in await house.ask("PUT", path, all)] == [each["id"] for each in first]
    await house.ask("PUT", path, [{**each, "name": f"d{n}"} for n, each in enumerate(all)])
    with pytest.raises(discord.HTTPException) as error:
        await house.ask("PUT", path, [{"name": "e", "description": "d"}])
    assert error.value.code == 30034


@pytest.mark.parametrize(
    ("command", "where"),
    [
        ({"name": "Big"}, "0.name"),
        ({"name": "two words"}, "0.name"),
        ({"description": ""}, "0.description"),
        ({"description_localizations": {"xx": "d"}}, "0.description_localizations.xx"),
        ({"description_localizations": {"bg": "d" * 101}}, "0.description_localizations.bg"),
        ({"options": [{"type": 3, "name": "a", "description": "d"}] * 2}, "0.options.1"),
        ({"options": [{"type": 3, "name": f"a{n}", "description": "d"} for n in range(26)]}, "0.options"),
        (
            {
                "options": [
                    {"type": 3, "name": "a", "description": "d"},
                    {"type": 3, "name": "b", "description": "d", "required": True},
                ]
            },
            "0.options.1",
        ),
        (
            {"options": [{"type": 3, "name": "a", "description": "d", "choices": [{"name": "x", "value": 1}]}]},
            "0.options.0.choices.0.value",
        ),
        (
            {
                "options": [
                    {"type": 1, "name": "a", "description": "d"},
                    {"type": 3, "name": "b", "description": "d"},
                ]
            },
            "0.options",
        ),
        (
            {
                "options": [
                    {
                        "type": 3,
                        "name": f"a{n}",
                        "description": "d",
                        "choices": [{"name": f"{m}" * 50, "value": "v" * 100} for m in range(10, 30)],
                    }
                    for n in range(3)
                ]
            },
            "0",
        ),
    ],
)
async def test_a_command_is_refused(house: House, command: dict[str, object], where: str) -> None:
    body = [{"name": "name", "description": "d", **command}]
    with pytest.raises(discord.HTTPException, match=rf"In {where}: "):
        await house.ask("PUT", f"/applications/{house.server.application_id}/commands", body)


async def test_commands_are_given_back_as_discord_keeps_them(house: House) -> None:
    path = f"/applications/{house.server.application_id}/guilds/{house.guild.id}/commands"
    words = {"description_localizations": {"bg": "д"}, "default_member_permissions": "0"}
    await house.ask("PUT", path, [{"name": "name", "description": "d", **words}])
    (bare,) = await house.ask("GET", path)
    (full,) = await house.ask("GET", f"{path}?with_localizations=true")
    assert (bare["default_member_permissions"], bare["type"], "options" in bare) == ("0", 1, False)
    assert ("description_localizations" in bare, full["description_localizations"]) == (False, {"bg": "д"})


async def test_the_bot_starts_as_a_process_of_its_own() -> None:
    async with running() as server:
        words = (sys.executable, "-m", "tests.servers.discord.launch", server.api, server.gateway.url, "--help")
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*words, stdout=pipe, env={**os.environ, "COLUMNS": "100"})
        out, _ = await process.communicate()
        assert process.returncode == 0
        assert b"run" in out


async def test_an_interaction_can_be_told_twice(house: House) -> None:
    await house.server.slash(house.ana, house.general, "anything")
    first = await house.used()
    house.server.gateway.repeat("INTERACTION_CREATE")
    assert (await house.used()).id == first.id
