"""What the index of calls finds is what a plain look at every call would find, in the same order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.call import Call, Deadline, Status
from bot.search.calls import ORDER, CallIndex
from bot.search.index import Document

START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 60
PROGRAMMES = ("", "Horizon Europe", "Digital Europe")
PARTS = ("", "Cluster 1 Health", "Horizon Europe")

days = st.integers(0, DAYS).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
hours = st.integers(0, DAYS * 24).map(lambda n: START + timedelta(hours=n))
deadlines = st.lists(
    st.builds(Deadline, hours, st.sampled_from((None, 1, 2)), st.booleans()), max_size=3, unique_by=lambda d: d.at
).map(lambda several: tuple(sorted(several, key=lambda d: d.at)))
calls = st.lists(
    st.builds(
        Call,
        identifier=st.from_regex("[A-C]{1,4}", fullmatch=True),
        title=st.just("A call"),
        opening=st.none() | days,
        deadlines=deadlines,
        programme=st.sampled_from(PROGRAMMES),
        part=st.sampled_from(PARTS),
    ),
    max_size=12,
    unique_by=lambda call: call.identifier,
)
moments = hours | st.builds(lambda at, by: at + timedelta(seconds=by), hours, st.integers(-2, 2))


def index(*every: Call) -> CallIndex:
    return CallIndex((call, Document("call", call.identifier, call.title)) for call in every)


def plainly(
    every: list[Call], now: datetime, status: Status | None, until: datetime | None, programmes: tuple[str, ...]
) -> list[Call]:
    """The same question, asked of each call."""

    def fits(call: Call) -> bool:
        due = call.next_deadline(now)
        return (
            (status is None or call.status(now) is status)
            and (until is None or (due is not None and due.at <= until))
            and (not programmes or call.programme in programmes or call.part in programmes)
        )

    def order(call: Call) -> tuple[int, float, str]:
        state = call.status(now)
        turns = [turn for turn in (call.opens, *(d.at for d in call.deadlines)) if turn and turn <= now]
        if state is Status.OPEN:
            due = call.next_deadline(now)
            time = due.at.timestamp() if due else 0.0
        elif state is Status.FORTHCOMING:
            time = call.opens.timestamp() if call.opens else 0.0
        else:
            time = -max(turns).timestamp() if turns else 0.0
        return ORDER.index(state), time, call.identifier

    return sorted(filter(fits, every), key=order)


@settings(max_examples=150)
@given(
    every=calls,
    now=moments,
    status=st.none() | st.sampled_from(Status),
    within=st.none() | st.integers(0, DAYS * 24),
    programmes=st.sampled_from(((), ("Horizon Europe",), ("Digital Europe", "Cluster 1 Health"))),
    size=st.integers(1, 5),
)
def test_the_index_finds_what_a_plain_look_at_every_call_finds(
    every: list[Call],
    now: datetime,
    status: Status | None,
    within: int | None,
    programmes: tuple[str, ...],
    size: int,
) -> None:
    calls = index(*every)
    until = None if within is None else now + timedelta(hours=within)
    expected = plainly(every, now, status, until, programmes)

    def page(first: int, most: int) -> list[Call]:
        found = calls.find(now, status=status, until=until, programmes=programmes, first=first, most=most)
        assert found.total == len(expected)
        return list(found.calls)

    assert page(0, len(every) + 1) == expected
    assert [call for first in range(0, len(expected) + size, size) for call in page(first, size)] == expected


def call(identifier: str = "A", opening: str | None = "2026-01-01", *due: tuple[str, int | None], **other: str) -> Call:
    ends = tuple(
        Deadline(datetime.fromisoformat(at).replace(tzinfo=UTC), stage, stage is not None and stage > 1)
        for at, stage in due
    )
    opens = date.fromisoformat(opening) if opening else None
    return Call(identifier=identifier, title=other.get("title", identifier), opening=opens, deadlines=ends)


def found(calls: CallIndex, now: str, status: Status | None = Status.OPEN) -> list[str]:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    return [c.identifier for c in calls.find(at, status=status).calls]


def test_a_stage_by_invitation_does_not_make_a_call_open() -> None:
    calls = index(call("A", "2026-01-01", ("2026-02-01", 1), ("2026-06-01", 2)))
    assert found(calls, "2026-01-31") == ["A"]
    assert found(calls, "2026-02-01") == []
    assert found(calls, "2026-02-01", Status.INVITED) == ["A"]
    assert found(calls, "2026-06-01", Status.CLOSED) == ["A"]


def test_a_deadline_has_passed_at_its_very_moment_and_not_a_second_before() -> None:
    calls = index(call("A", "2026-01-01", ("2026-02-01T16:00", None)))
    assert found(calls, "2026-02-01T15:59:59") == ["A"]
    assert found(calls, "2026-02-01T16:00:00") == []


def test_a_call_opens_at_midnight_in_brussels() -> None:
    calls = index(call("A", "2026-01-15", ("2026-02-01", None)))
    assert found(calls, "2026-01-14T22:59:59") == []
    assert found(calls, "2026-01-14T23:00:00") == ["A"]


def test_a_call_with_several_cut_offs_is_due_at_the_next_one() -> None:
    calls = index(
        call("A", "2026-01-01", ("2026-02-01", None), ("2026-05-01", None)),
        call("B", "2026-01-01", ("2026-03-01", None)),
    )
    assert found(calls, "2026-01-15") == ["A", "B"]
    assert found(calls, "2026-02-15") == ["B", "A"]


def test_words_are_found_in_either_language_and_all_of_them_are_wanted() -> None:
    one = call("A", "2026-01-01", ("2026-05-01", None), title="Better cancers care")
    other = call("B", "2026-01-01", ("2026-04-01", None), title="Hydrogen care")
    calls = index(one, other)
    at = datetime(2026, 2, 1, tzinfo=UTC)
    assert [c.identifier for c in calls.find(at, words="care").calls] == ["B", "A"]
    assert [c.identifier for c in calls.find(at, words="рак").calls] == ["A"]
    assert [c.identifier for c in calls.find(at, words="cancer care").calls] == ["A"]
    assert calls.find(at, words="cancer hydrogen").total == 0


@pytest.mark.parametrize("words", ["", " ", "!!!", "\x00", "“", "a" * 10_000, "* OR +", "title:care", "\ud800"])
def test_any_words_are_answered(words: str) -> None:
    assert index(call("A", "2026-01-01", ("2026-05-01", None))).find(START, words=words).total in (0, 1)


def test_programmes_are_known_by_some_of_their_words() -> None:
    one = Call(identifier="A", title="A", programme="Horizon Europe", part="Cluster 1 Health")
    calls = index(one)
    assert calls.programmes_like("health") == ("Cluster 1 Health",)
    assert calls.programmes_like("HORIZON") == ("Horizon Europe",)
    assert calls.programmes_like("moon") == ()


def test_nothing_is_found_among_no_calls() -> None:
    assert index().find(START, status=None).total == 0
