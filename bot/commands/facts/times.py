"""Times in words as facts hold them: a day or a local hour, with the zone it is meant in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.core.errors import Wrong
from bot.core.kinds import Reading, Times
from bot.domain.when import Precision, Toward
from bot.domain.zones import wall_time

EVENING = time(17)  # of a deadline that is told by its day alone, as the EU's portal means it
_WORDS = Times(Toward.EITHER)
_MINUTE = "%Y-%m-%dT%H:%M"


def deadline(text: str, by: Reading) -> dict[str, object]:
    """A deadline at one moment of the reader's zone; at 17:00 where only a day is named. Raises Wrong."""
    span, zone = _WORDS.span(text, by), by.zone
    if span.precision is Precision.MINUTE:
        at = wall_time(span.start, zone)
    elif span.precision is Precision.DAY:
        at = datetime.combine(wall_time(span.start, zone).date(), EVENING)
    else:
        raise Wrong("A deadline is one moment, such as {example}.", example="17.02.2027 17:00")
    return {"date": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}", "tz": zone.key}


def stretch(text: str, by: Reading) -> dict[str, object]:
    """When something begins and ends: days, both included, or hours with their zone. Raises Wrong."""
    span, zone = _WORDS.span(text, by), by.zone
    start, end = wall_time(span.start, zone), wall_time(span.end, zone)
    if span.precision is Precision.MINUTE:
        return {"start": start.strftime(_MINUTE), "tz": zone.key}
    if span.precision not in (Precision.DAY, Precision.RANGE):
        raise Wrong("“{text}” names no days. Write them, such as 12-15.12.2026.", text=text[:60])
    if start.time() == end.time() == time.min:
        last = (end - timedelta(days=1)).date()
        return {"start": f"{start:%Y-%m-%d}", **({"end": f"{last:%Y-%m-%d}"} if last != start.date() else {})}
    return {"start": start.strftime(_MINUTE), "end": end.strftime(_MINUTE), "tz": zone.key}
