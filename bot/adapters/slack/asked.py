"""What Slack is asked again and again: remembered, asked for once at a time, and never waited for long."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.core.clock import Clock

K = TypeVar("K")
V = TypeVar("V")

FAULTS = (SlackClientError, aiohttp.ClientError, OSError)
CAPACITY = 10_000
SOON, LATER = timedelta(seconds=5), timedelta(minutes=1)
TOO_MANY, SERVER_ERROR = 429, 500

log = structlog.get_logger()


class Asked(Generic[K, V]):
    """Answers of one method, by what was asked.

    Younger than `fresh` they are simply told. Older ones are asked for anew while the old one is told, until it is
    too old to be `believed`. A fault makes Slack be left alone for a while, as long as it says itself if it does.
    """

    def __init__(
        self, ask: Callable[[K], Awaitable[V]], clock: Clock, about: str, *, fresh: timedelta, believed: timedelta
    ) -> None:
        self._ask = ask
        self._about = about
        self._clock = clock
        self._fresh = fresh
        self._believed = believed
        self._known: dict[K, tuple[V, datetime]] = {}
        self._asking: dict[K, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()  # nothing else holds a task that nobody waits for any more
        self._not_before = clock.now()
        self._complained = ""

    def get(self, key: K) -> V | None:
        """What is believed for now, None for nothing."""
        value, at = self._known.get(key, (None, None))
        return value if at and self._clock.now() - at < self._believed else None

    def need(self, key: K) -> asyncio.Task[None] | None:
        """Ask if it is time to; what to wait for, if there is nothing to be told yet."""
        _, at = self._known.get(key, (None, None))
        age = self._clock.now() - at if at else self._believed
        if age < self._fresh:
            return None
        asking = self._asking.get(key) or self._begin(key)
        return None if age < self._believed else asking

    def put(self, key: K, value: V, *, fresh: bool = True) -> None:
        """Take what Slack told unasked; one that is not `fresh` is told, and asked for anew at the next need."""
        now = self._clock.now()
        self._keep(key, value, now if fresh else now - self._fresh)

    def forget(self, key: K) -> None:
        """Drop what is known, and what is on its way as it may be of before."""
        self._known.pop(key, None)
        self._asking.pop(key, None)

    def _begin(self, key: K) -> asyncio.Task[None] | None:
        if self._clock.now() < self._not_before:
            return None
        task = asyncio.create_task(self._answer(key))
        self._asking[key] = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _answer(self, key: K) -> None:
        asked_at = self._clock.now()
        try:
            value = await self._ask(key)
        except FAULTS as error:
            self._rest(error)
        else:
            self._complained = ""
            if self._asking.get(key) is asyncio.current_task():
                self._keep(key, value, asked_at)
        finally:
            if self._asking.get(key) is asyncio.current_task():
                del self._asking[key]

    def _keep(self, key: K, value: V, at: datetime) -> None:
        self.forget(key)
        if len(self._known) >= CAPACITY:
            del self._known[next(iter(self._known))]
        self._known[key] = value, at

    def _rest(self, error: Exception) -> None:
        self._not_before = max(self._not_before, self._clock.now() + pause(error))
        why = reason(error)
        if why != self._complained:
            log.warning("Slack did not tell", about=self._about, why=why)
        self._complained = why


def reason(error: Exception) -> str:
    """What Slack calls an error, or what became of the request."""
    data = _data(error)
    return str(data.get("error") or "") or str(error).partition("\n")[0] or type(error).__name__


def lacking(error: Exception) -> str:
    """The scope that a call needs and the token has not, if that is the trouble."""
    data = _data(error)
    return str(data.get("needed") or "") if data.get("error") == "missing_scope" else ""


def limited(error: Exception) -> bool:
    """Whether Slack was asked too often."""
    response: Any = error.response if isinstance(error, SlackApiError) else None
    return getattr(response, "status_code", 0) == TOO_MANY or reason(error) == "ratelimited"


def pause(error: Exception) -> timedelta:
    """For how long Slack is better left alone."""
    response: Any = error.response if isinstance(error, SlackApiError) else None
    headers = getattr(response, "headers", None) or {}
    told = str(headers.get("Retry-After", ""))
    if told.isascii() and told.isdigit():
        return timedelta(seconds=min(int(told), 3600))
    status = getattr(response, "status_code", SERVER_ERROR)
    return SOON if status >= SERVER_ERROR else LATER


def _data(error: Exception) -> dict[str, Any]:
    data = getattr(error.response, "data", None) if isinstance(error, SlackApiError) else None
    return data if isinstance(data, dict) else {}
