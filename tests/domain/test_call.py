from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.call import Call, Deadline, Status

SOFIA = ZoneInfo("Europe/Sofia")
OPENS = date(2026, 10, 29)
FIRST = datetime(2027, 2, 17, 16, tzinfo=UTC)
SECOND = datetime(2027, 9, 16, 15, tzinfo=UTC)
BETWEEN = datetime(2027, 5, 1, tzinfo=UTC)
SECONDS = timedelta(seconds=1)


def call(*deadlines: Deadline, opening: date | None = OPENS) -> Call:
    return Call(identifier="C-1", title="A call", opening=opening, deadlines=deadlines)


SINGLE = call(Deadline(FIRST))
TWO_STAGES = call(Deadline(FIRST, 1), Deadline(SECOND, 2, invited_only=True))
CUT_OFFS = call(Deadline(FIRST), Deadline(SECOND))


def test_a_call_opens_at_midnight_in_brussels() -> None:
    opens = datetime(2026, 10, 28, 23, tzinfo=UTC)
    assert SINGLE.opens == opens
    assert SINGLE.status(opens - SECONDS) is Status.FORTHCOMING
    assert SINGLE.status(opens) is Status.OPEN


def test_a_call_that_opens_in_summer_does_so_by_summer_time() -> None:
    assert call(opening=date(2027, 6, 3)).opens == datetime(2027, 6, 2, 22, tzinfo=UTC)


def test_a_call_is_open_up_to_its_deadline_and_closed_from_then_on() -> None:
    assert SINGLE.status(FIRST - SECONDS) is Status.OPEN
    assert SINGLE.status(FIRST) is Status.CLOSED


def test_a_stage_by_invitation_does_not_make_a_call_open() -> None:
    assert TWO_STAGES.status(FIRST - SECONDS) is Status.OPEN
    assert TWO_STAGES.status(BETWEEN) is Status.INVITED
    assert TWO_STAGES.next_deadline(BETWEEN) is None
    assert TWO_STAGES.days_left(BETWEEN, SOFIA) is None
    assert TWO_STAGES.status(SECOND) is Status.CLOSED


def test_a_second_stage_is_by_invitation_even_when_the_record_does_not_say_so() -> None:
    assert call(Deadline(FIRST, 1), Deadline(SECOND, 2)).status(BETWEEN) is Status.INVITED


def test_a_call_with_several_cut_offs_stays_open_until_the_last() -> None:
    assert CUT_OFFS.status(BETWEEN) is Status.OPEN
    assert CUT_OFFS.next_deadline(OPENED) == Deadline(FIRST)
    assert CUT_OFFS.next_deadline(BETWEEN) == Deadline(SECOND)


OPENED = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (call(), Status.UNKNOWN),
        (call(opening=date(2026, 12, 15)), Status.FORTHCOMING),
        (call(Deadline(FIRST), opening=None), Status.UNKNOWN),
        (call(Deadline(OPENED), opening=None), Status.CLOSED),
        (call(opening=None), Status.UNKNOWN),
    ],
)
def test_what_the_dates_do_not_tell_is_not_guessed(one: Call, status: Status) -> None:
    assert one.status(OPENED) is status


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (datetime(2027, 2, 17, 15, 59, tzinfo=UTC), 0),
        (datetime(2027, 2, 16, 22, tzinfo=UTC), 0),  # the 17th has begun in Sofia
        (datetime(2027, 2, 16, 21, 59, tzinfo=UTC), 1),
        (datetime(2026, 11, 22, 7, tzinfo=UTC), 87),
    ],
)
def test_days_left_are_days_on_the_readers_calendar(now: datetime, days: int) -> None:
    assert SINGLE.days_left(now, SOFIA) == days
