"""Local wall time to instants, over both changes of the clock."""

from datetime import UTC, date, datetime, time, tzinfo


def resolve(naive: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, of a wall time in a zone.

    A time that the clock skips moves forward by what was skipped; one that it shows twice is the first
    (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5 has the same two rules).
    """
    # fold=0 takes the offset before the change, which gives both rules at once.
    return naive.replace(tzinfo=zone, fold=0).astimezone(UTC)


def local_midnight(day: date, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which a day begins in a zone. Two of them may be 23 or 25 hours apart."""
    return resolve(datetime.combine(day, time.min), zone)


def wall_time(instant: datetime, zone: tzinfo) -> datetime:
    """What a clock on the wall of a zone shows at an instant, as a naive datetime."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
