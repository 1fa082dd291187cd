"""Hours in which nothing is posted of the bot's own accord."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet import Quiet

SOFIA = ZoneInfo("Europe/Sofia")
NIGHT, NOON, NEVER = Quiet.of("21:00-08:00"), Quiet.of("12:00-13:00"), Quiet.of("00:00-00:00")
HOUR = timedelta(hours=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


@pytest.mark.parametrize(
    ("quiet", "at", "hours", "expected"),
    [
        (NIGHT, "2026-11-23T09:00", 2, "2026-11-23T11:00"),
        (NIGHT, "2026-11-23T09:00", 24, "2026-11-24T20:00"),
        (NIGHT, "2026-11-23T03:00", 1, "2026-11-23T09:00"),
        (NIGHT, "2026-11-23T20:00", 1, "2026-11-23T21:00"),
        (NIGHT, "2026-11-23T20:00", 2, "2026-11-24T09:00"),
        (NIGHT, "2026-11-23T22:00", 0, "2026-11-24T08:00"),
        (NOON, "2026-11-23T11:30", 1, "2026-11-23T13:30"),
        (NEVER, "2026-11-23T23:00", 24, "2026-11-24T23:00"),
        (NIGHT, "2027-03-27T20:00", 24, "2027-03-29T18:00"),  # the clock goes forward in a quiet hour
    ],
)
def test_quiet_hours_do_not_count_as_waiting(quiet: Quiet, at: str, hours: int, expected: str) -> None:
    assert quiet.later(wall(at), hours * HOUR, SOFIA) == wall(expected)


times = st.times().map(lambda at: at.replace(microsecond=0, second=0))


@given(
    st.builds(Quiet, times, times),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - a wall time
    st.integers(0, 100),
)
def test_what_comes_later_comes_when_it_may(quiet: Quiet, at: datetime, hours: int) -> None:
    start = at.replace(tzinfo=SOFIA)
    found = quiet.later(start, hours * HOUR, SOFIA)
    assert found >= start + hours * HOUR
    assert quiet.over(found - timedelta(minutes=1), SOFIA) <= found
