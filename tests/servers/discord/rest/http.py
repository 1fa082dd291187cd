"""HTTP itself: reading requests, faults and limits, the table of routes, answers with their headers."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord.faults import Drop, Fail, Limit, Refuse, Slow, Watch
from tests.servers.discord.refusals import Refused, not_found, unauthorized
from tests.servers.discord.rest.calls import ROUTES, Call, Route, Upload

if TYPE_CHECKING:
    from tests.servers.discord.faults import Fault
    from tests.servers.discord.state import State

PREFIX = "/api/v10"
FILE = 10 * 1024 * 1024  # bytes of one file, where nobody boosts the server
REQUEST = 25 * 1024 * 1024  # bytes of one request


@dataclass
class Requested:
    """One request of the log; `status` is 0 while it runs and when its connection was broken."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: dict[str, Upload]
    reason: str
    at: float
    status: int = 0


class Rest:
    """Discord's REST."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Carry a request out, or let go wrong what was ordered to."""
        path = request.path.removeprefix(PREFIX)
        name = f"{request.method} {path}"
        try:
            body, files = await _read(request)
        except Refused as refused:
            return _json(refused.status, refused.body)
        reason = request.headers.get("X-Audit-Log-Reason", "")
        logged = Requested(request.method, path, dict(request.query), body, files, reason, time.monotonic())
        self._state.requests.append(logged)
        faults = self._state.faults.next(name)
        answer = self._state.answers.get(_token(path))
        if answer:
            answer.busy += 1
        try:
            response = await self._faulty(request, path, logged, faults)
        finally:
            if answer:
                answer.busy -= 1
                answer.touched = time.monotonic()
        logged.status = response.status if response else 0
        if response is None:
            return _broken(request)
        return response

    async def _faulty(
        self, request: web.Request, path: str, logged: Requested, faults: list[Fault]
    ) -> web.Response | None:
        await asyncio.sleep(sum(fault.seconds for fault in faults if isinstance(fault, Slow) and fault.before))
        _tell(faults, after=False)
        for fault in faults:
            match fault:
                case Drop(after=False):
                    return None
                case Fail(after=False):
                    return _html(fault.status)
                case Limit():
                    return _limited(fault)
                case Refuse():
                    return _json(fault.status, {"message": fault.message, "code": fault.code})
        response = await self._carry_out(request, path, logged)
        _tell(faults, after=True)
        await asyncio.sleep(sum(fault.seconds for fault in faults if isinstance(fault, Slow) and not fault.before))
        lost = [fault for fault in faults if isinstance(fault, Drop | Fail)]
        if not lost:
            return response
        return _html(lost[0].status) if isinstance(lost[0], Fail) else None

    async def _carry_out(self, request: web.Request, path: str, logged: Requested) -> web.Response:
        found = _find(request.method, path)
        if found is None:
            return _json(404, not_found().body)
        route, parts = found
        if not route.open and request.headers.get("Authorization") != f"Bot {self._state.token}":
            return _json(401, unauthorized().body)
        major = parts.get("channel") or parts.get("guild") or parts.get("token") or ""
        key = f"{route.method} {route.template} {major}"
        bucket = self._state.faults.bucket(f"{request.method} {path}")
        left, after = bucket.take(key)
        headers = _headers(f"{route.method} {route.template}", bucket.limit, max(left, 0), after)
        if left < 0:
            return _limited(Limit("", retry_after=after), headers)
        call = Call(self._state, parts, dict(request.query), logged.body, logged.files)
        try:
            result = await route.handler(call)
        except Refused as refused:
            return _json(refused.status, refused.body, headers)
        except Exception:  # noqa: BLE001 - whatever it is, the test is to hear of it
            self._state.broken.append(traceback.format_exc())
            return _json(400, {"message": "The local server is broken: see its `broken`", "code": 0}, headers)
        if result is None:
            return web.Response(status=204, headers=headers)
        return _json(200, result, headers)


def _tell(faults: list[Fault], *, after: bool) -> None:
    for fault in faults:
        if isinstance(fault, Watch) and fault.after is after:
            fault.does()


def _find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    for route in ROUTES:
        if route.method == method and (match := route.pattern.match(path)):
            return route, match.groupdict()
    return None


def _token(path: str) -> str:
    """The token of an interaction that a path carries."""
    parts = path.split("/")
    return parts[3] if len(parts) > 3 and parts[1] in ("webhooks", "interactions") else ""


async def _read(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    if (request.content_length or 0) > REQUEST:
        raise Refused(413, 40005, "Request entity too large")
    if request.content_type == "multipart/form-data":
        form = await request.post()
        body: Any = None
        files = {}
        for name, value in form.items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read(), value.content_type)
            elif name == "payload_json":
                body = _json_of(value if isinstance(value, str) else bytes(value))
        if any(len(file.content) > FILE for file in files.values()):
            raise Refused(413, 40005, "Request entity too large")
        return body, files
    raw = await request.read()
    if raw and request.content_type == "application/json":
        return _json_of(raw), {}
    return None, {}


def _json_of(raw: str | bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from None


def _headers(route: str, limit: int, left: int, after: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": f"{time.time() + after:.3f}",
        "X-RateLimit-Reset-After": f"{after:.3f}",
        "X-RateLimit-Bucket": hashlib.md5(route.encode(), usedforsecurity=False).hexdigest(),
        "Via": "1.1 google",
    }


def _limited(fault: Limit, headers: dict[str, str] | None = None) -> web.Response:
    body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": fault.everywhere}
    scope = "global" if fault.everywhere else fault.scope
    told = {"Retry-After": str(max(1, round(fault.retry_after))), "X-RateLimit-Scope": scope, "Via": "1.1 google"}
    if fault.everywhere:
        told["X-RateLimit-Global"] = "true"
    return _json(429, body, {**(headers or {}), **told})


def _json(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:  # noqa: ANN401 - any JSON
    # The content type has no charset: discord.py reads JSON only then.
    told = {**(headers or {}), "Content-Type": "application/json"}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=told)


def _html(status: int) -> web.Response:
    return web.Response(status=status, text=f"<html><h1>{status}</h1></html>", content_type="text/html")


def _broken(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)
