"""Times of day: shapes that give minutes since local midnight.

An hour from 1 to 12 alone ("at 6", "в 9") may be of the morning or of the evening, so it needs minutes, am or pm, a
part of the day, or "ч."; and since "в 3 часа" is said of the afternoon, an hour from 1 to 6 needs more than that.
"""

from typing import NamedTuple

from bot.domain.when.shapes import Shapes


class Clock(NamedTuple):
    """From minute to minute of a local day; the same twice is a point."""

    first: int
    after: int
    alone: bool = False  # "midnight" belongs to two days, so it stands without one


NOON = 12 * 60
DAY = 24 * 60
PARTS = {
    "morning": Clock(6 * 60, NOON),
    "afternoon": Clock(NOON, 18 * 60),
    "evening": Clock(18 * 60, DAY),
}
# Which hours a part of the day is said of, on a clock of twelve hours.
HOURS = {
    "morning": dict(zip(range(4, 12), range(4, 12), strict=True)),
    "afternoon": {12: 12} | {hour: hour + 12 for hour in range(1, 7)},
    "evening": {hour: hour + 12 for hour in range(5, 12)},
    "night": {hour: hour for hour in range(1, 5)},
}
CLOCKS: Shapes[Clock] = Shapes()


def at(minute: int) -> Clock:
    """A point. Raises ValueError past the end of the day."""
    if minute > DAY:
        raise ValueError(minute)
    return Clock(minute, minute)


@CLOCKS.on("at|on? clock")
def exact(minute: int) -> Clock:
    """18:00, noon."""
    return at(minute)


@CLOCKS.on("at? clock mark")
def marked(minute: int, _mark: str) -> Clock:
    """18:00 ч."""
    return at(minute)


@CLOCKS.on("at number")
def bare(hour: int) -> Clock:
    """At 18: only hours that no clock of twelve knows."""
    if hour not in range(13, 25):
        raise ValueError(hour)
    return at(60 * hour)


@CLOCKS.on("at? number mark", "at number oclock")
def full_hour(hour: int, mark: str = "") -> Clock:
    """18 ч., 9 часа."""
    if 1 <= hour <= (6 if mark else 12):
        raise ValueError(hour)
    return at(60 * hour)


@CLOCKS.on("at? number mark and? number tick|ticks")
def hour_and_minutes(hour: int, _mark: str, minute: int, unit: str) -> Clock:
    """18 часа и 30 минути."""
    if unit != "minute" or minute not in range(60):
        raise ValueError(unit)
    return at(60 * hour + minute)


@CLOCKS.on("at? number meridiem")
def twelve(hour: int, meridiem: int) -> Clock:
    """6 pm; 12 am is midnight, 12 pm is noon."""
    if hour not in range(1, 13):
        raise ValueError(hour)
    return at(60 * (hour % 12 + meridiem))


@CLOCKS.on("at? clock meridiem")
def twelve_with_minutes(minute: int, meridiem: int) -> Clock:
    """6:30 pm."""
    hour, rest = divmod(minute, 60)
    return at(twelve(hour, meridiem).first + rest)


@CLOCKS.on("at|on|in|during|for? part")
def part_of_day(part: str) -> Clock:
    """In the evening: 18:00 to midnight."""
    if part not in PARTS:
        raise ValueError(part)
    return PARTS[part]


@CLOCKS.on("at? number part", "at? number oclock part")
def hour_of_part(hour: int, part: str) -> Clock:
    """7 in the evening, 7 вечерта, 20:00 in the evening."""
    said = HOURS[part].get(hour)
    if said is None:
        if part not in PARTS or not PARTS[part].first <= 60 * hour < PARTS[part].after:
            raise ValueError(hour)
        said = hour
    return at(60 * said)


@CLOCKS.on("at? clock part")
def clock_of_part(minute: int, part: str) -> Clock:
    """6:30 in the evening."""
    hour, rest = divmod(minute, 60)
    return at(hour_of_part(hour, part).first + rest)


@CLOCKS.on("at? number mark part")
def marked_hour_of_part(hour: int, _mark: str, part: str) -> Clock:
    """7 часа вечерта."""
    return hour_of_part(hour, part)


@CLOCKS.on("at? clock mark part")
def marked_clock_of_part(minute: int, _mark: str, part: str) -> Clock:
    """6:30 ч. вечерта."""
    return clock_of_part(minute, part)


@CLOCKS.on("part at? number")
def part_then_hour(part: str, hour: int) -> Clock:
    """In the evening at 7."""
    return hour_of_part(hour, part)


@CLOCKS.on("part at? clock")
def part_then_clock(part: str, minute: int) -> Clock:
    """In the evening at 6:30."""
    return clock_of_part(minute, part)


@CLOCKS.on("part at? number mark")
def part_then_marked(part: str, hour: int, _mark: str) -> Clock:
    """Вечерта в 7 ч."""
    return hour_of_part(hour, part)


@CLOCKS.on("part at? number meridiem")
def part_then_twelve(part: str, hour: int, meridiem: int) -> Clock:
    """Tonight at 8 pm."""
    return clock_of_part(twelve(hour, meridiem).first, part)


@CLOCKS.on("part at? clock meridiem")
def part_then_twelve_with_minutes(part: str, minute: int, meridiem: int) -> Clock:
    """Tonight at 8:30 pm."""
    return clock_of_part(twelve_with_minutes(minute, meridiem).first, part)


@CLOCKS.on("at|on? midnight")
def midnight() -> Clock:
    """The end of the day: the one that is coming."""
    return Clock(DAY, DAY, alone=True)
