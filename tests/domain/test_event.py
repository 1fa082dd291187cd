from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.event import Event, Phase

SOFIA = ZoneInfo("Europe/Sofia")
SECONDS = timedelta(seconds=1)
DAYS = Event(id="e", name="E", start=date(2026, 11, 9), end=date(2026, 11, 11))
HOURS = Event(
    id="e",
    name="E",
    start=date(2026, 12, 1),
    starts_at=datetime(2026, 12, 1, 16, tzinfo=UTC),
    ends_at=datetime(2026, 12, 1, 18, tzinfo=UTC),
)
MOMENT = Event(id="e", name="E", start=date(2026, 12, 1), starts_at=datetime(2026, 12, 1, 16, tzinfo=UTC))


def test_days_last_from_midnight_to_the_end_of_the_last_day() -> None:
    assert DAYS.span(SOFIA) == (datetime(2026, 11, 8, 22, tzinfo=UTC), datetime(2026, 11, 11, 22, tzinfo=UTC))


def test_an_event_without_an_end_is_one_day() -> None:
    start, end = Event(id="e", name="E", start=date(2026, 11, 9)).span(SOFIA)
    assert end - start == timedelta(days=1)


def test_the_day_on_which_the_clock_goes_back_has_25_hours() -> None:
    start, end = Event(id="e", name="E", start=date(2026, 10, 25)).span(SOFIA)
    assert end - start == timedelta(hours=25)


def test_hours_are_the_same_instants_for_every_reader() -> None:
    assert HOURS.span(SOFIA) == HOURS.span(ZoneInfo("America/New_York")) == (HOURS.starts_at, HOURS.ends_at)
    assert not HOURS.all_day
    assert DAYS.all_day


@pytest.mark.parametrize("event", [DAYS, HOURS])
def test_an_event_is_upcoming_then_running_then_over(event: Event) -> None:
    start, end = event.span(SOFIA)
    phases = [event.phase(at, SOFIA) for at in (start - SECONDS, start, end - SECONDS, end)]
    assert phases == [Phase.UPCOMING, Phase.RUNNING, Phase.RUNNING, Phase.OVER]


def test_hours_without_an_end_are_a_moment_that_a_search_still_finds() -> None:
    at = datetime(2026, 12, 1, 16, tzinfo=UTC)
    assert MOMENT.phase(at - SECONDS, SOFIA) is Phase.UPCOMING
    assert MOMENT.phase(at, SOFIA) is Phase.OVER
    assert MOMENT.during(at, at + SECONDS, SOFIA)
    assert not MOMENT.during(at - SECONDS, at, SOFIA)


def test_an_event_falls_into_a_span_that_it_shares_a_second_with() -> None:
    start, end = DAYS.span(SOFIA)
    assert DAYS.during(end - SECONDS, end + SECONDS, SOFIA)
    assert DAYS.during(start - SECONDS, start + SECONDS, SOFIA)
    assert not DAYS.during(end, end + SECONDS, SOFIA)
    assert not DAYS.during(start - SECONDS, start, SOFIA)
