"""What an organiser schedules by hand on Discord arrives there and on Slack, whoever is killed in between."""

from __future__ import annotations

import json
import os
import signal
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.scheduler.killing import Ground, ground
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

WEEK = timedelta(days=7)


async def born(here: Ground) -> int:
    """A bot that is there, at the hour that it is."""
    assert here.nursery.stdin
    here.nursery.stdin.write(json.dumps({"ahead": here.shift.seconds, "by": 0}).encode() + b"\n")
    pid = int(await here._heard("born"))
    await here._heard("there")
    return pid


async def killed(here: Ground, pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    await here._heard("died")


async def test_an_announcement_made_on_discord_outlives_a_kill_and_arrives_on_both_platforms(tmp_path: Path) -> None:
    async with ground(tmp_path) as here:
        olga = here.discord.users[int(here.orders.via.partition(":")[2])]
        general = next(c for c in here.discord.guilds[0].channels if c.name == "general")
        slack = next(c for c in here.slack.channels if c.name == "general")
        here.discord.guilds[0].owner = olga  # so that Discord shows her what is for organisers
        pid = await born(here)
        await here.discord.registered("announce")
        preview = await (
            await here.discord.slash(
                olga,
                general,
                "announce",
                title="Отворени врати",
                where="#general, slack:#general",
                when="every monday 9:00",
            )
        ).settled()
        done = await (await here.discord.press(olga, preview.shown[-1], "Schedule it")).settled()
        assert "Scheduled" in done.text
        await killed(here, pid)
        for week in (1, 2):
            here.shift.seconds += WEEK.total_seconds()
            pid = await born(here)
            await until(lambda: len(here.slack.messages(slack)) == week, 15, str)  # noqa: B023 - waited for here
            await until(lambda: len(here.discord.messages(general)) == week, 15, str)  # noqa: B023
            await killed(here, pid)
        assert ["Отворени врати" in message.text for message in here.slack.messages(slack)] == [True, True]
