"""Killing the bot: a Discord, a Slack and a database that outlive every process.

async with ground(folder) as ground:
    await ground.orders.add(ground.places)        # put into the database, as a command does
    await ground.life(timedelta(minutes=10), Kill(Moment.CARRIED_OUT, 3))
    await ground.rest()                           # nothing goes wrong any more, and time passes
    assert not await ground.orders.wrong()
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.roles import Role
from bot.storage.database import Database
from tests.scheduler.ordering import SOFIA, Orders
from tests.servers import discord as discords
from tests.servers import slack as slacks
from tests.servers.clock import shifted

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Callable

    from tests.servers.clock import Shift

ROOT = Path(__file__).parents[2]
BEGIN = datetime(2026, 12, 7, 9, 0, 30, tzinfo=SOFIA)  # far from quiet hours
DISCORD_POSTS = r"^(POST|PATCH|DELETE) /channels/\d+/(messages|threads)"
SLACK_POSTS = r"^chat\.(postMessage|update|delete)$"
DISCORD_LOOKS = r"^GET .*/(messages|threads)"
SLACK_LOOKS = r"^conversations\.(history|replies)$"
LONGEST = 10.0  # seconds of a life whose moment to be killed does not come
PATIENCE = 20.0  # seconds for what must happen


class Moment(Enum):
    """When the bot is killed."""

    BORN = auto()  # after its start
    DUE = auto()  # after the platforms are there and what is due became due
    ASKED = auto()  # it sends something, which is not carried out yet
    CARRIED_OUT = auto()  # what it sent is there, and it does not know that yet
    ANSWERED = auto()  # it may have read the answer
    LOOKING = auto()  # it asks whether something has arrived


@dataclass(frozen=True)
class Kill:
    """At the `number`-th of these moments, or so many seconds later."""

    moment: Moment
    number: int = 1
    delay: float = 0.0
    by: signal.Signals = signal.SIGKILL  # SIGTERM lets it end in good order


@dataclass
class Ground:
    """Everything a test touches."""

    discord: discords.Discord
    slack: slacks.Slack
    shift: type[Shift]
    orders: Orders
    nursery: Process
    guild: discords.Guild
    welcome: discords.Channel  # where newcomers to the server are greeted
    olga: discords.User  # an organiser
    ana: slacks.User
    quiet: float = 5.0  # seconds without a request after which a life ends whose moment to be killed did not come
    story: list[str] = field(default_factory=list)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(self.orders.channels)

    @property
    def one_of_each(self) -> tuple[str, ...]:
        """A channel and a forum on Discord, a channel on Slack, somebody's direct messages."""
        return tuple(self.places[n] for n in (1, 6, 2, 8))

    async def life(self, later: timedelta, kill: Kill | None, *, sudden: bool = False) -> None:
        """Let time pass, and a bot live until it is killed; without `kill` until all is done, and it is stopped.

        What becomes due does so once the bot is connected; `sudden`: it was due before the bot began.
        """
        self.story.append(f"{later} later{' suddenly' * sudden}, {kill}")
        self.shift.seconds += later.total_seconds()
        by = 0.0 if sudden else later.total_seconds()
        assert self.nursery.stdin
        self.nursery.stdin.write(
            json.dumps({"ahead": self.shift.seconds - self.orders.skew - by, "by": by}).encode() + b"\n"
        )
        pid = int(await self._heard("born"))
        if kill:
            await self._killed(pid, kill)
            return
        await self._heard("there")
        async with asyncio.timeout(PATIENCE):
            while await self.orders.open(self.orders.now()):  # noqa: ASYNC110 - it waits for another process
                await asyncio.sleep(0.02)
        os.kill(pid, signal.SIGTERM)
        assert await self._heard("died") == "0", "it did not stop in good order"

    async def rest(self) -> None:
        """Without faults, let hours pass until nothing is left to do."""
        self.calm()
        for _ in range(8):
            await self.life(timedelta(minutes=16), None)
            if not await self.orders.open(self.orders.now(), later=True):
                return
        raise AssertionError(f"this is never done: {await self.orders.open(self.orders.now(), later=True)}")

    def chatter(self, number: int) -> None:
        """People write in every channel."""
        for channel in self.orders.channels.values():
            if isinstance(channel, slacks.Channel):
                channel.messages += [slacks.Message(channel, channel.members[0], "Hi") for _ in range(number)]
            elif channel and channel.kind != discords.Kind.FORUM:
                whom = channel.recipient or self.discord.operator
                channel.messages += [discords.Message(channel, whom, "Hi") for _ in range(number)]

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.discord.faults.orders.clear()
        self.slack.faults.orders.clear()

    async def _killed(self, pid: int, kill: Kill) -> None:
        loop, came, there = asyncio.get_running_loop(), 0, 0.0
        struck = asyncio.Event()

        def strike() -> None:
            if not struck.is_set():
                struck.set()
                os.kill(pid, kill.by)

        def moment() -> None:
            nonlocal came
            came += 1
            if came == kill.number:
                loop.call_later(kill.delay, strike) if kill.delay else strike()

        def arrived() -> None:
            nonlocal there
            there = loop.time()
            if kill.moment is Moment.DUE:
                moment()

        dying = asyncio.ensure_future(self._until_dead(arrived))
        self._watch(kill.moment, moment)
        if kill.moment is Moment.BORN:
            moment()
        began = loop.time()
        while not struck.is_set():
            quiet = there and loop.time() - max(there, self._asked_last()) > self.quiet
            if quiet or loop.time() - began > LONGEST:
                self.story[-1] += " (it did not come to that)"
                strike()
            await asyncio.sleep(0.01)
        async with asyncio.timeout(PATIENCE):
            ended = await dying
        assert ended == ("-9" if kill.by is signal.SIGKILL else "0"), f"it ended in disorder: {ended}"
        self.calm()
        await asyncio.sleep(0.02)  # what was on its way may still be carried out

    def _watch(self, moment: Moment, does: Callable[[], None]) -> None:
        """Let the servers say when a moment has come."""
        loop = asyncio.get_running_loop()
        match moment:
            case Moment.BORN | Moment.DUE:
                return
            case Moment.LOOKING:
                routes = DISCORD_LOOKS, SLACK_LOOKS
            case _:
                routes = DISCORD_POSTS, SLACK_POSTS
        soon = (lambda: loop.call_later(0.001, does)) if moment is Moment.ANSWERED else does
        after = moment in (Moment.CARRIED_OUT, Moment.ANSWERED)
        self.discord.watch(routes[0], soon, after=after, times=10_000)  # type: ignore[arg-type]
        self.slack.watch(routes[1], soon, after=after, times=10_000)  # type: ignore[arg-type]

    def _asked_last(self) -> float:
        return max((log[-1].at for log in (self.discord.requests, self.slack.requests) if log), default=0.0)

    async def _heard(self, word: str) -> str:
        assert self.nursery.stdout
        async with asyncio.timeout(PATIENCE):
            while line := (await self.nursery.stdout.readline()).decode():
                first, _, rest = line.strip().partition(" ")
                if first == word:
                    return rest
                assert first != "died", f"it ended by itself: {line}"
        raise AssertionError("the nursery has ended")

    async def _until_dead(self, there: Callable[[], None]) -> str:
        assert self.nursery.stdout
        while line := (await self.nursery.stdout.readline()).decode().strip():
            if line == "there":
                there()
            if line.startswith("died"):
                return line.split()[1]
        raise AssertionError("the nursery has ended")


@asynccontextmanager
async def ground(folder: Path, *, skew: float = 0.0) -> AsyncIterator[Ground]:
    """Two platforms, an organiser, and a nursery of bots; their logs go to the folder.

    The platforms' clocks are `skew` seconds ahead of the bots'.
    """
    with shifted(BEGIN.timestamp() - datetime.now(UTC).timestamp() + skew) as shift:
        async with discords.running() as discord, slacks.running() as slack:
            olga, ana = discord.user("Olga"), slack.user("Ana")
            guild = discord.guild("Life Sciences Club")
            discord.join(guild, olga, guild.role("Admins", discords.Permission.ADMINISTRATOR, position=1))
            discord.bot_role(guild).permissions |= discords.Permission.MENTION_EVERYONE
            welcome = guild.text("welcome")
            english = guild.text("funding"), slack.channel("funding", ana)
            (folder / "club.toml").write_text(
                "".join(f'[places."{place}"]\nlanguage = "en"\n' for place in _named(*english)), "utf-8"
            )
            channels: dict[str, discords.Channel | slacks.Channel | None] = {
                "web:general": None,
                **_named(*english, guild.text("general"), slack.channel("general", ana)),
                **_named(guild.announcements("news"), guild.forum("board")),
                f"discord:@{olga.id}": discord.conversation(olga),
                f"slack:@{ana.id}": slack.conversation(ana),
            }
            url = f"sqlite+aiosqlite:///{folder / 'club.db'}"
            environment = {
                "DATABASE_URL": url,
                "DISCORD_TOKEN": discord.token,
                "DISCORD__GUILDS": str(guild.id),
                "DISCORD__WELCOME_CHANNEL": str(welcome.id),
                "SLACK_BOT_TOKEN": slack.token,
                "SLACK_APP_TOKEN": slack.app_token,
                "WEB__LISTEN": "127.0.0.1:0",
                "CLUB_CONFIG": str(folder / "club.toml"),
            }
            async with await Database.open(url) as database, _nursery(folder, discord, slack, environment) as nursery:
                orders = Orders(database, "olga", f"discord:{olga.id}", channels, skew)
                role, at = int(Role.ORGANISER), orders.now()
                await database.write(
                    lambda tx: tx.people.create("olga", "discord", str(olga.id), at=at, role=role, locale="en")
                )
                yield Ground(discord, slack, shift, orders, nursery, guild, welcome, olga, ana)


def _named(*channels: discords.Channel | slacks.Channel) -> dict[str, discords.Channel | slacks.Channel]:
    return {f"{'slack' if isinstance(each, slacks.Channel) else 'discord'}:{each.id}": each for each in channels}


@asynccontextmanager
async def _nursery(
    folder: Path, discord: discords.Discord, slack: slacks.Slack, environment: dict[str, str]
) -> AsyncIterator[Process]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # that would be slow
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.scheduler.victim", slack.api, discord.api, discord.gateway.url),
            cwd=ROOT,
            env=inherited | environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
        try:
            assert process.stdout
            assert await process.stdout.readline() == b"ready\n"
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            await process.communicate()
