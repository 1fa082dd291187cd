"""The bot as a process of its own on Slack: killed in the middle of an answer, beside Discord, refused at the door."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

from bot.storage.database import Database
from tests.servers import discord as discords
from tests.servers import slack as slacks

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[3]


@dataclass
class Town:
    """A local Slack, and a folder in which the bot keeps what it knows."""

    slack: slacks.Slack
    general: slacks.Channel
    ana: slacks.User
    folder: Path

    @asynccontextmanager
    async def bot(self, *words: str, **environment: str) -> AsyncIterator[Process]:
        """Start `python -m bot run`; whatever becomes of it, it is gone in the end."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.servers.slack.launch", self.slack.api, *words, "run"),
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'club.db'}",
                "SLACK_BOT_TOKEN": self.slack.token,
                "SLACK_APP_TOKEN": self.slack.app_token,
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
    async with slacks.running() as slack:
        ana = slack.user("Ana", tz="Europe/London")
        (tmp_path / "club.toml").touch()
        yield Town(slack, slack.channel("general", ana), ana, tmp_path)


async def until_it_says(process: Process, *words: str) -> str:
    """Read what it prints until all these words have come; the last line."""
    assert process.stdout
    missing, line = set(words), ""
    async with asyncio.timeout(20):
        while missing:
            line = (await process.stdout.readline()).decode()
            assert line, f"it ended without saying {missing}"
            missing -= {word for word in missing if word in line}
    return line


async def test_a_button_from_before_a_kill_works_after_it(town: Town) -> None:
    async with town.bot() as process:
        await until_it_says(process, "On Slack I am")
        calls = await (await town.slack.command(town.ana, town.general, "/club calls")).settled()
        town.slack.slow("response_url", 5, before=True)
        await town.slack.command(town.ana, town.general, "/club events")
        await asyncio.sleep(0.3)
        process.kill()
        await process.wait()
    page = calls.text
    async with town.bot() as process:
        await until_it_says(process, "On Slack I am")
        await (await town.slack.press(town.ana, calls.message, "More")).settled()
        assert calls.text != page


async def test_a_report_whose_answer_was_cut_off_by_a_kill_is_kept_once(town: Town) -> None:
    line = "/club wrong record=krib text=Moved"
    async with town.bot() as process:
        await until_it_says(process, "On Slack I am")
        town.slack.slow("response_url", 5, before=True)
        answer = await (await town.slack.command(town.ana, town.general, line)).answered()
        process.kill()
        await process.wait()
    async with town.bot() as process:
        await until_it_says(process, "On Slack I am")
        town.slack.redeliver(answer)
        await answer.settled()
        assert "Thank you" in answer.text
    async with await Database.open(f"sqlite+aiosqlite:///{town.folder / 'club.db'}") as database:
        assert len(await database.read(lambda tx: tx.reports.open())) == 1


async def test_it_stops_within_ten_seconds_after_what_runs_has_ended(town: Town) -> None:
    async with town.bot() as process:
        await until_it_says(process, "On Slack I am")
        town.slack.slow("response_url", 1, before=True)
        answer = await (await town.slack.command(town.ana, town.general, "/club about")).answered()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
        assert answer.shown
        assert process.stderr
        assert b"Traceback" not in await process.stderr.read()


async def test_slack_and_discord_are_served_by_one_process_with_one_memory(town: Town) -> None:
    async with discords.running() as discord:
        guild, boris = discord.guild("Life Sciences Club"), discord.user("Boris", "bg")
        discord.join(guild, boris)
        general = guild.text("general")
        words = ("--discord", discord.api, discord.gateway.url)
        async with town.bot(*words, DISCORD_TOKEN=discord.token, DISCORD__GUILDS=str(guild.id)) as process:
            await until_it_says(process, "On Slack I am", "On Discord I am")
            await discord.registered()
            asked = await town.slack.command(town.ana, town.general, "/club partners country=Romania")
            other = await discord.slash(boris, general, "partners", country="Румъния")
            assert "ROHEALTH" in (await asked.settled()).text
            assert "ROHEALTH" in (await other.settled()).text


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-no"}, "Slack refuses SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-no"}, "Slack refuses SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK__MODE": "http"}, "SLACK_SIGNING_SECRET is missing"),
    ],
)
async def test_what_a_setting_must_mend_is_told_and_the_web_chat_goes_on(
    town: Town, environment: dict[str, str], words: str
) -> None:
    async with town.bot(**environment) as process:
        url = (await until_it_says(process, "The web chat is at")).split()[-1]
        assert process.stderr
        told = b""
        async with asyncio.timeout(20):
            while words.encode() not in told:
                told += await process.stderr.readline()
        assert b"Traceback" not in told
        async with ClientSession() as session, session.get(url + "healthz") as answer:
            assert answer.status == 200


async def test_over_http_only_what_slack_has_signed_is_heard(town: Town) -> None:
    environment = {"SLACK__MODE": "http", "SLACK_SIGNING_SECRET": town.slack.http.secret, "SLACK_APP_TOKEN": ""}
    async with town.bot(**environment) as process:
        url = (await until_it_says(process, "The web chat is at")).split()[-1] + "slack/events"
        await until_it_says(process, "On Slack I am")
        town.slack.deliver_to(url)
        await town.slack.http.verify()
        answer = await (await town.slack.command(town.ana, town.general, "/club about")).settled()
        assert answer.shown
        async with ClientSession() as session:
            body = {"command": "/club", "text": "about", "user_id": town.ana.id, "channel_id": town.general.id}
            async with session.post(url, data=body) as refused:
                assert refused.status == 401
            async with session.post(url, data=BytesIO(b"x" * 2_000_000)) as refused:
                assert refused.status == 413
            (first, *_) = town.slack.http.sent[-1:]
            await town.slack.http.replay(first)
            await asyncio.sleep(0.2)
            assert len(answer.shown) == 1
