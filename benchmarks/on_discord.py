"""What a slash command costs on Discord, from the gateway's frame to the callback, beside a bare discord.py command.

Run by hand: `python benchmarks/on_discord.py [ROUNDS]`. Two bots run as processes of their own, each before a local
server that speaks Discord's gateway and REST over real sockets: ours, and one whose only command sends a constant.
They take turns; what counts is the CPU time that each process used per command, so what the server costs is left out,
and what the machine does besides matters little. Ours answers with cards and their buttons.
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

from tests.servers.discord import Channel, Discord, User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 12
RUNS = 100  # commands in a round
PEOPLE = 200  # the core lets nobody ask more often than people can mean it
TICK = os.sysconf("SC_CLK_TCK")
GOAL = 2.0
ASKED: tuple[dict[str, str], ...] = ({}, {"country": "Romania"})

BARE = """
import sys, discord
from tests.servers.discord.pointing import point
api, gateway, guild = sys.argv[1:4]
point(api, gateway)

class Bare(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents(guilds=True, members=True, guild_messages=True, dm_messages=True))
        self.tree = discord.app_commands.CommandTree(self)
    async def setup_hook(self):
        @self.tree.command(name="partners", description="Partners", guild=discord.Object(int(guild)))
        async def partners(interaction: discord.Interaction, country: str = ""):
            await interaction.response.send_message("A constant.", ephemeral=True)
        await self.tree.sync(guild=discord.Object(int(guild)))

Bare().run(sys.argv[4], log_handler=None)
"""


class Contender:
    """A bot in a process of its own, before a server of its own."""

    def __init__(self, discord: Discord, channel: Channel, people: Sequence[User], pid: int) -> None:
        self._discord = discord
        self._channel = channel
        self._people = people
        self._pid = pid
        self._asked = 0

    async def round(self, **options: str) -> float:
        """Microseconds of CPU time per command, over one round."""
        before = self._used()
        for _ in range(RUNS):
            self._asked += 1
            user = self._people[self._asked % PEOPLE]
            await (await self._discord.slash(user, self._channel, "partners", **options)).answered()
            self._discord.answers.clear()
            self._discord.requests.clear()
        return (self._used() - before) / RUNS * 1e6

    def _used(self) -> float:
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


@asynccontextmanager
async def contender(folder: Path, args: Sequence[str]) -> AsyncIterator[Contender]:
    """Start a server and a bot before it; `args` with the server's addresses put in."""
    discord = Discord()
    await discord.start()
    guild = discord.guild("Life Sciences Club")
    channel, people = guild.text("general"), [discord.user(f"user{n}") for n in range(PEOPLE)]
    for user in people:
        discord.join(guild, user)
    given = {"api": discord.api, "gateway": discord.gateway.url, "guild": str(guild.id), "token": discord.token}
    (folder / "club.toml").touch()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(arg.format(**given) if len(arg) < 20 else arg for arg in args),
        cwd=ROOT,
        env={
            **os.environ,
            "CLUB_CONFIG": str(folder / "club.toml"),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'club.db'}",
            "DISCORD_TOKEN": discord.token,
            "DISCORD__GUILDS": str(guild.id),
            "WEB__LISTEN": "127.0.0.1:0",
        },
        stdout=subprocess.DEVNULL,
    )
    try:
        await discord.registered("partners", timeout=20)
        yield Contender(discord, channel, people, process.pid)
    finally:
        process.terminate()
        await process.wait()
        await discord.stop()


async def main(rounds: int) -> None:
    """Let both take turns and say how they compare."""
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds of {RUNS} commands, medians\n")
    async with AsyncExitStack() as stack:
        launch = ["-m", "tests.servers.discord.launch", "{api}", "{gateway}", "run"]
        bots = {}
        for name, args in (("bare", ["-c", BARE, "{api}", "{gateway}", "{guild}", "{token}"]), ("ours", launch)):
            folder = Path(stack.enter_context(TemporaryDirectory()))
            bots[name] = await stack.enter_async_context(contender(folder, args))
        for options in ASKED:
            said = " ".join(["/partners", *(f"{name}={value}" for name, value in options.items())])
            for bot in bots.values():
                await bot.round(**options)  # warm
            took = [[await bots[name].round(**options) for name in ("bare", "ours")] for _ in range(rounds)]
            bare, ours = (median(column) for column in zip(*took, strict=True))
            ratio = median(b / a for a, b in took)
            verdict = "goal met" if ratio <= GOAL else "GOAL MISSED"
            print(f"{said:30} bare {bare:6.0f} us  ours {ours:6.0f} us  ratio {ratio:.2f} (at most {GOAL}: {verdict})")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
