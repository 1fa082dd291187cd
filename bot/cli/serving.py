"""`run` and `demo`."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot import app
from bot.cli import logs
from bot.cli.speech import operator, reported, say
from bot.core.clock import Clock
from bot.settings import WebFacts, load

if TYPE_CHECKING:
    from datetime import datetime

    from bot.settings import Settings


def run() -> None:
    """Serve until told to stop."""
    logs.configure()
    with reported():
        settings, t = load(), operator()
        if settings.discord_token or settings.slack_bot_token:
            say(t("This version talks on the web only; tokens of Discord and Slack are left alone."))
        else:
            say(t("No token of Discord or Slack is set, so there is the web chat alone."))
        _serve(settings, Clock(), t("The web chat is at {url}"))


def demo(listen: tuple[str, int], now: datetime | None) -> None:
    """Serve a demo whose database goes when it ends."""
    logs.configure()
    with reported(), TemporaryDirectory(prefix="clubbot-", ignore_cleanup_errors=True) as folder:
        given = load()
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        settings = given.model_copy(update={"database_url": url, "web": WebFacts(listen=listen)})
        _serve(settings, Clock(now), operator()("The demo is at {url} (Ctrl+C ends it)"), demo=True)


def _serve(settings: Settings, clock: Clock, says: str, *, demo: bool = False) -> None:
    _, port = settings.web.listen
    asyncio.run(app.serve(settings, clock, partial(_ready, says, port), demo=demo))


def _ready(says: str, wanted: int, url: str) -> None:
    port = urlsplit(url).port
    if wanted not in (0, port):
        say(operator()("Port {wanted} was taken, so it is {port}.", wanted=wanted, port=port))
    say(says.replace("{url}", url))
