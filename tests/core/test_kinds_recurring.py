"""When something is to happen: read from words, kept exactly, refused with what would be right."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from bot.core import kinds
from bot.core.errors import Wrong
from bot.domain.recurrence import Series
from tests.contracts.values import series
from tests.kit import Kit

WHEN = kinds.Recurring()
MONDAYS = Series(datetime(2026, 11, 30, 9), "Europe/Sofia", "FREQ=WEEKLY;BYDAY=MO", skips_holidays=True)  # noqa: DTZ001
PACKED = "2026-11-30T09:00 Europe/Sofia FREQ=WEEKLY;BYDAY=MO -holidays"


def said(wrong: Wrong, kit: Kit) -> str:
    return kit.reading().t(wrong.text, **wrong.names)


@pytest.mark.parametrize("text", ["every Monday at 9:00 except holidays", "всеки понеделник в 9:00 без празници"])
@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_words_of_either_language_are_read_whatever_the_persons_own(kit: Kit, text: str, lang: str) -> None:
    read = WHEN.read(text, kit.reading(lang))
    assert (read.rule, read.skips_holidays, read.zone) == ("FREQ=WEEKLY;BYDAY=MO", True, "Europe/Sofia")


def test_it_is_packed_as_its_first_time_its_zone_and_its_rule() -> None:
    assert WHEN.write(MONDAYS) == PACKED
    assert WHEN.parse(PACKED) == MONDAYS
    once = Series(datetime(2026, 11, 30, 9), "Europe/Sofia")  # noqa: DTZ001
    assert WHEN.write(once) == "2026-11-30T09:00 Europe/Sofia"


@given(series())
def test_what_is_packed_is_parsed_as_the_same(value: Series) -> None:
    assert WHEN.parse(WHEN.write(value)) == value


async def test_packed_text_is_read_as_it_is(kit: Kit) -> None:
    assert WHEN.read(PACKED, kit.reading()) == MONDAYS


async def test_a_running_series_stays_as_it_is_and_one_that_is_over_is_past(kit: Kit) -> None:
    running = "2026-01-05T09:00 Europe/Sofia FREQ=WEEKLY;BYDAY=MO"
    assert WHEN.write(WHEN.read(running, kit.reading())) == running
    with pytest.raises(Wrong) as wrong:
        WHEN.read("2026-01-05T09:00 Europe/Sofia FREQ=WEEKLY;COUNT=2;BYDAY=MO", kit.reading())
    assert said(wrong.value, kit).startswith("That was Mon 5 January 2026, 09:00 (Sofia).")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-30T09:00",
        "2026-11-30T09:00:30 Europe/Sofia",
        "2026-11-30T09:00+02:00 Europe/Sofia",
        "2026-11-30 09:00 Europe/Sofia",
        "2026-11-30T09:00 Europe/Nowhere",
        "2026-11-30T09:00 Europe FREQ=DAILY",
        "2026-11-30T09:00 ../Sofia",
        "2026-11-30T09:00 Europe/Sofia freq=daily",
        "2026-11-30T09:00 Europe/Sofia FREQ=HOURLY",
        "2026-11-30T09:00 Europe/Sofia FREQ=DAILY  -holidays",
        "2026-11-30T09:00 Europe/Sofia FREQ=DAILY -holidays -holidays",
        "0001-01-01T00:00 UTC",
    ],
)
def test_anything_else_is_no_packed_series(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        WHEN.parse(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("tomorrow", "“tomorrow” has no hour. Say when exactly, such as “every Monday at 9:00”."),
        ("every day at 6", "6 in the morning or in the evening? Please write 6:00 or 18:00."),
        ("every Monday at midnight", "Midnight belongs to two days. Please write 0:00 for its beginning"),
        ("every 1 second", "Once a day is the most that is possible. Try “every day at 9:00, 5 times”."),
        ("every 5 years at 9:00", "More than four years between two times are too many."),
        ("yesterday at 9:00", "That was Sat 21 November 2026, 09:00 (Sofia). Choose a time that is to come"),
        (
            "every second Tuesday at 10:00",
            "may be every other week or the second one of a month. Try “every 2 weeks on",
        ),
        ("every day at 9:00 until 31 December, 5 times", "has two ends. Say either how many times or until when"),
        ("every year on 31 June at 9:00", "never comes. Try “every Monday at 9:00”."),
        ("9:00 RRULE:FREQ=DAILY;FOO=1", "“FOO=1” can't stand in a rule. Try “every Monday at 9:00”, or a rule such as"),
        ("when pigs fly", "I can't read “when pigs fly” as a time. Try “tomorrow at 9:00”, “every Monday at 9:00” or"),
    ],
)
async def test_what_cannot_be_is_answered_with_what_would_be_right(kit: Kit, text: str, answer: str) -> None:
    with pytest.raises(Wrong) as wrong:
        WHEN.read(text, kit.reading())
    assert answer in said(wrong.value, kit)


async def test_examples_are_suggested_in_the_persons_language(kit: Kit) -> None:
    assert "every Monday at 9:00" in [c.value for c in WHEN.suggest("", kit.reading())]
    assert [c.value for c in WHEN.suggest("последния", kit.reading("bg"))] == ["последния петък на месеца в 16:00"]


async def test_what_is_typed_is_suggested_as_it_is_understood(kit: Kit) -> None:
    (choice,) = WHEN.suggest("mondays at 10", kit.reading())
    assert (choice.label, choice.value) == ("every Monday at 10:00", "mondays at 10")
    assert WHEN.suggest("qqq", kit.reading()) == ()


async def test_every_suggestion_can_be_read(kit: Kit) -> None:
    for lang in ("en", "bg"):
        assert all(WHEN.read(choice.value, kit.reading(lang)) for choice in WHEN.suggest("", kit.reading(lang)))


HOW_LONG = kinds.Duration(timedelta(minutes=5), timedelta(days=14))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2 hours", 2),
        ("2h", 2),
        ("2 часа", 2),
        ("2 ч.", 2),
        ("two hours", 2),
        ("an hour", 1),
        ("час", 1),
        ("90 min", 1.5),
        ("90m", 1.5),
        ("1h30m", 1.5),
        ("1ч30м", 1.5),
        ("1 час и 30 мин", 1.5),
        ("1 hour and 30 minutes", 1.5),
        ("час и половина", 1.5),
        ("half an hour", 0.5),
        ("PT1H30M", 1.5),
        ("1 day", 24),
        ("1 ден", 24),
        ("1d", 24),
        ("1д", 24),
        ("1 Day Before", 24),
        ("1 ден преди", 24),
        ("P1DT2H", 26),
        ("1 day 2 hours", 26),
        ("a week", 168),
        ("1 седмица", 168),
        ("2w", 336),
    ],
)
async def test_a_stretch_of_time_is_read_in_words_and_in_short(kit: Kit, text: str, hours: float) -> None:
    assert HOW_LONG.read(text, kit.reading()) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "text", ["", "soon", "90", "2 hours 2 hours", "1.5 hours", "2 months", "-2 hours", "P", "PT", "in"]
)
async def test_what_is_no_stretch_of_time_is_refused_with_two_that_are(kit: Kit, text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        HOW_LONG.read(text, kit.reading())
    assert said(wrong.value, kit).endswith("Try “2 hours” or “1 day”.")


@pytest.mark.parametrize("text", ["4 minutes", "15 days", "0", "999999 days", "99999999999 days"])
async def test_a_stretch_of_time_out_of_bounds_is_refused_with_the_bounds(kit: Kit, text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        HOW_LONG.read(text, kit.reading())
    assert "5 minutes and 14 days" in said(wrong.value, kit) or "Try “2 hours”" in said(wrong.value, kit)


@pytest.mark.parametrize(
    ("duration", "packed"),
    [
        (timedelta(0), "0m"),
        (timedelta(hours=2), "2h"),
        (timedelta(days=1, hours=2, minutes=30), "1d2h30m"),
        (timedelta(seconds=90), "1m30s"),
    ],
)
def test_a_stretch_of_time_is_packed_in_short(duration: timedelta, packed: str) -> None:
    assert kinds.Duration().write(duration) == packed
    assert kinds.Duration().parse(packed) == duration


@pytest.mark.parametrize("text", ["", "90m", "24h", "0h", "2h1d", "3600", "2 hours", "4m", "15d", "1h0m"])
def test_anything_else_is_no_packed_stretch_of_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        HOW_LONG.parse(text)


async def test_stretches_of_time_within_the_bounds_are_suggested(kit: Kit) -> None:
    choices = HOW_LONG.suggest("", kit.reading())
    assert (choices[0].label, choices[0].value) == ("5 minutes", "5m")
    assert (choices[-1].label, choices[-1].value) == ("14 days", "14d")
    assert [c.label for c in HOW_LONG.suggest("2 ч", kit.reading("bg"))] == ["2 часа", "12 часа"]
    assert all(HOW_LONG.read(c.label, kit.reading()) for c in choices)
