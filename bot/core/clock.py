"""The only place that asks the machine what time it is."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time in UTC; the demo's and the tests' can be started elsewhere and moved forward."""

    def __init__(self, start: datetime | None = None) -> None:
        self.traveller: Callable[[timedelta], Awaitable[None]] | None = None  # who sees to what lies on the way
        self.moved: list[Callable[[], None]] = []  # told when it was moved forward
        self._ahead = timedelta(0) if start is None else start.astimezone(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    async def travel(self, by: timedelta) -> datetime:
        """Move ahead as if the time had passed: what was due on the way happens at its moment, not all at the end."""
        until = self.now() + by
        if self.traveller:
            await self.traveller(by)
        return self.forward(max(until - self.now(), timedelta(0)))

    def machine(self, at: datetime) -> datetime:
        """What the machine's own clock shows at a moment of this one."""
        return at - self._ahead

    def forward(self, by: timedelta) -> datetime:
        """Move ahead by a span that is not negative and return the new time; time never runs backwards."""
        if by < timedelta(0):
            message = "a clock only moves forward"
            raise ValueError(message)
        self._ahead += by
        for told in self.moved:
            told()
        return self.now()
