"""The server itself: on 127.0.0.1, at a port that is free."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack.acts.modals import Modals
from tests.servers.slack.deliveries import Delivery
from tests.servers.slack.faults import Bucket, Drop, Fail, Limit, Refuse, Slow, Watch
from tests.servers.slack.manifest import install
from tests.servers.slack.pointing import pointed
from tests.servers.slack.waiting import until
from tests.servers.slack.web.files import Downloads, Uploads
from tests.servers.slack.web.http import PREFIX, REQUEST, Requested, Web
from tests.servers.slack.web.respond import Respond

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.servers.slack.answers import Answer
    from tests.servers.slack.ids import Json
    from tests.servers.slack.world import Message


class Slack(Modals):
    """A local Slack with one workspace. Make channels and people; then let them act."""

    def __init__(self) -> None:
        super().__init__()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; `api` says where."""
        app = web.Application(client_max_size=REQUEST)
        app.router.add_get("/link/", self.socket.serve)
        app.router.add_post("/respond/{team}/{id}", Respond(self).serve)
        app.router.add_post("/upload/{file}", Uploads(self).serve)
        app.router.add_get("/files-pri/{file}/{name}", Downloads(self).serve)
        app.router.add_route("*", PREFIX + "{method}", Web(self).serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api, self.socket.url = f"http://127.0.0.1:{port}{PREFIX}", f"ws://127.0.0.1:{port}/link/"

    async def stop(self) -> None:
        await self.deliveries.stop()
        await self.socket.stop()
        if self._runner:
            await self._runner.cleanup()

    async def online(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until the bot is connected by Socket Mode."""
        await until(lambda: bool(self.socket.live), timeout, lambda: f"no bot connected in {timeout} s")

    async def reply(self, message: Message, number: int = 1, timeout: float = 10.0) -> Message:  # noqa: ASYNC109
        """Wait for what the bot writes after a message, in its channel or thread: the first, or a later one."""

        def written() -> list[Message]:
            return [each for each in message.channel.messages if each.author is self.me and each.ts > message.ts]

        def failing() -> str:
            return f"after {timeout} s there are {len(written())} replies to {message.content!r}, not {number}"

        await until(lambda: len(written()) >= number, timeout, failing)
        return written()[number - 1]

    def install(self, manifest: Json) -> None:
        """Set the application up as a manifest says: scopes, events, commands, shortcuts, tabs; nothing beyond that."""
        install(self, manifest)

    def deliver_to(self, url: str) -> None:
        """Bring everything to this address over HTTP, signed with `http.secret`; with "", over Socket Mode again."""
        self.http.url = url

    def redeliver(self, what: Answer | Delivery, reason: str = "timeout") -> Delivery:
        """Bring something once more that was brought before; `await delivery.taken(2)` for its acknowledgement."""
        delivery = what if isinstance(what, Delivery) else what.delivery
        assert delivery, "nothing of it was delivered"
        self.deliveries.again(delivery, reason)
        return delivery

    def requested(self, method: str = "") -> list[Requested]:
        """The requests so far whose method has this pattern in it."""
        return [each for each in self.requests if re.search(method, each.method)]

    def limit(self, method: str, times: int = 1, retry_after: int = 1) -> Limit:
        """Answer the next requests with 429. `method` is a pattern searched in the method's name, here and below."""
        fault = Limit(method, times, retry_after=retry_after)
        self.faults.orders.append(fault)
        return fault

    def drop(self, method: str, *, after: bool = False, times: int = 1) -> Drop:
        """Break the connection of the next requests, before they are carried out or after."""
        fault = Drop(method, times, after=after)
        self.faults.orders.append(fault)
        return fault

    def fail(self, method: str, status: int = 500, *, after: bool = False, times: int = 1) -> Fail:
        """Answer the next requests with a server error, not carried out, or carried out all the same."""
        fault = Fail(method, times, status=status, after=after)
        self.faults.orders.append(fault)
        return fault

    def refuse(self, method: str, error: str, *, times: int = 1) -> Refuse:
        """Answer the next requests with one of Slack's errors."""
        fault = Refuse(method, times, error=error)
        self.faults.orders.append(fault)
        return fault

    def slow(self, method: str, seconds: float, *, before: bool = False, times: int = 1) -> Slow:
        """Answer the next requests late, carried out at once or late too."""
        fault = Slow(method, times, seconds=seconds, before=before)
        self.faults.orders.append(fault)
        return fault

    def watch(self, method: str, does: Callable[[], None], *, after: bool = False, times: int = 1) -> Watch:
        """Call somebody at the next requests, before they are carried out or once they are."""
        fault = Watch(method, times, does=does, after=after)
        self.faults.orders.append(fault)
        return fault

    def bucket(self, method: str, limit: int, window: float = 1.0) -> Bucket:
        """So many requests of a method in so many seconds for each channel."""
        bucket = Bucket(method, limit, window)
        self.faults.buckets.append(bucket)
        return bucket


@asynccontextmanager
async def running() -> AsyncIterator[Slack]:
    """A Slack that runs, with slack_sdk pointed at it."""
    slack = Slack()
    await slack.start()
    try:
        with pointed(slack.api):
            yield slack
    finally:
        await slack.stop()
    assert not slack.broken, "\n".join(slack.broken)
