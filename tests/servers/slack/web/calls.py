"""Requests as the methods see them, and the table of methods."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack.refusals import Refused, invalid_arguments, missing_scope

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.state import State
    from tests.servers.slack.world import Channel, Message, User

Handler = Callable[["Call"], Awaitable["Json"]]
TRUE = (True, "true", "1", 1, "True")


@dataclass
class Call:
    """One request, its arguments read."""

    state: State
    args: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """An argument as text; numbers are texts to Slack."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.args.get(name) in TRUE

    def number(self, name: str, default: int, most: int) -> int:
        text = self.text(name, str(default))
        if not text.isdigit():
            raise invalid_arguments(f"{name} must be an integer")
        return min(int(text) or default, most)

    def need(self, name: str) -> str:
        """A required argument."""
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def scope(self, *needed: str) -> None:
        """Refuse when none of these was granted."""
        if needed and not self.state.scopes.intersection(needed):
            raise missing_scope(needed[0], self.state.scopes)

    def channel(self, name: str = "channel") -> Channel:
        """A channel that the bot knows of: a public one, or one that it is in."""
        found = self.state.find_channel(self.text(name))
        if found is None or (found.private and self.state.me not in found.members):
            raise Refused("channel_not_found")
        return found

    def joined(self, name: str = "channel") -> Channel:
        """A channel that the bot is in."""
        found = self.channel(name)
        if self.state.me not in found.members:
            raise Refused("not_in_channel")
        return found

    def user(self, id: str) -> User:
        found = self.state.users.get(id)
        if found is None:
            raise Refused("user_not_found")
        return found

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """A message that everybody sees."""
        found = channel.find(self.text(name))
        if found is None:
            raise Refused("message_not_found")
        return found

    def page(self, items: list[Any], most: int = 1000) -> tuple[list[Any], Json]:
        """A page of a list, and where the next one begins."""
        limit, cursor = self.number("limit", 100, most), self.text("cursor", "0")
        if not cursor.isdigit():
            raise Refused("invalid_cursor")
        end = int(cursor) + limit
        following = str(end) if end < len(items) else ""
        return items[int(cursor) : end], {"response_metadata": {"next_cursor": following}}


@dataclass(frozen=True)
class Method:
    """A method of the Web API; `scopes` are alternatives."""

    handler: Handler
    scopes: tuple[str, ...]
    token: str  # the kind of token it takes, by its first letters


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, token: str = "xoxb") -> Callable[[Handler], Handler]:
    """Let a function carry out one method."""

    def keep(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, scopes, token)
        return handler

    return keep
