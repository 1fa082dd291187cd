"""What can go wrong between the bot and Slack, and how often."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(eq=False)
class Fault:
    """Something that happens to the next requests that match, `times` of them.

    The pattern is searched in the name of the method, such as chat.postMessage; `response_url`, `upload` and `download`
    name requests that are no methods.
    """

    pattern: str
    times: int = 1
    happened: int = 0

    def strikes(self, method: str) -> bool:
        if self.happened >= self.times or not re.search(self.pattern, method):
            return False
        self.happened += 1
        return True


@dataclass(eq=False)
class Drop(Fault):
    """The connection breaks, before the request is carried out or after."""

    after: bool = False


@dataclass(eq=False)
class Fail(Fault):
    """A server error with an HTML body; `after` says that the request was carried out all the same."""

    status: int = 500
    after: bool = False


@dataclass(eq=False)
class Watch(Fault):
    """Nothing goes wrong by itself: somebody is called, before the request is carried out or after."""

    does: Callable[[], None] = lambda: None
    after: bool = False


@dataclass(eq=False)
class Slow(Fault):
    """The answer comes this many seconds late; `before` delays carrying it out too."""

    seconds: float = 0.1
    before: bool = False


@dataclass(eq=False)
class Limit(Fault):
    """429 with these whole seconds to wait."""

    retry_after: int = 1


@dataclass(eq=False)
class Refuse(Fault):
    """One of Slack's errors, whatever was asked."""

    error: str = "internal_error"


@dataclass(eq=False)
class Bucket:
    """So many requests of matching methods for a channel in so many seconds; 429 beyond."""

    pattern: str
    limit: int
    window: float = 1.0
    spent: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def take(self, method: str, channel: str) -> float:
        """Count one request: 0, or the seconds until there is room when it was too many."""
        now = time.monotonic()
        used = [at for at in self.spent.get((method, channel), ()) if now - at < self.window]
        self.spent[method, channel] = used
        if len(used) >= self.limit:
            return self.window - (now - used[0])
        used.append(now)
        return 0.0


@dataclass
class Faults:
    """All that was ordered and has not happened yet."""

    orders: list[Fault] = field(default_factory=list)
    buckets: list[Bucket] = field(default_factory=list)

    def next(self, method: str) -> list[Fault]:
        """What happens to this request."""
        return [fault for fault in self.orders if fault.strikes(method)]

    def wait(self, method: str, channel: str) -> float:
        """The seconds that a request has to wait because of all that went before it."""
        found = [bucket for bucket in self.buckets if re.search(bucket.pattern, method)]
        return max((bucket.take(method, channel) for bucket in found), default=0.0)
