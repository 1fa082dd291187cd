"""Web API over HTTP: reading, tokens, scopes, limits, faults. https://docs.slack.dev/apis/web-api/"""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.slack.faults import Drop, Fail, Limit, Refuse, Slow, Watch
from tests.servers.slack.refusals import Refused, missing_scope
from tests.servers.slack.web.calls import METHODS, Call, Method

if TYPE_CHECKING:
    from tests.servers.slack.faults import Fault
    from tests.servers.slack.ids import Json
    from tests.servers.slack.state import State

PREFIX = "/api/"
ENCODED = ("blocks", "attachments", "metadata", "view", "files")  # arguments that may come as JSON in a text
REQUEST = 5 * 1024 * 1024  # bytes of one request

Carry = Callable[[], Awaitable[web.Response]]


@dataclass
class Requested:
    """One request of the log; `status` is 0 while it runs and when its connection was broken."""

    method: str  # such as chat.postMessage, or response_url, or upload
    body: dict[str, Any]
    at: float
    token: str = ""
    status: int = 0
    error: str = ""  # of an answer that is no success
    answer: Any = None


class Web:
    """The Web API."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Carry a request out, or let go wrong what was ordered to."""
        name = request.path.removeprefix(PREFIX)
        try:
            args = await _read(request)
        except ValueError:
            return _json({"ok": False, "error": "invalid_json"})
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.pop("token", ""))
        logged = Requested(name, args, time.monotonic(), token)

        async def carry() -> web.Response:
            return await self._carry_out(name, token, args)

        return await logged_and_faulty(self._state, request, logged, carry)

    async def _carry_out(self, name: str, token: str, args: dict[str, Any]) -> web.Response:
        headers = {"X-OAuth-Scopes": ",".join(sorted(self._state.scopes))}
        try:
            found = METHODS.get(name)
            self._let_in(name, token, found)
            after = self._state.faults.wait(name, str(args.get("channel", "")))
            if after:
                return limited(math.ceil(after))
            result = await METHODS[name].handler(Call(self._state, args))
        except Refused as refused:
            return _json(refused.body, headers)
        except Exception:  # noqa: BLE001 - whatever it is, the test is to hear of it
            self._state.broken.append(traceback.format_exc())
            return _json({"ok": False, "error": "fatal_error"}, headers)
        return _json({"ok": True, **result}, headers)

    def _let_in(self, name: str, token: str, method: Method | None) -> None:
        """Refuse what is no method, and who may not use it."""
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if not token:
            raise Refused("not_authed")
        if token not in (self._state.token, self._state.app_token):
            raise Refused("invalid_auth")
        if self._state.revoked:
            raise Refused(self._state.revoked)
        if not token.startswith(method.token):
            raise Refused("not_allowed_token_type")
        granted = self._state.scopes if token == self._state.token else self._state.app_scopes
        if method.scopes and not granted.intersection(method.scopes):
            raise missing_scope(method.scopes[0], granted)


async def logged_and_faulty(state: State, request: web.Request, logged: Requested, carry: Carry) -> web.Response:
    """Keep a request in the log, carry it out, and let the faults happen that were ordered."""
    state.requests.append(logged)
    state.running += 1
    try:
        response = await _faulty(carry, state.faults.next(logged.method))
    finally:
        state.running -= 1
        state.touched = time.monotonic()
    if response is None:
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)
    logged.status = response.status
    if response.content_type == "application/json":
        logged.answer = json.loads(response.body or b"{}")  # type: ignore[arg-type]
        logged.error = logged.answer.get("error", "")
    return response


async def _faulty(carry: Carry, faults: list[Fault]) -> web.Response | None:
    await asyncio.sleep(sum(fault.seconds for fault in faults if isinstance(fault, Slow) and fault.before))
    _tell(faults, after=False)
    for fault in faults:
        match fault:
            case Drop(after=False):
                return None
            case Fail(after=False):
                return _html(fault.status)
            case Limit():
                return limited(fault.retry_after)
            case Refuse():
                return _json({"ok": False, "error": fault.error})
    response = await carry()
    _tell(faults, after=True)
    await asyncio.sleep(sum(fault.seconds for fault in faults if isinstance(fault, Slow) and not fault.before))
    lost = [fault for fault in faults if isinstance(fault, Drop | Fail)]
    if not lost:
        return response
    return _html(lost[0].status) if isinstance(lost[0], Fail) else None


def _tell(faults: list[Fault], *, after: bool) -> None:
    for fault in faults:
        if isinstance(fault, Watch) and fault.after is after:
            fault.does()


async def _read(request: web.Request) -> dict[str, Any]:
    """The arguments, from wherever they came: the query, a form, or JSON. ValueError for JSON that is none."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        data = json.loads(await request.read() or b"{}")
        if not isinstance(data, dict):
            raise ValueError
        args |= data
    elif request.method == "POST":
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    for name in ENCODED:
        if isinstance(args.get(name), str) and re.match(r"\s*[\[{]", args[name]):
            try:
                args[name] = json.loads(args[name])
            except ValueError:
                continue  # the method says what is wrong with it
    return args


def limited(after: int) -> web.Response:
    """https://docs.slack.dev/apis/web-api/rate-limits#headers"""
    response = _json({"ok": False, "error": "ratelimited"}, {"Retry-After": str(after)})
    response.set_status(429)
    return response


def _json(body: Json, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(body, headers=headers)


def _html(status: int) -> web.Response:
    return web.Response(status=status, text=f"<html><h1>{status}</h1></html>", content_type="text/html")
