"""Requests as the handlers see them, and the table of routes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.discord.refusals import not_found, unknown_guild
from tests.servers.discord.world import Channel, Guild, Json

if TYPE_CHECKING:
    from tests.servers.discord.state import State

Handler = Callable[["Call"], Awaitable[Any]]


@dataclass(frozen=True)
class Upload:
    """A file of a multipart request."""

    filename: str
    content: bytes
    content_type: str


@dataclass
class Call:
    """One request, its body read."""

    state: State
    parts: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: dict[str, Upload] = field(default_factory=dict)  # by the name of their part, such as files[0]

    def id(self, name: str) -> int:
        """A part of the path that is an id."""
        text = self.parts[name]
        if not text.isdigit():
            raise not_found()
        return int(text)

    @property
    def json(self) -> Json:
        """The body as an object."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def guild(self) -> Guild:
        found = self.state.find_guild(self.id("guild"))
        if found is None:
            raise unknown_guild()
        return found

    @property
    def channel(self) -> Channel:
        """The channel that the path names, which the bot must be able to see."""
        return self.state.visible(self.id("channel"))


@dataclass(frozen=True)
class Route:
    """A method and a pattern of paths."""

    method: str
    pattern: re.Pattern[str]
    template: str
    handler: Handler
    open: bool  # no bot token needed


ROUTES: list[Route] = []


def route(method: str, template: str, *, open: bool = False) -> Callable[[Handler], Handler]:
    """Let a function carry out the requests of one route, such as `GET /channels/{channel}`."""
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) + "$")

    def keep(handler: Handler) -> Handler:
        ROUTES.append(Route(method, pattern, template, handler, open))
        return handler

    return keep
