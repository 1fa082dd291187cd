"""What a slash command costs on Slack, from the envelope to the answer, beside a bare slack-bolt handler.

Run by hand: `python benchmarks/on_slack.py [ROUNDS]`. Two bots run as processes of their own, each before a local Slack
over real sockets in Socket Mode: ours, and one whose only handler acknowledges and answers a constant. They take turns;
what counts is the CPU time that each process used per command, so what the server costs is left out, and what the
machine does besides matters little. Ours answers with a card and its buttons. The bare one is made the quick way
(`process_before_response`): with bolt's default each command would wait 10 ms, though that costs little CPU time.
"""

from __future__ import annotations

import asyncio
import os
import platform
import subprocess
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.servers.slack import Channel, Slack, User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 12
RUNS = 100  # commands in a round
PEOPLE = 200  # the core lets nobody ask more often than people can mean it
TICK = os.sysconf("SC_CLK_TCK")
GOAL = 2.0
ASKED = ("/club partners", "/club partners Romania")

BARE = """
import asyncio, sys
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

async def main(api, token, app_token):
    client = AsyncWebClient(token=token, base_url=api)
    app = AsyncApp(client=client, process_before_response=True)
    @app.command("/club")
    async def club(ack, respond):
        await ack()
        await respond("A constant.")
    await AsyncSocketModeHandler(app, app_token).start_async()

asyncio.run(main(*sys.argv[1:]))
"""


class Contender:
    """A bot in a process of its own, before a workspace of its own."""

    def __init__(self, slack: Slack, channel: Channel, people: Sequence[User], pid: int) -> None:
        self._slack = slack
        self._channel = channel
        self._people = people
        self._pid = pid
        self._asked = 0

    async def round(self, line: str) -> float:
        """Microseconds of CPU time per command, over one round."""
        before = self._used()
        for _ in range(RUNS):
            self._asked += 1
            user = self._people[self._asked % PEOPLE]
            await (await self._slack.command(user, self._channel, line)).shows(1)
            self._slack.requests.clear()
        return (self._used() - before) / RUNS * 1e6

    def _used(self) -> float:
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


@asynccontextmanager
async def contender(folder: Path, args: Sequence[str]) -> AsyncIterator[Contender]:
    """Start a workspace and a bot before it; `args` with the workspace's addresses put in."""
    slack = Slack()
    await slack.start()
    people = [slack.user(f"user{n}", tz="Europe/London") for n in range(PEOPLE)]
    channel = slack.channel("general", *people)
    given = {"api": slack.api, "token": slack.token, "app_token": slack.app_token}
    (folder / "club.toml").touch()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(arg.format(**given) if len(arg) < 20 else arg for arg in args),
        cwd=ROOT,
        env={
            **os.environ,
            "CLUB_CONFIG": str(folder / "club.toml"),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'club.db'}",
            "SLACK_BOT_TOKEN": slack.token,
            "SLACK_APP_TOKEN": slack.app_token,
            "WEB__LISTEN": "127.0.0.1:0",
        },
        stdout=subprocess.DEVNULL,
    )
    try:
        await slack.online(timeout=20)
        yield Contender(slack, channel, people, process.pid)
    finally:
        process.terminate()
        await process.wait()
        await slack.stop()


async def main(rounds: int) -> None:
    """Let both take turns and say how they compare."""
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds of {RUNS} commands, medians\n")
    async with AsyncExitStack() as stack:
        launch = ["-m", "tests.servers.slack.launch", "{api}", "run"]
        bots = {}
        for name, args in (("bare", ["-c", BARE, "{api}", "{token}", "{app_token}"]), ("ours", launch)):
            folder = Path(stack.enter_context(TemporaryDirectory()))
            bots[name] = await stack.enter_async_context(contender(folder, args))
        for line in ASKED:
            for bot in bots.values():
                for _ in range(PEOPLE // RUNS):  # whoever asks is known then
                    await bot.round(line)
            took = [[await bots[name].round(line) for name in ("bare", "ours")] for _ in range(rounds)]
            bare, ours = (median(column) for column in zip(*took, strict=True))
            ratio = median(b / a for a, b in took)
            verdict = "goal met" if ratio <= GOAL else "GOAL MISSED"
            print(f"{line:24} bare {bare:6.0f} us  ours {ours:6.0f} us  ratio {ratio:.2f} (at most {GOAL}: {verdict})")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
