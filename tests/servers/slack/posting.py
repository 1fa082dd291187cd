"""Deliveries over HTTP, signed: https://docs.slack.dev/authentication/verifying-requests-from-slack"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

if TYPE_CHECKING:
    from tests.servers.slack.deliveries import Attempt, Delivery
    from tests.servers.slack.ids import Json

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(eq=False)
class Posted:
    """One request that was sent, and its answer; `status` is 0 when none came."""

    delivery: Delivery | None
    body: bytes
    headers: dict[str, str]
    status: int = 0
    text: str = ""
    answered: dict[str, str] = field(default_factory=dict)  # the headers of the answer
    at: float = field(default_factory=time.monotonic)


class Posting:
    """Posts to `url`; without one, Socket Mode carries everything."""

    def __init__(self) -> None:
        self.url = ""
        self.secret = secrets.token_hex(16)
        self.sent: list[Posted] = []

    async def carry(self, delivery: Delivery, attempt: Attempt) -> str:
        """Post a delivery; says what went wrong with it."""
        more = {}
        if attempt.number:
            more = {"X-Slack-Retry-Num": str(attempt.number), "X-Slack-Retry-Reason": attempt.reason}
        body, content_type = _written(delivery)
        try:
            posted = await self._send(delivery, body, self.signed(body, content_type) | more)
        except aiohttp.ClientError:
            return "connection_failed"
        if posted.status != 200:
            return "no_retry" if posted.answered.get("X-Slack-No-Retry") == "1" else "http_error"
        delivery.take(_answer(posted.text))
        return ""

    def signed(self, body: bytes, content_type: str = JSON, *, secret: str = "", age: float = 0) -> dict[str, str]:
        """The headers of a request: signed with another secret, or so many seconds ago, if wanted."""
        at = str(int(time.time() - age))
        key = (secret or self.secret).encode()
        signature = hmac.new(key, b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={signature}",
        }

    async def verify(self) -> str:
        """Ask the address whether it is the application's; the challenge that comes back."""
        challenge = secrets.token_urlsafe(24)
        posted = await self.post({"token": "", "challenge": challenge, "type": "url_verification"})
        return challenge if challenge in posted.text else ""

    async def post(
        self, body: Json | bytes, content_type: str = JSON, *, secret: str = "", age: float = 0, **headers: str
    ) -> Posted:
        """Post whatever a test wants; headers given by name, X_Slack_Signature for X-Slack-Signature."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._send(None, raw, self.signed(raw, content_type, secret=secret, age=age) | own)

    async def replay(self, posted: Posted) -> Posted:
        """Post the very same request once more, as somebody does who has overheard it."""
        return await self._send(posted.delivery, posted.body, posted.headers)

    async def _send(self, delivery: Delivery | None, body: bytes, headers: dict[str, str]) -> Posted:
        posted = Posted(delivery, body, headers)
        self.sent.append(posted)
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=body, headers=headers) as response,
        ):
            posted.status, posted.text = response.status, await response.text()
            posted.answered = dict(response.headers)
        return posted


def _written(delivery: Delivery) -> tuple[bytes, str]:
    match delivery.kind:
        case "slash_commands":
            return urlencode(delivery.payload).encode(), FORM
        case "interactive":
            return urlencode({"payload": json.dumps(delivery.payload)}).encode(), FORM
        case _:
            return json.dumps(delivery.payload).encode(), JSON


def _answer(text: str) -> Json:
    """What an acknowledgement says: JSON, or a text to show."""
    if not text:
        return {}
    try:
        data = json.loads(text)
    except ValueError:
        return {"text": text}
    return data if isinstance(data, dict) else {"text": text}
