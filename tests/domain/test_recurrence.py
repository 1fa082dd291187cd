"""Series and their occurrences: in order, once each, at the same hour all year round, in bounded time."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import Occurrence, Series, begins_by_itself, canonical, occurrences, refusal
from bot.domain.zones import wall_time

SOFIA = ZoneInfo("Europe/Sofia")
DAY = timedelta(days=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def sofia(text: str) -> datetime:
    return wall(text).replace(tzinfo=SOFIA).astimezone(UTC)


def series(start: str, rule: str = "", *, skips_holidays: bool = False) -> Series:
    return Series(wall(start), "Europe/Sofia", rule, skips_holidays)


def days(of: Series, after: str, limit: int, changes: Mapping[datetime, datetime | None] = {}) -> list[str]:
    return [f"{one.wall:%Y-%m-%d}" for one in occurrences(of, sofia(after), limit, changes)]


MONDAYS = series("2026-11-23T09:00", "FREQ=WEEKLY;BYDAY=MO")


def test_once_comes_once() -> None:
    once = series("2026-11-23T09:00")
    expected = (Occurrence(wall("2026-11-23T09:00"), datetime(2026, 11, 23, 7, tzinfo=UTC)),)
    assert occurrences(once, sofia("2026-11-22T09:00"), 5) == expected
    assert occurrences(once, sofia("2026-11-23T08:59"), 5) == expected
    assert occurrences(once, sofia("2026-11-23T09:00"), 5) == ()


def test_occurrences_come_strictly_after_an_instant_and_no_more_than_asked_for() -> None:
    assert days(MONDAYS, "2026-11-23T08:59", 2) == ["2026-11-23", "2026-11-30"]
    assert days(MONDAYS, "2026-11-23T09:00", 2) == ["2026-11-30", "2026-12-07"]
    assert occurrences(MONDAYS, sofia("2026-11-23T08:59"), 0) == ()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=10", ["2026-11-23", "2026-12-03", "2026-12-13"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", ["2026-11-23", "2026-11-26", "2026-12-07"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", ["2026-11-23", "2026-12-06", "2026-12-07"]),
        ("FREQ=WEEKLY", ["2026-11-23", "2026-11-30", "2026-12-07"]),
        ("FREQ=MONTHLY", ["2026-11-23", "2026-12-23", "2027-01-23"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-12-31", "2027-01-31", "2027-03-31"]),
        ("FREQ=MONTHLY;BYDAY=1TU", ["2026-12-01", "2027-01-05", "2027-02-02"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2026-11-27", "2026-12-25", "2027-01-29"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-11-30", "2026-12-31", "2027-01-29"]),
        ("FREQ=YEARLY", ["2026-11-23", "2027-11-23", "2028-11-23"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=3", ["2027-03-23", "2028-03-23", "2029-03-23"]),
        ("FREQ=YEARLY;BYWEEKNO=20", ["2027-05-17", "2028-05-15", "2029-05-14"]),
        ("FREQ=YEARLY;BYYEARDAY=100", ["2027-04-10", "2028-04-09", "2029-04-10"]),
        ("FREQ=WEEKLY;COUNT=2;BYDAY=MO", ["2026-11-23", "2026-11-30"]),
        ("FREQ=WEEKLY;UNTIL=20261130;BYDAY=MO", ["2026-11-23", "2026-11-30"]),
        ("FREQ=WEEKLY;UNTIL=20261130T085959;BYDAY=MO", ["2026-11-23"]),
        ("FREQ=WEEKLY;UNTIL=20261130T070000Z;BYDAY=MO", ["2026-11-23", "2026-11-30"]),
    ],
)
def test_a_rule_is_read_as_the_standard_means_it(rule: str, expected: list[str]) -> None:
    assert days(series("2026-11-23T09:00", rule), "2026-11-23T08:00", 3) == expected


@pytest.mark.parametrize(
    ("change", "hours"),
    [("2026-10-25", {"2026-10-24": 6, "2026-10-25": 7}), ("2027-03-28", {"2027-03-27": 7, "2027-03-28": 6})],
)
def test_nine_stays_nine_when_the_clock_changes(change: str, hours: dict[str, int]) -> None:
    daily = series("2026-01-01T09:00", "FREQ=DAILY")
    found = occurrences(daily, sofia(change + "T00:00") - DAY, 2)
    assert {f"{one.at:%Y-%m-%d}": one.at.hour for one in found} == hours


def test_a_local_time_that_is_skipped_shifts_forward() -> None:
    nightly = series("2027-03-27T03:30", "FREQ=DAILY")
    assert [f"{one.at.astimezone(SOFIA):%d %H:%M}" for one in occurrences(nightly, sofia("2027-03-27T00:00"), 3)] == [
        "27 03:30",
        "28 04:30",
        "29 03:30",
    ]


def test_a_local_time_that_comes_twice_is_the_first_and_comes_once() -> None:
    nightly = series("2026-10-24T03:30", "FREQ=DAILY")
    found = occurrences(nightly, sofia("2026-10-25T00:00"), 2)
    assert [one.at for one in found] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]
    assert occurrences(nightly, found[0].at, 1) == found[1:]


def test_public_holidays_are_left_out_with_orthodox_easter_and_the_mondays_in_their_place() -> None:
    weekdays = series("2026-04-09T09:00", "FREQ=DAILY", skips_holidays=True)
    assert days(weekdays, "2026-04-09T00:00", 2) == ["2026-04-09", "2026-04-14"]  # Good Friday to Easter Monday
    assert days(weekdays, "2026-05-23T00:00", 2) == ["2026-05-23", "2026-05-26"]  # 24 May is a Sunday


def test_occurrences_are_counted_before_holidays_are_left_out() -> None:
    counted = series("2026-12-21T09:00", "FREQ=WEEKLY;COUNT=3;BYDAY=MO", skips_holidays=True)
    assert days(counted, "2026-12-20T00:00", 9) == ["2026-12-21", "2027-01-04"]


def test_a_skipped_one_is_left_out_and_the_others_stay() -> None:
    assert days(MONDAYS, "2026-11-22T00:00", 2, {wall("2026-11-23T09:00"): None}) == ["2026-11-30", "2026-12-07"]


def test_a_moved_one_keeps_its_own_time_as_its_name_and_comes_in_the_order_of_its_new_one() -> None:
    changes = {wall("2026-11-23T09:00"): wall("2026-12-02T15:00")}
    found = occurrences(MONDAYS, sofia("2026-11-22T00:00"), 3, changes)
    assert [f"{one.wall:%d} {one.at.astimezone(SOFIA):%d %H:%M}" for one in found] == [
        "30 30 09:00",
        "23 02 15:00",
        "07 07 09:00",
    ]
    assert days(MONDAYS, "2026-12-02T15:00", 1, changes) == ["2026-12-07"]


def test_one_moved_to_an_earlier_time_is_found_there_only() -> None:
    changes = {wall("2026-11-30T09:00"): wall("2026-11-25T09:00")}
    assert days(MONDAYS, "2026-11-24T00:00", 2, changes) == ["2026-11-30", "2026-12-07"]
    assert days(MONDAYS, "2026-11-25T09:00", 1, changes) == ["2026-12-07"]


def test_a_change_of_what_is_no_occurrence_changes_nothing() -> None:
    assert days(MONDAYS, "2026-11-22T00:00", 1, {wall("2026-11-24T09:00"): wall("2026-11-22T10:00")}) == ["2026-11-23"]


def test_one_that_is_moved_onto_another_is_one_with_it() -> None:
    changes = {wall("2026-11-23T09:00"): wall("2026-11-30T09:00")}
    assert days(MONDAYS, "2026-11-22T00:00", 2, changes) == ["2026-11-30", "2026-12-07"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=52;BYMONTH=7",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=SU",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
    ],
)
@pytest.mark.parametrize("start", ["2016-01-04T09:00", "2026-11-23T09:00"])
def test_a_rule_that_never_comes_is_given_up(rule: str, start: str) -> None:
    ticks = count()
    of = series(start, rule)
    assert occurrences(of, sofia("2026-11-23T08:00"), 5, clock=lambda: 0.0 * next(ticks)) == ()
    assert next(ticks) < 2100, "no more steps than days in the years that are looked at"


def test_a_series_of_many_years_is_not_walked_from_its_beginning() -> None:
    ticks = count()
    old = series("2006-01-02T09:00", "FREQ=DAILY;INTERVAL=3")
    assert len(occurrences(old, sofia("2026-11-22T09:00"), 5, clock=lambda: 0.0 * next(ticks))) == 5
    assert next(ticks) < 20


def test_nothing_is_found_beyond_five_years_or_after_the_time_is_up() -> None:
    yearly = series("2026-11-23T09:00", "FREQ=YEARLY")
    assert len(occurrences(yearly, sofia("2026-11-22T09:00"), 99)) == 6
    hundredths = count()
    assert 0 < len(occurrences(MONDAYS, sofia("2026-11-22T00:00"), 50, clock=lambda: next(hundredths) / 100)) < 50


def test_a_series_that_begins_in_years_is_found() -> None:
    assert days(series("2040-01-02T09:00", "FREQ=WEEKLY;BYDAY=MO"), "2026-11-22T00:00", 1) == ["2040-01-02"]


RULES = st.sampled_from(
    (
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYMONTH=10,3",
        "FREQ=WEEKLY;BYDAY=MO,SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=1TU,-1FR",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=24",
        "FREQ=DAILY;COUNT=100",
        "FREQ=WEEKLY;COUNT=20;BYDAY=MO,SU",
        "FREQ=DAILY;UNTIL=20270301",
    )
)
STARTS = st.integers(0, 4 * 365 * 48).map(lambda n: wall("2023-03-01T00:00") + timedelta(minutes=30 * n))
AFTERS = st.integers(0, 3 * 365 * 24).map(lambda n: datetime(2025, 3, 1, tzinfo=UTC) + timedelta(hours=n))


@given(STARTS, RULES, AFTERS, st.booleans())
def test_occurrences_are_after_the_instant_in_order_and_each_is_there_once(
    start: datetime, rule: str, after: datetime, skips: bool
) -> None:
    found = occurrences(Series(start, "Europe/Sofia", rule, skips), after, 40)
    assert all(one.at > after for one in found)
    assert all(a.at < b.at and a.wall < b.wall for a, b in pairwise(found))


@given(STARTS, RULES, AFTERS, st.booleans())
def test_asking_again_from_the_last_one_goes_on_where_it_stopped(
    start: datetime, rule: str, after: datetime, skips: bool
) -> None:
    of = Series(start, "Europe/Sofia", rule, skips)
    together = occurrences(of, after, 8)
    one_by_one: list[Occurrence] = []
    while len(one_by_one) < 8 and (found := occurrences(of, after, 1)):
        one_by_one += found
        after = found[0].at
    assert tuple(one_by_one)[: len(together)] == together


@given(STARTS, RULES, AFTERS)
def test_the_wall_clock_always_shows_the_same_hour(start: datetime, rule: str, after: datetime) -> None:
    start = start.replace(hour=9)
    for one in occurrences(Series(start, "Europe/Sofia", rule), after, 40):
        assert wall_time(one.at, SOFIA) == one.wall
        assert one.wall.time() == start.time()


@given(STARTS, RULES, AFTERS)
def test_jumping_over_what_has_passed_gives_what_dateutil_gives_from_the_beginning(
    start: datetime, rule: str, after: datetime
) -> None:
    # dateutil ends a rule on the midnight that UNTIL names, and begins a first week in its middle.
    written = rule.replace("UNTIL=20270301", "UNTIL=20270301T235959")
    plain = rrulestr(written, dtstart=start)
    since = wall_time(after, SOFIA)
    found = [one.wall for one in occurrences(Series(start, "Europe/Sofia", rule), after, 10) if one.wall > since + DAY]
    expected = takewhile(lambda at: not found or at <= found[-1], plain.xafter(since + DAY))
    assert found == list(expected)[: len(found)]


@given(STARTS, RULES, AFTERS, st.dictionaries(st.integers(0, 9), st.none() | st.integers(-400, 400), max_size=4))
def test_changes_move_and_skip_single_occurrences_and_no_others(
    start: datetime, rule: str, after: datetime, chosen: dict[int, int | None]
) -> None:
    of = Series(start, "Europe/Sofia", rule)
    usual = occurrences(of, after, 20)
    changes = {
        usual[n].wall: None if by is None else usual[n].wall + timedelta(hours=by)
        for n, by in chosen.items()
        if n < len(usual)
    }
    found = occurrences(of, after, 20, changes)
    assert all(one.at > after for one in found)
    assert all(a.at < b.at for a, b in pairwise(found))
    assert len({one.wall for one in found}) == len(found)
    skipped = {at for at, to in changes.items() if to is None}
    assert not skipped & {one.wall for one in found}
    unchanged = [one for one in usual if one.wall not in changes and found and one.at <= found[-1].at]
    assert set(unchanged) <= set(found)


def test_equal_rules_are_equal_texts() -> None:
    assert canonical("rrule:byday=th,MO;interval=1;freq=weekly;wkst=mo;") == "FREQ=WEEKLY;BYDAY=MO,TH"
    assert canonical("FREQ=MONTHLY;BYMONTHDAY=15,+1,-1") == "FREQ=MONTHLY;BYMONTHDAY=-1,1,15"
    assert canonical("FREQ=DAILY;UNTIL=20261231T235959") == "FREQ=DAILY;UNTIL=20261231"
    assert canonical("FREQ=DAILY;UNTIL=20261231T220000Z", SOFIA) == "FREQ=DAILY;UNTIL=20270101T000000"


@given(RULES)
def test_the_canonical_form_of_a_canonical_form_is_itself(rule: str) -> None:
    assert canonical(canonical(rule)) == canonical(rule)


@given(st.text(max_size=40) | st.from_regex(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]{5,10}=[0-9A-Z,+-]{1,12}){0,3}"))
def test_any_text_is_a_rule_or_is_refused(text: str) -> None:
    try:
        rule = canonical(text)
    except refusal.Refused:
        return
    assert canonical(rule) == rule


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", refusal.TooOften),
        ("FREQ=DAILY;BYMINUTE=0,30", refusal.TooOften),
        ("FREQ=DAILY;INTERVAL=1462", refusal.TooRare),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", refusal.TwoEnds),
        ("FREQ=DAILY;UNTIL=20270230", refusal.BadPart),
        ("FREQ=DAILY;UNTIL=99991231", refusal.BadPart),
        ("FREQ=DAILY;BYMONTH=13", refusal.BadPart),
        ("FREQ=DAILY;BYMONTH=-1", refusal.BadPart),
        ("FREQ=DAILY;BYDAY=1MO", refusal.BadPart),
        ("FREQ=MONTHLY;BYDAY=6MO", refusal.BadPart),
        ("FREQ=MONTHLY;BYYEARDAY=1", refusal.BadPart),
        ("FREQ=WEEKLY;BYMONTHDAY=1", refusal.BadPart),
        ("FREQ=DAILY;INTERVAL=०", refusal.BadPart),
        ("FREQ=DAILY;WKST=XX", refusal.BadPart),
        ("FREQ=DAILY;INTERVAL", refusal.BadPart),
        ("INTERVAL=2", refusal.BadPart),
        ("FREQ=DAILY;" + "BYMONTH=1," * 100 + "1", refusal.BadPart),
        ("", refusal.BadPart),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_the_reason(rule: str, reason: type[refusal.Refused]) -> None:
    with pytest.raises(reason):
        canonical(rule)


def test_a_bad_part_is_named() -> None:
    with pytest.raises(refusal.BadPart) as bad:
        canonical("FREQ=DAILY;FOO=5")
    assert bad.value.part == "FOO=5"


@pytest.mark.parametrize(
    ("of", "alone"),
    [
        (MONDAYS, True),
        (series("2027-03-01T09:00", "FREQ=WEEKLY;BYDAY=MO"), False),
        (series("2026-01-05T09:00", "FREQ=WEEKLY;BYDAY=MO"), True),
        (series("2026-01-05T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"), False),
        (series("2026-11-24T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), True),
    ],
)
def test_a_first_day_needs_saying_only_where_the_words_alone_would_begin_on_another(of: Series, alone: bool) -> None:
    assert begins_by_itself(of, sofia("2026-11-22T09:00")) is alone
