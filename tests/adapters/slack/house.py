"""The messenger alone, over a local Slack and a database of its own; what waits between tries waits little."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import pictures, posting, sending
from bot.adapters.slack.messenger import SlackMessenger
from bot.adapters.slack.people import People
from bot.core.context import Place
from bot.settings.facts import SlackFacts
from bot.storage.database import Database
from tests.kit import Still
from tests.servers.slack import Channel, Slack, User, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest

SHORT = (0.01, 0.02, 0.03)


@dataclass
class House:
    """Everything a test touches."""

    slack: Slack
    general: Channel
    ana: User
    database: Database
    clock: Still
    post: SlackMessenger

    @property
    def place(self) -> Place:
        return Place("slack", self.general.id)

    @property
    def standing(self) -> list[str]:
        return [message.text for message in self.slack.messages(self.general)]

    def again(self, **facts: object) -> SlackMessenger:
        """The messenger after a restart: it remembers nothing."""
        return messenger(self.slack, self.database, self.clock, SlackFacts.model_validate(facts))


def messenger(slack: Slack, database: Database, clock: Still, facts: SlackFacts) -> SlackMessenger:
    client = AsyncWebClient(token=slack.token, base_url=slack.api, retry_handlers=[])
    return SlackMessenger(client, People(client, facts, clock), database, clock, None)


@asynccontextmanager
async def furnished(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """A house that stands."""
    monkeypatch.setattr(sending, "WAITS", SHORT)
    monkeypatch.setattr(sending, "UNREADY", (*SHORT, 0.04))
    monkeypatch.setattr(posting, "LOOKS", SHORT)
    monkeypatch.setattr(pictures, "LOOKS", (0.0, 0.01))
    monkeypatch.setattr(pictures, "WAITS", SHORT)
    async with running() as slack, await Database.open(f"sqlite+aiosqlite:///{folder}/club.db") as database:
        ana = slack.user("Ana")
        general, clock = slack.channel("general", ana), Still(datetime.now(UTC))
        yield House(slack, general, ana, database, clock, messenger(slack, database, clock, SlackFacts()))
