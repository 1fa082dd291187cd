"""`run` and `demo`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot import app
from bot.cli import logs
from bot.cli.speech import explained, operator, reported, say
from bot.core.clock import Clock
from bot.settings import WebFacts, load
from bot.settings.facts import InterestFacts, PlaceFacts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.errors import Oops
    from bot.core.words import Words
    from bot.settings import Settings

SHOWN = {  # the demo's channels by field of interest
    **dict.fromkeys(("cancer", "biotech", "startups", "transfer"), "web:funding"),
    **dict.fromkeys(("digital-health", "ai-data", "careers", "networks", "policy"), "web:events"),
}


def run() -> None:
    """Serve until told to stop."""
    logs.configure()
    with reported():
        settings, t = load(), operator()
        if not (settings.discord_token or settings.slack_bot_token):
            say(t("No token of Discord or Slack is set, so there is the web chat alone."))
        _serve(settings, Clock(), t("The web chat is at {url}"))


def demo(listen: tuple[str, int], now: datetime | None) -> None:
    """Serve a demo whose database goes when it ends; it leaves the club's platforms alone."""
    logs.configure()
    with reported(), TemporaryDirectory(prefix="clubbot-", ignore_cleanup_errors=True) as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        own = {"database_url": url, "web": WebFacts(listen=listen), "discord_token": None, "slack_bot_token": None}
        own["places"] = {"web:funding": PlaceFacts(language="en")}  # so that both languages are seen
        own["interests"] = {name: InterestFacts(places=(place,)) for name, place in SHOWN.items()}
        settings = load().model_copy(update=own)
        _serve(settings, Clock(now), operator()("The demo is at {url} (Ctrl+C ends it)"), demo=True)


def _serve(settings: Settings, clock: Clock, says: str, *, demo: bool = False) -> None:
    _, port = settings.web.listen
    asyncio.run(app.serve(settings, clock, Console(operator(), says, port), demo=demo))


class Console:
    """Tells the operator on standard output how it goes, and on standard error what they must change."""

    def __init__(self, t: Words, web: str, port: int) -> None:
        self._t = t
        self._web = web
        self._port = port

    def web_is_at(self, url: str) -> None:
        """The web chat's address, and whether it is another than was asked for."""
        port = urlsplit(url).port
        if self._port not in (0, port):
            say(self._t("Port {wanted} was taken, so it is {port}.", wanted=self._port, port=port))
        say(self._web.replace("{url}", url))

    def is_there(self, platform: str, name: str) -> None:
        """A platform has let the bot in."""
        say(self._t("On {platform} I am {name}.", platform=platform, name=name))

    def stays_away(self, platform: str, why: Oops) -> None:
        """What must be changed; the others go on."""
        said = " ".join(explained(why).split())
        print(self._t("{platform}: {why}", platform=platform, why=said), file=sys.stderr, flush=True)  # noqa: T201
