"""A local Slack, and the real client that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.house import House, furnished
from tests.servers.slack import Slack, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with running() as made:
        yield made


@pytest.fixture
def client(slack: Slack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.token, base_url=slack.api, retry_handlers=[])


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with furnished(tmp_path, monkeypatch) as made:
        yield made
