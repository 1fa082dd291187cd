from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.zones import local_midnight, resolve, wall_time

SOFIA = ZoneInfo("Europe/Sofia")


def wall(shown: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(shown).replace(fold=fold)


def test_a_wall_time_that_is_skipped_shifts_forward() -> None:
    assert resolve(wall("2027-03-28 03:30"), SOFIA) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert wall_time(resolve(wall("2027-03-28 03:30"), SOFIA), SOFIA) == wall("2027-03-28 04:30")


def test_a_wall_time_that_comes_twice_is_the_first() -> None:
    assert resolve(wall("2026-10-25 03:30"), SOFIA) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert resolve(wall("2026-10-25 03:30", fold=1), SOFIA) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (date(2026, 11, 22), 24)]
)
def test_a_day_lasts_from_midnight_to_midnight(day: date, hours: int) -> None:
    lasts = local_midnight(day + timedelta(days=1), SOFIA) - local_midnight(day, SOFIA)
    assert lasts == timedelta(hours=hours)


def test_where_midnight_is_skipped_the_day_begins_after_the_gap() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    begins = local_midnight(date(2027, 3, 28), beirut)
    assert wall_time(begins, beirut) == wall("2027-03-28 01:00")
    assert begins - timedelta(seconds=1) < local_midnight(date(2027, 3, 28), beirut)


def test_instants_are_in_utc() -> None:
    assert resolve(wall("2026-11-22 09:00"), SOFIA).tzinfo is UTC
