"""The web chat's addresses."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from bot.adapters.web import pages
from bot.adapters.web.gallery import Gallery
from bot.adapters.web.headers import Handler, is_secure, protect
from bot.adapters.web.static import Static
from bot.adapters.web.visitors import COOKIE, hashed, known, meet, visitor, welcome
from bot.adapters.web.window import Window
from bot.core.errors import Oops
from bot.core.invites import PATH, accept
from bot.core.pace import Paces
from bot.core.spec import Pace
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp.web import Request, Response, StreamResponse

    from bot.adapters.web.house import House
    from bot.core.words import Words

YEAR = 365 * 86400
FRAME = 65_536  # bytes of one message
HEARTBEAT = 20.0  # seconds between pings
PAGES = 20  # sockets that one browser may keep open

NEWCOMERS = Pace(60, timedelta(minutes=1))  # cookies given to one address


class Site:
    """All handlers."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._static = Static()
        self._gallery = Gallery(house)
        self._paces = Paces()
        self._windows: set[Window] = set()
        self._open: Counter[str] = Counter()

    def app(self, routes: Sequence[web.RouteDef] = ()) -> web.Application:
        """The application to serve, with what others serve at the same address."""
        # A platform that delivers here sends more than a browser does.
        largest = 4 * FRAME if routes else FRAME
        app = web.Application(middlewares=[protect, self._only_here], client_max_size=largest)
        app.router.add_get("/", self._page)
        app.router.add_get("/static/{name:.+}", self._file)
        app.router.add_post("/session", self._session)
        app.router.add_get("/ws", self._socket)
        app.router.add_post("/pictures", self._picture_given)
        app.router.add_get(r"/pictures/{name:[\w-]+}", self._picture)
        app.router.add_get("/healthz", self._healthy)
        app.router.add_get(PATH + "{secret}", self._invited)
        app.router.add_post(PATH + "{secret}", self._accepted)
        app.router.add_routes(routes)
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        app.on_shutdown.append(self._goodbye)
        return app

    @web.middleware
    async def _only_here(self, request: Request, handler: Handler) -> StreamResponse:
        """The demo answers to this machine's own names only: no foreign page may reach it under a name of its own."""
        if self._house.demo and not is_loopback(request.url.host or ""):
            raise web.HTTPForbidden(text=self._t(request)("The demo is for this machine only."))
        return await handler(request)

    async def _page(self, request: Request) -> Response:
        return self._static.answer(request, "index.html") or self._missing(request)

    async def _file(self, request: Request) -> Response:
        return self._static.answer(request, request.match_info["name"]) or self._missing(request)

    async def _nowhere(self, request: Request) -> Response:
        return self._missing(request)

    async def _session(self, request: Request) -> Response:
        """Give a browser its cookie, if it has none.

        Not done with the page: a strict cookie is not sent when one comes from elsewhere, so a page that set cookies
        would make a stranger of everybody who follows a link.
        """
        self._from_here(request)
        _, cookie = await self._cookie(request)
        return _with(web.Response(status=204), cookie, request)

    async def _cookie(self, request: Request) -> tuple[str, str]:
        """The hash of a browser's cookie, and the cookie itself if it is given now."""
        token = await known(self._house.core, request.cookies.get(COOKIE, ""))
        if token is not None:
            return token, ""
        t = self._t(request)
        try:
            self._paces.take(request.remote or "", "", NEWCOMERS, self._house.clock.now())
        except Oops as oops:
            raise web.HTTPTooManyRequests(text=t(oops.text, **oops.names)) from None
        cookie = await welcome(self._house.core, t.language)
        return hashed(cookie), cookie

    async def _socket(self, request: Request) -> StreamResponse:
        self._from_here(request)
        cookie_hash = await known(self._house.core, request.cookies.get(COOKIE, ""))
        if cookie_hash is None:
            raise web.HTTPUnauthorized
        if self._open[cookie_hash] >= PAGES:
            raise web.HTTPTooManyRequests
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=FRAME, compress=False)
        await socket.prepare(request)
        abort = request.transport.abort if request.transport else socket.force_close
        window = Window(self._house, socket, cookie_hash, abort)
        self._windows.add(window)
        self._open[cookie_hash] += 1
        try:
            await window.serve()
        finally:
            self._windows.discard(window)
            self._open -= Counter((cookie_hash,))  # and forgets whom it counts no more
        return socket

    async def _picture_given(self, request: Request) -> Response:
        self._from_here(request)
        cookie_hash = await known(self._house.core, request.cookies.get(COOKIE, ""))
        if cookie_hash is None:
            raise web.HTTPUnauthorized
        return await self._gallery.take(request, cookie_hash)

    async def _picture(self, request: Request) -> Response:
        return await self._gallery.show(request, request.cookies.get(COOKIE, "")) or self._missing(request)

    async def _healthy(self, _request: Request) -> Response:
        try:
            await self._house.core.database.read(lambda tx: tx.posts.latest())
        except Exception:  # noqa: BLE001 - whatever it is, the answer is no
            return web.Response(status=503, text="the database does not answer")
        return web.Response(text="ok")

    async def _invited(self, request: Request) -> Response:
        return _html(pages.invitation(self._t(request)))

    async def _accepted(self, request: Request) -> Response:
        """Use an invitation. The cookie comes along only from our own page, and so does the Origin."""
        self._from_here(request)
        core, t = self._house.core, self._t(request)
        token, cookie = await self._cookie(request)
        person = await meet(core, visitor(token, t.language))
        now, secret = self._house.clock.now(), request.match_info["secret"]
        role = await core.database.write(lambda tx: accept(tx, secret, person.id, now))
        if role is None:
            return _with(_html(pages.refused(t), status=410), cookie, request)
        core.people.forget(person.id)
        self._house.hub.changed(person.id)
        t = words(person.language)
        name = (t("Guest"), t("Member"), t("Organiser"))[role]
        return _with(_html(pages.accepted(t, name)), cookie, request)

    async def _goodbye(self, _app: web.Application) -> None:
        for window in tuple(self._windows):
            window.close()
        await self._house.talk.settle()

    def _from_here(self, request: Request) -> None:
        """Refuse what another site's page sends: its Origin is not the Host."""
        if urlsplit(request.headers.get("Origin", "")).netloc.casefold() != request.host.casefold():
            raise web.HTTPForbidden(text=self._t(request)("Another site's page may not do this."))

    def _missing(self, request: Request) -> Response:
        return _html(pages.missing(self._t(request)), status=404)

    def _t(self, request: Request) -> Words:
        return pages.speech(request.headers.get("Accept-Language", ""), self._house.core.club.language)


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine itself."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _with(response: Response, cookie: str, request: Request) -> Response:
    """The response with a cookie, if there is one to give."""
    if cookie:
        secure = is_secure(request)
        response.set_cookie(COOKIE, cookie, max_age=YEAR, path="/", httponly=True, samesite="Strict", secure=secure)
    return response


def _html(text: str, status: int = 200) -> Response:
    return web.Response(text=text, status=status, content_type="text/html")
