"""The only place that asks the machine what time it is."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time in UTC; the demo's and the tests' can be started elsewhere and moved forward."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta(0) if start is None else start.astimezone(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def forward(self, by: timedelta) -> datetime:
        """Move ahead by a span that is not negative and return the new time; time never runs backwards."""
        if by < timedelta(0):
            message = "a clock only moves forward"
            raise ValueError(message)
        self._ahead += by
        return self.now()
