"""What every answer carries so that a browser runs nothing but our own files."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.web import Request, StreamResponse

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")

Handler = Callable[["Request"], Awaitable["StreamResponse"]]


def policy(host: str, *, secure: bool, forms: bool = False) -> str:
    """The Content-Security-Policy of a page; `forms` for the one that sends a form to this server."""
    # Browsers differ on whether 'self' covers the socket's scheme, so it is named.
    socket = f" {'wss' if secure else 'ws'}://{host}" if _HOST.fullmatch(host) else ""
    action = "'self'" if forms else "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        f"connect-src 'self'{socket}; form-action {action}; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def is_secure(request: Request) -> bool:
    """Whether the browser came by https, here or at a proxy in front."""
    return request.secure or request.headers.get("X-Forwarded-Proto", "").casefold() == "https"


@web.middleware
async def protect(request: Request, handler: Handler) -> StreamResponse:
    """Add the headers to whatever is answered, errors included."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        guard(error, request)
        raise
    if not response.prepared:
        guard(response, request)
    return response


def guard(response: StreamResponse, request: Request) -> None:
    """Set what is not yet set."""
    forms = request.path.startswith("/invite/")
    for name, value in {
        "Content-Security-Policy": policy(request.host, secure=is_secure(request), forms=forms),
        "X-Content-Type-Options": "nosniff",
        # A form sent under no-referrer has the Origin "null", which is nobody's.
        "Referrer-Policy": "same-origin" if forms else "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
        "Server": "club",  # not which versions run here
    }.items():
        response.headers.setdefault(name, value)
