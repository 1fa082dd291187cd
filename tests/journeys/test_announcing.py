"""What an organiser and members ask for arrives once, in each place's language, though the bot is killed in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.journeys.life import Bot
from tests.scheduler.killing import PATIENCE, Kill, Moment, ground
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
FIRST = datetime(2026, 12, 14, 7, tzinfo=UTC)  # 9:00 in Sofia
TITLES = {"en": "Open day", "bg": "Отворени врати"}


async def test_a_weekly_announcement_in_two_languages_arrives_once_each_monday(tmp_path: Path) -> None:
    async with ground(tmp_path) as here:
        bot, discord = Bot(here), here.discord
        channels = {name: there for name, there in here.orders.channels.items() if there}
        there = {name: channels[name] for name in here.places[1:5]}
        await bot.born()
        await discord.registered("announce")
        given = {
            "title": TITLES["bg"],
            "text": "Заповядайте в лабораториите.",
            "title_other": TITLES["en"],
            "text_other": "Come and see our laboratories.",
            "where": ", ".join(there),
            "when": "every monday 9:00",
        }
        shown = await (await discord.slash(here.olga, here.welcome, "announce", **given)).settled()
        assert f"<t:{FIRST.timestamp():.0f}:f>" in shown.text
        await bot.killed()
        await bot.born()
        await (await discord.press(here.olga, shown.shown[-1], "Schedule it")).settled()
        await bot.killed()
        await here.life(WEEK, Kill(Moment.CARRIED_OUT, 2))
        await here.life(MINUTE, None)
        for name, channel in there.items():
            (said,) = texts(channel)
            assert TITLES["en" if name in here.places[1:3] else "bg"] in said
        await here.life(WEEK, None)
        assert [len(texts(channel)) for channel in there.values()] == [2, 2, 2, 2]


async def test_a_reminder_comes_by_direct_message_on_the_platform_where_it_was_asked_for(tmp_path: Path) -> None:
    async with ground(tmp_path) as here:
        bot, discord, slack = Bot(here), here.discord, here.slack
        await bot.born()
        await discord.registered("remind")
        given = {"what": "Send the abstract", "when": "in 10 minutes"}
        await (await discord.slash(here.olga, here.welcome, "remind", **given)).settled()
        alone = slack.conversation(here.ana)
        line = '/club remind what="Water the plants" when="in 10 minutes"'
        await (await slack.command(here.ana, alone, line)).settled()
        await bot.killed()
        await here.life(11 * MINUTE, Kill(Moment.CARRIED_OUT))
        await here.life(MINUTE, None)
        assert sum("Send the abstract" in text for text in texts(discord.conversation(here.olga))) == 1
        assert sum("Water the plants" in text for text in texts(alone)) == 1


async def test_a_reminder_that_came_is_put_off_by_its_button_after_a_kill(tmp_path: Path) -> None:
    async with ground(tmp_path) as here:
        bot, discord = Bot(here), here.discord
        await bot.born()
        await discord.registered("remind")
        given = {"what": "Send the abstract", "when": "in 10 minutes"}
        await (await discord.slash(here.olga, here.welcome, "remind", **given)).settled()
        await bot.killed()
        await here.life(11 * MINUTE, None)
        alone = discord.conversation(here.olga)
        await bot.born()
        (came,) = [message for message in alone.messages if "Send the abstract" in message.text]
        await (await discord.press(here.olga, came, "Again in 1 hour")).settled()
        await bot.killed()
        await here.life(61 * MINUTE, None)
        await until(lambda: len(texts(alone)) >= 2, PATIENCE, lambda: str(texts(alone)))
        assert sum("Send the abstract" in text for text in texts(alone)) == 2


def texts(channel: Any) -> list[str]:  # noqa: ANN401 - of either platform
    return [message.text for message in channel.messages]
