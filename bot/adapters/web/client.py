"""The web chat as the rest of the bot sees it: something that serves, and a messenger."""

from __future__ import annotations

import asyncio
import errno
from typing import TYPE_CHECKING

from aiohttp import web

from bot.adapters.web.house import House
from bot.adapters.web.hub import Hub
from bot.adapters.web.messenger import WebMessenger
from bot.adapters.web.site import Site, is_loopback
from bot.adapters.web.talk import Talk
from bot.core.errors import Oops

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.core import Core

TRIES = 20  # ports looked at from the one that was asked for
GRACE = 2.0  # seconds for what is open when the server stops


class WebChat(WebMessenger):
    """Serves the page, its socket and its health; posts to its channels."""

    def __init__(
        self,
        core: Core,
        listen: tuple[str, int],
        *,
        demo: bool = False,
        routes: Sequence[web.RouteDef] = (),
    ) -> None:
        hub = Hub()
        super().__init__(core.database, core.clock, hub)
        self._listen = listen
        self._demo = demo
        self._routes = routes  # what others serve at the same address
        self._house = House(core, hub, Talk(core, hub), core.clock, demo)
        core.gone.append(hub.gone)

    async def run(self, ready: Callable[[str], None]) -> None:
        """Serve until cancelled; `ready` is told the address. Raises Oops for an address that will not do."""
        host, port = self._listen
        if self._demo and not is_loopback(host):
            raise Oops(
                "The demo lets anybody be an organiser, so it listens on this machine only: {host} won't do."
                " Try 127.0.0.1.",
                host=host,
            )
        runner = web.AppRunner(
            Site(self._house).app(self._routes), access_log=None, handle_signals=False, shutdown_timeout=GRACE
        )
        await runner.setup()
        try:
            ready(await _listening(runner, host, port))
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


async def _listening(runner: web.AppRunner, host: str, port: int) -> str:
    """Listen at the port or the next free one, and return the address."""
    for at in range(port, port + TRIES if port else 1):
        site = web.TCPSite(runner, host, at)
        try:
            await site.start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Oops("I can't listen at {host}:{port}: {why}.", host=host, port=at, why=error.strerror) from error
            continue
        bound = runner.addresses[0][1]
        return f"http://[{host}]:{bound}/" if ":" in host else f"http://{host}:{bound}/"
    raise Oops("All ports from {port} to {last} are taken.", port=port, last=port + TRIES - 1)
