"""Where slack_sdk looks for Slack."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from slack_sdk.web.async_base_client import AsyncBaseClient

if TYPE_CHECKING:
    from collections.abc import Iterator


def point(api: str) -> None:
    """Let every AsyncWebClient that is made from now on speak to this address, unless it is told another.

    The default stands in the class and in the defaults of its constructor. Code that took the class's constant as its
    own default when it was imported keeps what it has: point first, import then.
    """
    before = AsyncBaseClient.BASE_URL
    AsyncBaseClient.BASE_URL = api
    init = AsyncBaseClient.__init__
    init.__defaults__ = tuple(api if value == before else value for value in init.__defaults__ or ())


@contextmanager
def pointed(api: str) -> Iterator[None]:
    """Let the library speak to this address, and to the earlier one afterwards."""
    before = AsyncBaseClient.BASE_URL
    point(api)
    try:
        yield
    finally:
        point(before)
