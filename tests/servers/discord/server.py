"""The server itself: on 127.0.0.1, at a port that is free."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.discord.acts.using import Using
from tests.servers.discord.cdn import Cdn
from tests.servers.discord.faults import Bucket, Drop, Fail, Limit, Refuse, Slow, Watch
from tests.servers.discord.pointing import pointed
from tests.servers.discord.rest.http import PREFIX, Requested, Rest
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.servers.discord.world import Json, Message


class Discord(Using):
    """A local Discord. Make guilds, channels and people; then let them act."""

    def __init__(self) -> None:
        super().__init__()
        self.api = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; `api` and `gateway.url` say where."""
        app = web.Application(client_max_size=0)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", PREFIX + "/{path:.*}", Rest(self).serve)
        app.router.add_get("/ephemeral-attachments/{application}/{file:\\d+}/{name}", Cdn(self).serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api, self.gateway.url = f"http://127.0.0.1:{port}{PREFIX}", f"ws://127.0.0.1:{port}/gateway/"

    async def stop(self) -> None:
        self.gateway.drop()
        if self._runner:
            await self._runner.cleanup()

    async def online(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until the bot is connected to the gateway."""
        await until(lambda: bool(self.gateway.live), timeout, lambda: f"no bot connected in {timeout} s")

    async def registered(self, *names: str, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until commands are registered, anywhere."""

        def known() -> set[str]:
            return {command["name"] for scope in self.commands.values() for command in scope.all}

        await until(
            lambda: bool(known()) and known() >= set(names),
            timeout,
            lambda: f"after {timeout} s only {sorted(known())} are registered",
        )

    async def reply(self, message: Message, number: int = 1, timeout: float = 10.0) -> Message:  # noqa: ASYNC109
        """Wait for what the bot writes after a message, in its channel or thread: the first, or a later one."""

        def written() -> list[Message]:
            places = [message.channel, *([message.thread] if message.thread else [])]
            all = [each for place in places for each in place.messages]
            return sorted((m for m in all if m.author is self.me and m.id > message.id), key=lambda m: m.id)

        def failing() -> str:
            return f"after {timeout} s there are {len(written())} replies to {message.content!r}, not {number}"

        await until(lambda: len(written()) >= number, timeout, failing)
        return written()[number - 1]

    def requested(self, route: str = "") -> list[Requested]:
        """The requests so far whose "METHOD /path" has this pattern in it."""
        return [each for each in self.requests if re.search(route, f"{each.method} {each.path}")]

    def registry(self, guild: int | None = None) -> list[Json]:
        """The commands that are registered for a guild (its id), or globally."""
        return self.commands[guild].all if guild in self.commands else []

    def limit(
        self, route: str, times: int = 1, retry_after: float = 0.05, *, global_: bool = False, scope: str = "user"
    ) -> Limit:
        """Answer the next requests with 429. `route` is a pattern searched in "METHOD /path", here and below."""
        fault = Limit(route, times, retry_after=retry_after, everywhere=global_, scope=scope)
        self.faults.orders.append(fault)
        return fault

    def drop(self, route: str, *, after: bool = False, times: int = 1) -> Drop:
        """Break the connection of the next requests, before they are carried out or after."""
        fault = Drop(route, times, after=after)
        self.faults.orders.append(fault)
        return fault

    def fail(self, route: str, status: int = 500, *, after: bool = False, times: int = 1) -> Fail:
        """Answer the next requests with a server error, not carried out, or carried out all the same."""
        fault = Fail(route, times, status=status, after=after)
        self.faults.orders.append(fault)
        return fault

    def refuse(self, route: str, status: int, code: int, message: str = "Refused", *, times: int = 1) -> Refuse:
        """Answer the next requests with one of Discord's errors."""
        fault = Refuse(route, times, status=status, code=code, message=message)
        self.faults.orders.append(fault)
        return fault

    def slow(self, route: str, seconds: float, *, before: bool = False, times: int = 1) -> Slow:
        """Answer the next requests late, carried out at once or late too."""
        fault = Slow(route, times, seconds=seconds, before=before)
        self.faults.orders.append(fault)
        return fault

    def watch(self, route: str, does: Callable[[], None], *, after: bool = False, times: int = 1) -> Watch:
        """Call somebody at the next requests, before they are carried out or once they are."""
        fault = Watch(route, times, does=does, after=after)
        self.faults.orders.append(fault)
        return fault

    def bucket(self, route: str, limit: int, window: float = 1.0) -> Bucket:
        """So many requests of a route in so many seconds; the headers say so."""
        bucket = Bucket(route, limit, window)
        self.faults.buckets.insert(0, bucket)
        return bucket


@asynccontextmanager
async def running() -> AsyncIterator[Discord]:
    """A Discord that runs, with discord.py pointed at it."""
    discord = Discord()
    await discord.start()
    try:
        with pointed(discord.api, discord.gateway.url):
            yield discord
    finally:
        await discord.stop()
    assert not discord.broken, "\n".join(discord.broken)
