"""A member goes from platform to platform while the bot is killed at every step, and is forgotten in the end."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, CookieJar

from bot.core.words import words
from tests.adapters.discord.joining import answered as answered_on_discord
from tests.adapters.slack.test_joining import WRITTEN
from tests.adapters.web.rig import Browser, Window
from tests.journeys.life import Bot
from tests.owning import everything
from tests.scheduler.killing import PATIENCE, ground
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.servers import discord as discords
    from tests.servers import slack as slacks

DAY = timedelta(hours=25)
CODE = re.compile(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b")
INTRODUCED = "I look for **partners** <@1>."


@dataclass
class Member(Bot):
    """One person with an account on each platform, and a bot that lives and dies meanwhile."""

    lang: str
    discord: discords.User
    slack: slacks.User
    browser: Browser

    def t(self, text: str, **names: object) -> str:
        return words(self.lang)(text, **names)

    async def on_discord(self, command: str, **options: str) -> Any:  # noqa: ANN401 - a server's answer
        await self.here.discord.registered(command)
        return await (await self.here.discord.slash(self.discord, self.here.welcome, command, **options)).settled()

    async def on_slack(self, line: str) -> Any:  # noqa: ANN401 - a server's answer
        alone = self.here.slack.conversation(self.slack)
        return await (await self.here.slack.command(self.slack, alone, f"/club {line}")).settled()

    @asynccontextmanager
    async def on_web(self) -> AsyncIterator[Window]:
        self.browser.url = self.web
        window = await self.browser.open(language=self.lang)
        try:
            yield window
        finally:
            await window.close()

    async def answer(self, platform: str) -> bool:
        """Go on with the questions and answer one; whether one was asked."""
        match platform:
            case "discord":
                asked = await self.on_discord("join")
                if self.t("Skip") not in asked.message.buttons:
                    return False
                await answered_on_discord(self.here.discord, self.discord, asked, self.lang)
            case "slack":
                asked = await self.on_slack("join")
                if self.t("Skip") not in asked.message.buttons:
                    return False
                await self._answer_on_slack(asked)
            case _:
                async with self.on_web() as window:
                    return await self._answer_on_web(window)
        return True

    async def _answer_on_slack(self, asked: Any) -> None:  # noqa: ANN401 - a server's answer
        slack, user, message = self.here.slack, self.slack, asked.message
        if self.t("Write an answer") in message.buttons:
            opened = await (await slack.press(user, message, self.t("Write an answer"))).settled()
            (name,) = opened.form.fields
            if name == "organisation":
                await (await slack.type_into(user, opened.form, name, "Acme")).answered()
            given = {"organisation": "Acme"} | WRITTEN
            await (await slack.submit(user, opened.form, **{name: given[name]})).answered()
            await opened.shows(1)
            return
        menus = {name: labels for name, labels in message.menus.items() if name}
        if menus:
            name, labels = next(iter(menus.items()))
            picked = await (await slack.pick(user, message, name, labels[0])).settled()
            if self.t("Done") in picked.message.buttons:
                await (await slack.press(user, picked.message, self.t("Done"))).settled()
            return
        await (await slack.press(user, message, next(iter(message.buttons)))).settled()

    async def _answer_on_web(self, window: Window) -> bool:
        reply = (await window.say("/join"))["reply"]
        buttons = {button["label"]: button["does"] for button in reply.get("buttons", ())}
        if self.t("Skip") not in buttons:
            return False
        if self.t("Write an answer") in buttons:
            await window.say("Acme of the web")
        elif selects := reply.get("selects"):
            picked = (await window.press(selects[0]["options"][0]["does"]))["reply"]
            done = [b["does"] for b in picked.get("buttons", ()) if b["label"] == self.t("Done")]
            if done:
                await window.press(done[0])
        else:
            await window.press(next(iter(buttons.values())))
        return True


@asynccontextmanager
async def member(folder: Path, lang: str) -> AsyncIterator[Member]:
    async with ground(folder) as here, ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        code = {"en": ("en-US", "en-US"), "bg": ("bg", "bg-BG")}[lang]
        user = here.discord.user("Zdravka", code[0])
        here.discord.join(here.guild, user)
        yield Member(here, lang, user, here.slack.user("Zdravka", code[1]), Browser("", http))


async def link(one: Member) -> None:
    """Discord's code is typed on Slack, Slack's in the web chat; the bot is killed between."""
    await one.born()
    given = CODE.search((await one.on_discord("link")).text)
    assert given
    shown = await one.on_slack(f"link {given[1].lower()}")
    await one.killed()
    await one.born()
    await (await one.here.slack.press(one.slack, shown.message, next(iter(shown.message.buttons)))).settled()
    await one.killed()
    await one.born()
    answer = await one.on_slack("link")
    given = CODE.search(answer.text)
    assert given, answer.text
    async with one.on_web() as window:
        before = window.you["me"]
        shown = (await window.say(f"/link {given[1]}"))["reply"]
        (button,) = shown["buttons"]
        await window.send("press", does=button["does"], place="dm")
        await linked(one)
    async with one.on_web() as window:
        assert window.you["me"] != before
        said = str(await window.history())
        assert "Slack: Zdravka" in said
    await one.killed()


async def linked(one: Member) -> None:
    mine: list[str] = []
    for _ in range(200):
        rows = (await one.here.orders.database.read(everything))["account"]
        mine = [row for row in rows if str(one.discord.id) in row or one.slack.id in row or "'web'" in row]
        owners = {re.findall(r"'([0-9a-f]{32})'", row)[-1] for row in mine}
        if len(mine) == 3 and len(owners) == 1:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(mine)


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_a_member_goes_on_at_the_next_platform_after_every_kill_and_is_forgotten_in_the_end(
    tmp_path: Path, lang: str
) -> None:
    async with member(tmp_path, lang) as one:
        await link(one)
        steps = 0
        for platform in cycle(("discord", "slack", "web")):
            await one.born()
            more = await one.answer(platform)
            await one.killed()
            if not more:
                break
            steps += 1
        assert steps >= 10
        await introduced(one)
        await forgotten(one)


async def introduced(one: Member) -> None:
    discord = one.here.discord
    await one.born()
    done = await one.on_discord("join")
    form = (await (await discord.press(one.discord, done.message, one.t("Introduce yourself"))).settled()).form
    (name,) = form.fields
    shown = await (await discord.submit(one.discord, form, **{name: INTRODUCED})).settled()
    await (await discord.press(one.discord, shown.message, one.t("Post it"))).settled()
    await until(lambda: any("partners" in m.text for m in discord.messages(one.here.welcome)), PATIENCE, str)
    await one.killed()


async def forgotten(one: Member) -> None:
    here = one.here
    await one.born()
    files = (await one.on_discord("mydata")).message.files
    (everything_told,) = (json.loads(content) for name, content in files.items() if name.endswith(".json"))
    assert all(mark in str(everything_told) for mark in (str(one.discord.id), one.slack.id, "Acme", "partners"))
    asked = await one.on_slack("forgetme")
    await one.killed()
    await one.born()
    await (await here.slack.press(one.slack, asked.message, one.t("Forget me"))).settled()
    await one.killed()
    one.pass_time(DAY)
    await one.born()
    marks = (str(one.discord.id), one.slack.id, "Zdravka", "Acme of the web")
    left: list[str] = []
    for _ in range(200):
        tables = await here.orders.database.read(everything)
        left = [f"{name}: {row}" for name, rows in tables.items() for row in rows if any(mark in row for mark in marks)]
        if not left:
            break
        await asyncio.sleep(0.1)
    assert left == []
    await until(lambda: not any("partners" in m.text for m in here.discord.messages(here.welcome)), PATIENCE, str)
    await one.killed()
