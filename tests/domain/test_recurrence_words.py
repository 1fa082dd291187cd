"""Series in words, in English and Bulgarian, and as raw rules."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import recurrence
from bot.domain.recurrence import Refused, Series, occurrences, read, refusal
from tests.domain.phrases_recurrence import BULGARIAN, ENGLISH, ONCE, RAW, REFUSED, rows

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 11, 22, 9, tzinfo=SOFIA)


@pytest.mark.parametrize(("phrase", "start", "rule"), [row for t in (ENGLISH, BULGARIAN, ONCE, RAW) for row in rows(t)])
def test_a_phrase_is_the_series_that_people_mean(phrase: str, start: str, rule: str) -> None:
    skips = rule.endswith("-holidays")
    expected = Series(datetime.fromisoformat(start), "Europe/Sofia", rule.removesuffix("-holidays").strip(), skips)
    assert read(phrase, NOW, SOFIA) == expected


@pytest.mark.parametrize("phrase", [row[0] for table in (ENGLISH, BULGARIAN) for row in rows(table)])
def test_case_spaces_and_final_stops_do_not_matter(phrase: str) -> None:
    assert read(f"  {phrase.upper()} .", NOW, SOFIA) == read(phrase, NOW, SOFIA)


@pytest.mark.parametrize(("phrase", "reason"), rows(REFUSED))
def test_what_cannot_be_is_refused_with_the_reason(phrase: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(phrase, NOW, SOFIA)
    assert type(refused.value).__name__ == reason


def test_the_first_occurrence_lies_ahead_though_its_hour_has_passed_today() -> None:
    assert read("every Sunday at 8:59", NOW, SOFIA).start == datetime(2026, 11, 29, 8, 59)  # noqa: DTZ001
    assert read("every Sunday at 9:01", NOW, SOFIA).start == datetime(2026, 11, 22, 9, 1)  # noqa: DTZ001


def test_what_is_past_says_how_it_was_understood() -> None:
    with pytest.raises(refusal.Past) as past:
        read("yesterday at 9:00", NOW, SOFIA)
    assert past.value.at == datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_a_first_day_in_the_past_says_which_weeks_are_meant() -> None:
    every_other = "every 2 weeks on Tuesday at 10:00 from {} November 2026"
    assert read(every_other.format(3), NOW, SOFIA).start == datetime(2026, 12, 1, 10)  # noqa: DTZ001
    assert read(every_other.format(10), NOW, SOFIA).start == datetime(2026, 11, 24, 10)  # noqa: DTZ001


def test_the_zone_is_the_speakers() -> None:
    series = read("every day at 9:00", NOW, ZoneInfo("America/New_York"))
    assert series.zone == "America/New_York"
    assert occurrences(series, NOW, 1)[0].at == datetime(2026, 11, 22, 14, tzinfo=UTC)


def test_an_exact_stretch_from_now_stays_exact_in_the_hour_that_comes_twice() -> None:
    now = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 03:45 the first time
    series = read("in 30 minutes", now, SOFIA)
    assert occurrences(series, now, 1)[0].at == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize("lang", ["en", "bg", "de"])
def test_every_example_can_be_read(lang: str) -> None:
    assert all(occurrences(read(example, NOW, SOFIA), NOW, 1) for example in recurrence.examples(lang))


@pytest.mark.parametrize(
    "text", ["every " * 5000, "a=" + "," * 5000 + "freq=", "every monday at 9:00" + " and monday" * 60]
)
def test_endless_text_is_refused_as_any_other(text: str) -> None:
    with pytest.raises(refusal.Unreadable):
        read(text, NOW, SOFIA)


WORDS = sorted({word for table in (ENGLISH, BULGARIAN, RAW) for row in rows(table) for word in row[0].split()})


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=150))
def test_any_text_is_read_or_refused_and_what_is_read_has_something_to_come(text: str) -> None:
    try:
        series = read(text, NOW, SOFIA)
    except Refused:
        return
    assert occurrences(series, NOW, 1)
