"""The bot as a process of its own: killed in the middle of an answer, stopped in good order, refused at the door."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

from tests.adapters.discord.joining import answered, ended
from tests.servers.discord import Channel, Discord, Guild, Intent, User, running

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[3]
A_LIFE = 1 if os.environ.get("SOAK") else 4  # questions answered before the bot is killed


@dataclass
class Town:
    """A local Discord, and a folder in which the bot keeps what it knows."""

    discord: Discord
    guild: Guild
    general: Channel
    ana: User
    folder: Path

    @asynccontextmanager
    async def bot(self, **environment: str) -> AsyncIterator[Process]:
        """Start `python -m bot run`; whatever becomes of it, it is gone in the end."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.servers.discord.launch", self.discord.api, self.discord.gateway.url, "run"),
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'club.db'}",
                "DISCORD_TOKEN": self.discord.token,
                "DISCORD__GUILDS": str(self.guild.id),
                "WEB__LISTEN": "127.0.0.1:0",
                "CLUB_CONFIG": str(self.folder / "club.toml"),
                "LC_ALL": "C.UTF-8",
                **environment,
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with running() as discord:
        guild, ana = discord.guild("Life Sciences Club"), discord.user("Ana")
        discord.join(guild, ana)
        (tmp_path / "club.toml").touch()
        yield Town(discord, guild, guild.text("general"), ana, tmp_path)


async def until_it_says(process: Process, words: str) -> str:
    """Read what it prints until these words come."""
    assert process.stdout
    async with asyncio.timeout(20):
        while words not in (line := (await process.stdout.readline()).decode()):
            assert line, f"it ended without saying {words!r}"
    return line


async def test_a_button_from_before_a_kill_works_after_it(town: Town) -> None:
    async with town.bot() as process:
        await until_it_says(process, "On Discord I am")
        await town.discord.registered()
        calls = await (await town.discord.slash(town.ana, town.general, "calls")).settled()
        long = "the quick brown fox jumps over the lazy dog " * 3
        found = await (await town.discord.slash(town.ana, town.general, "search", text=long)).settled()
        town.discord.slow("callback", 5, before=True)
        await town.discord.slash(town.ana, town.general, "events")
        await asyncio.sleep(0.3)
        process.kill()
        await process.wait()
    page = calls.text
    async with town.bot() as process:
        await until_it_says(process, "On Discord I am")
        await (await town.discord.press(town.ana, calls.message, "More")).settled()
        assert calls.text != page
        shown = await (await town.discord.press(town.ana, found.message, "Show here")).settled()
        assert not shown.ephemeral
        assert "no longer works" not in shown.text


async def test_joining_goes_on_where_it_was_after_each_kill(town: Town) -> None:
    asked, seen = None, []
    while asked is None or not ended(asked):
        async with town.bot() as process:
            await until_it_says(process, "On Discord I am")
            await town.discord.registered()
            for _ in range(A_LIFE):
                if asked is None:
                    asked = await (await town.discord.slash(town.ana, town.general, "join")).settled()
                elif not ended(asked):
                    asked = await answered(town.discord, town.ana, asked)
                    seen.append(asked.text)
            process.kill()
            await process.wait()
    assert [f"{n} of" in text for n, text in enumerate(seen[:-1], 2)] == [True] * 10
    assert "Thank you, and welcome to the club!" in seen[-1]


async def test_it_stops_within_ten_seconds_after_what_runs_has_ended(town: Town) -> None:
    async with town.bot() as process:
        await until_it_says(process, "On Discord I am")
        await town.discord.registered()
        town.discord.slow("callback", 1, before=True)
        answer = await town.discord.slash(town.ana, town.general, "about")
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
        assert answer.shown
        assert process.stderr
        assert b"Traceback" not in await process.stderr.read()


@pytest.mark.parametrize(
    ("fault", "words"),
    [("token", "Reset Token"), ("intent", "Server Members Intent")],
)
async def test_what_a_setting_must_mend_is_told_and_the_web_chat_goes_on(town: Town, fault: str, words: str) -> None:
    environment = {}
    if fault == "token":
        environment["DISCORD_TOKEN"] = "MTIz.abc.def"
    else:
        town.discord.gateway.enabled = Intent(0)
    async with town.bot(**environment) as process:
        url = (await until_it_says(process, "The web chat is at")).split()[-1]
        assert process.stderr
        async with asyncio.timeout(20):
            told = b""
            while words.encode() not in told:
                told += await process.stderr.readline()
        assert b"Traceback" not in told
        async with ClientSession() as session, session.get(url + "healthz") as answer:
            assert answer.status == 200
