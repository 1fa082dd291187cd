"""The demo as a person starts it, and a browser that opens it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.adapters.web.rig import COMMANDS as RIGGED
from tests.adapters.web.rig import Rig, served
from tests.browser.stage import COMMANDS as STAGED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import ConsoleMessage

ROOT = Path(__file__).parent.parent.parent
NOW = "2026-11-22T09:00:00+02:00"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def demo() -> AsyncIterator[str]:
    """The address of a demo in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--listen", "127.0.0.1:8790", "--now", NOW),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("CLUB_", "DATABASE_"))} | {"NO_COLOR": "1"},
    )
    assert process.stdout
    said = ""
    async with asyncio.timeout(60):
        while not (found := re.search(r"http://\S+", said)):
            line = (await process.stdout.readline()).decode()
            assert line, f"the demo ended: {said}"
            said += line
    yield found[0]
    process.terminate()
    async with asyncio.timeout(15):
        await process.communicate()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def stage() -> AsyncIterator[Rig]:
    """A web chat in this process that shows whatever the page can draw."""
    async with served(commands=(*RIGGED, *STAGED)) as rig:
        yield rig


class Visitor:
    """Somebody at a page; whatever the page complains of in its console fails the test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    async def say(self, text: str) -> None:
        """Type a line, send it, and wait for the bot's answer."""
        answers = self.page.locator(".message.bot")
        count = await answers.count()
        await self.page.locator("#line").fill(text)
        await self.page.locator("#line").press("Escape")  # no suggestion is wanted
        await self.page.locator("#line").press("Enter")
        await answers.nth(count).wait_for()

    async def axe(self, *without: str) -> list[str]:
        """What axe finds wrong with the page as it stands."""
        await self.page.evaluate(AXE)
        options = {"rules": {rule: {"enabled": False} for rule in without}}
        found = await self.page.evaluate("options => axe.run(document, options)", options)
        return [f"{v['id']}: {[n['html'] for n in v['nodes']]}" for v in found["violations"]]

    async def wider(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


class Visitors:
    """Lets people in."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url
        self.all: list[Visitor] = []

    async def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        language: str = "en-GB",
        zone: str = "Europe/Sofia",
    ) -> Visitor:
        context = await self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=language,
            timezone_id=zone,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        visitor = Visitor(await context.new_page())
        self.all.append(visitor)
        await visitor.page.goto(self._url)
        await visitor.page.locator("#welcome h2").wait_for()
        return visitor


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser, demo: str) -> AsyncIterator[Visitors]:
    visitors = Visitors(browser, demo)
    yield visitors
    for visitor in visitors.all:
        await visitor.page.context.close()
    assert [c for v in visitors.all for c in v.complaints] == []


@pytest_asyncio.fixture(loop_scope="module")
async def watch(browser: Browser, stage: Rig) -> AsyncIterator[Visitors]:
    """Lets people in at the stage."""
    visitors = Visitors(browser, stage.url)
    yield visitors
    for visitor in visitors.all:
        await visitor.page.context.close()
    assert [c for v in visitors.all for c in v.complaints] == []
