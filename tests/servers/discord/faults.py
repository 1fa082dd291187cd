"""What can go wrong between the bot and Discord, and how often."""

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

    The pattern is searched in "METHOD /path", the path without the API's prefix.
    """

    pattern: str
    times: int = 1
    happened: int = 0

    def strikes(self, route: str) -> bool:
        if self.happened >= self.times or not re.search(self.pattern, route):
            return False
        self.happened += 1
        return True


@dataclass(eq=False)
class Drop(Fault):
    """The connection breaks, before the request is carried out or after."""

    after: bool = False


@dataclass(eq=False)
class Fail(Fault):
    """A server error; `after` says that the request was carried out all the same."""

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
    """429 with these seconds to wait."""

    retry_after: float = 0.05
    everywhere: bool = False
    scope: str = "user"


@dataclass(eq=False)
class Refuse(Fault):
    """A refusal with Discord's code, whatever was asked."""

    status: int = 403
    code: int = 50013
    message: str = "Missing Permissions"


@dataclass(eq=False)
class Bucket:
    """So many requests of matching routes in so many seconds; 429 beyond."""

    pattern: str = ""
    limit: int = 1000
    window: float = 1.0
    spent: dict[str, list[float]] = field(default_factory=dict)

    def take(self, route: str) -> tuple[int, float]:
        """Count one request: how many are left (-1 when it was too many), and the seconds until all are free again."""
        now = time.monotonic()
        used = [at for at in self.spent.get(route, ()) if now - at < self.window]
        left = self.limit - len(used) - 1
        if left >= 0:
            used.append(now)
        self.spent[route] = used
        return left, (self.window - (now - used[0])) if used else self.window


@dataclass
class Faults:
    """All that was ordered and has not happened yet."""

    orders: list[Fault] = field(default_factory=list)
    buckets: list[Bucket] = field(default_factory=list)
    usual: Bucket = field(default_factory=Bucket)

    def next(self, route: str) -> list[Fault]:
        """What happens to this request."""
        return [fault for fault in self.orders if fault.strikes(route)]

    def bucket(self, route: str) -> Bucket:
        return next((each for each in self.buckets if re.search(each.pattern, route)), self.usual)
