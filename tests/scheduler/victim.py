"""The bot as a process that is meant to be killed: `app.serve` as it is, at an hour that a test chooses.

A nursery imports everything once and forks a bot for each line that it reads, since starting Python takes longer than
anything that is tested here. A line is JSON: the seconds that the bot's clock is `ahead`, and the seconds that it jumps
`by` once every platform is there. It answers in lines: the process's number, "there" after the jump, how it ended.

`python -m tests.scheduler.victim SLACK_API DISCORD_API DISCORD_GATEWAY`, with the settings in the environment.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.servers.discord.pointing import point as point_discord
from tests.servers.slack.pointing import point as point_slack

if TYPE_CHECKING:
    from bot.core.clock import Clock
    from bot.core.errors import Oops
    from bot.settings import Settings

PLATFORMS = 2


@dataclass
class Doorkeeper:
    """The operator: lets time jump when everybody is there."""

    clock: Clock
    by: timedelta
    there: set[str] = field(default_factory=set)

    def web_is_at(self, url: str) -> None:
        say(f"web {url}")

    def is_there(self, platform: str, name: str) -> None:
        self.there.add(platform)
        if len(self.there) == PLATFORMS:
            if self.by:
                self.clock.forward(self.by)
            say("there")

    def stays_away(self, platform: str, why: Oops) -> None:
        say(f"{platform} stays away: {why.text}")


def say(line: str) -> None:
    """One line, whole, whoever else writes."""
    os.write(1, f"{line}\n".encode())


def furnish() -> Settings:
    """Import what a bot uses, and read its settings."""
    import aiohttp.web  # noqa: F401
    import apscheduler.schedulers.asyncio  # noqa: F401
    import discord.http  # noqa: F401

    import bot.adapters.slack.client
    import bot.adapters.web.client
    import bot.app
    import bot.core.arrivals
    import bot.scheduler.service
    import bot.storage.embedded  # noqa: F401
    from bot.adapters.discord import client
    from bot.settings import load

    class Brisk(client.DiscordChat):
        """Waits less for servers that Discord might still tell of."""

        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as its base
            super().__init__(*args, guild_ready_timeout=0.02, **options)

    client.DiscordChat = Brisk  # type: ignore[misc]
    return load()


def live(settings: Settings, ahead: float, by: float) -> None:
    """Be the bot."""
    from bot import app
    from bot.cli import logs
    from bot.core.clock import Clock

    logs.configure()
    clock = Clock(datetime.now(UTC) + timedelta(seconds=ahead))
    asyncio.run(app.serve(settings, clock, Doorkeeper(clock, timedelta(seconds=by))))


def main() -> None:
    """Fork a bot for each line."""
    slack, *discord = sys.argv[1:]
    point_slack(slack)
    point_discord(*discord)
    settings = furnish()
    gc.freeze()
    say("ready")
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            os.close(0)
            live(settings, **json.loads(line))
            os._exit(0)
        say(f"born {child}")
        _, status = os.waitpid(child, 0)
        say(f"died {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
