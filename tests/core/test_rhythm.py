"""Series and stretches of time are told in words that can be read back, in both languages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rhythm import lasting, spoken
from bot.core.words import words
from bot.domain.recurrence import Series, canonical, occurrences, read
from tests.domain.phrases_recurrence import BULGARIAN, ENGLISH, ONCE, RAW, rows

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 11, 22, 9, tzinfo=SOFIA)
START = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001, a Tuesday

SPOKEN = """
    | on Tuesday, 24 November 2026 at 9:00 | във вторник, 24 ноември 2026 г., в 9:00
    FREQ=DAILY | every day at 9:00 | всеки ден в 9:00
    FREQ=DAILY;INTERVAL=3 | every 3 days at 9:00 | на всеки 3 дни в 9:00
    FREQ=WEEKLY | every Tuesday at 9:00 | всеки вторник в 9:00
    FREQ=WEEKLY;BYDAY=WE | every Wednesday at 9:00 | всяка сряда в 9:00
    FREQ=WEEKLY;BYDAY=MO,WE,FR | every Monday, Wednesday and Friday at 9:00 | всеки понеделник, сряда и петък в 9:00
    FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | on weekdays at 9:00 | в делнични дни в 9:00
    FREQ=WEEKLY;INTERVAL=2;BYDAY=TU | every 2 weeks on Tuesday at 9:00 | на всеки 2 седмици във вторник в 9:00
    FREQ=MONTHLY;BYDAY=1TU | on the first Tuesday of every month at 9:00 | в първия вторник на всеки месец в 9:00
    FREQ=MONTHLY;BYDAY=2WE | on the second Wednesday of every month at 9:00 | във втората сряда на всеки месец в 9:00
    FREQ=MONTHLY;BYDAY=-1FR | on the last Friday of every month at 9:00 | в последния петък на всеки месец в 9:00
    FREQ=MONTHLY;BYMONTHDAY=15 | on day 15 of every month at 9:00 | на 15 число на всеки месец в 9:00
    FREQ=MONTHLY;BYMONTHDAY=1,15 | on days 1 and 15 of every month at 9:00 | на 1 и 15 число на всеки месец в 9:00
    FREQ=MONTHLY;BYMONTHDAY=-1 | on the last day of every month at 9:00 | в последния ден на всеки месец в 9:00
    FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 | on day 1 of every 3 months at 9:00 | на 1 число на всеки 3 месеца в 9:00
    FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24 | every year on 24 May at 9:00 | всяка година на 24 май в 9:00
    FREQ=YEARLY;INTERVAL=2 | every 2 years on 24 November at 9:00 | на всеки 2 години на 24 ноември в 9:00
    FREQ=YEARLY;BYMONTH=3;BYDAY=1MO | on the first Monday of March every year at 9:00 | в първия понеделник на март всяка година в 9:00
    FREQ=DAILY;COUNT=5 | every day at 9:00, 5 times | всеки ден в 9:00, 5 пъти
    FREQ=DAILY;UNTIL=20261231 | every day at 9:00, until 31 December 2026 | всеки ден в 9:00, до 31 декември 2026 г.
    FREQ=DAILY -holidays | every day at 9:00, except on public holidays | всеки ден в 9:00, без официалните празници
    FREQ=YEARLY;COUNT=3;BYDAY=20MO | 9:00 RRULE:FREQ=YEARLY;COUNT=3;BYDAY=20MO | 9:00 RRULE:FREQ=YEARLY;COUNT=3;BYDAY=20MO
"""  # noqa: E501


def series(rule: str) -> Series:
    return Series(START, "Europe/Sofia", rule.removesuffix("-holidays").strip(), rule.endswith("-holidays"))


@pytest.mark.parametrize(("rule", "english", "_"), rows(SPOKEN))
def test_a_series_is_told_in_english(rule: str, english: str, _: str) -> None:
    assert spoken(series(rule), words("en")) == english


@pytest.mark.parametrize(("rule", "_", "bulgarian"), rows(SPOKEN))
def test_a_series_is_told_in_bulgarian(rule: str, _: str, bulgarian: str) -> None:
    assert spoken(series(rule), words("bg")) == bulgarian


@pytest.mark.parametrize("lang", ["en", "bg"])
@pytest.mark.parametrize("phrase", [row[0] for table in (ENGLISH, BULGARIAN, ONCE, RAW) for row in rows(table)])
def test_what_is_told_is_read_back_as_the_same_series(phrase: str, lang: str) -> None:
    understood = read(phrase, NOW, SOFIA)
    assert read(spoken(understood, words(lang), NOW), NOW, SOFIA) == understood


RULES = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 99)),
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={}".format,
        st.integers(1, 9),
        st.sets(st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")), min_size=1).map(",".join),
    ),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYDAY={}{}".format,
        st.integers(1, 9),
        st.sampled_from((1, 2, 3, 4, -1)),
        st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
    ),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYMONTHDAY={}".format, st.integers(1, 6), st.sampled_from((1, 15, 28, "1,9,15", -1))
    ),
    st.builds("FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.integers(1, 28)),
)
ENDS = st.sampled_from(("", ";COUNT=5", ";UNTIL=20331231", ";UNTIL=20331231T120000"))
STARTS = st.integers(0, 24 * 700).map(lambda n: START + timedelta(hours=n))


@given(RULES, ENDS, STARTS, st.booleans(), st.sampled_from(("en", "bg")))
def test_words_give_the_same_occurrences_again(rule: str, end: str, start: datetime, skips: bool, lang: str) -> None:
    first = occurrences(Series(start, "Europe/Sofia", canonical(rule)), NOW, 1)[0].wall
    of = Series(first, "Europe/Sofia", canonical(rule + end), skips)
    expected = occurrences(of, NOW, 10)
    if expected:
        assert occurrences(read(spoken(of, words(lang), NOW), NOW, SOFIA), NOW, 10) == expected


@pytest.mark.parametrize(
    ("duration", "english", "bulgarian"),
    [
        (timedelta(days=1), "1 day", "1 ден"),
        (timedelta(hours=2), "2 hours", "2 часа"),
        (timedelta(minutes=90), "90 minutes", "90 минути"),
        (timedelta(0), "0 minutes", "0 минути"),
        (timedelta(seconds=61), "61 seconds", "61 секунди"),
    ],
)
def test_a_stretch_of_time_is_told_in_the_largest_unit_that_says_it_whole(
    duration: timedelta, english: str, bulgarian: str
) -> None:
    assert lasting(duration, words("en")) == english
    assert lasting(duration, words("bg")) == bulgarian
