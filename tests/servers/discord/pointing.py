"""Where discord.py looks for Discord."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from yarl import URL

from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Iterator


def point(api: str, gateway: str) -> None:
    """Let the library speak to these addresses from now on."""
    Route.BASE = api
    Asset.BASE = str(URL(api).origin())
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)


@contextmanager
def pointed(api: str, gateway: str) -> Iterator[None]:
    """Let the library speak to these addresses, and to the earlier ones afterwards."""
    before = Route.BASE, str(DiscordWebSocket.DEFAULT_GATEWAY)
    cdn = Asset.BASE
    point(api, gateway)
    try:
        yield
    finally:
        point(*before)
        Asset.BASE = cdn
