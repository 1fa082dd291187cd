from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import when
from bot.domain.when import Precision, Span, Toward, Unreadable
from bot.domain.when.lexicon import LANGUAGES
from tests.domain.phrases import BOOKS, NOW, SOFIA, Phrase, at, readable, refused

WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
PHRASES = [phrase for book in BOOKS.values() for phrase in readable(book)]
READABLE = [pytest.param(p, id=f"{lang}: {p.text}") for lang, book in BOOKS.items() for p in readable(book)]
REFUSED = [pytest.param(text, id=f"{lang}: {text}") for lang, book in BOOKS.items() for text in refused(book)]
FRAGMENTS = [word for phrase in PHRASES for word in phrase.text.split()]
BY_KIND: dict[str, list[str]] = {}
for language in LANGUAGES.values():
    for form, tokens in language.forms():
        BY_KIND.setdefault(tokens[0].kind if tokens else "", []).append(form)
FORMS = st.sampled_from([*BY_KIND.values(), ["18:00", "3:30", "15.12", "2", "15", "31", "2027", "15-ти", "-"]])
TEXTS = (
    st.text(max_size=130)
    | st.lists(FORMS.flatmap(st.sampled_from), max_size=6).map(" ".join)
    | st.lists(st.sampled_from(FRAGMENTS), max_size=9).map(" ".join)
    | st.text(alphabet="0123456789.:/- чгвотдh", max_size=40)
)
MOMENTS = st.integers(631152000, 4102444800).map(lambda second: datetime.fromtimestamp(second, UTC))  # 1990 to 2100
DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))


def read(text: str, now: str | datetime = NOW, toward: Toward = Toward.FUTURE) -> Span:
    return when.read(text, at(now) if isinstance(now, str) else now, SOFIA, toward=toward)


def whole_day(of: date) -> tuple[datetime, datetime]:
    return at(of.isoformat()), at((of + timedelta(days=1)).isoformat())


@pytest.mark.parametrize("phrase", READABLE)
def test_a_phrase_means_its_span(phrase: Phrase) -> None:
    assert read(phrase.text) == phrase.span


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_unclear_or_impossible_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(text)
    assert refusal.value.text == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_enough_phrases(lang: str) -> None:
    assert len(readable(BOOKS[lang])) >= 60
    assert len(refused(BOOKS[lang])) >= 25


@pytest.mark.parametrize(
    ("text", "now", "start", "end"),
    [
        # Sofia's clock skips 03:00 to 04:00 on 28 March 2027 and shows it twice on 25 October 2026.
        ("28.03.2027 03:30", "2026-11-22", "2027-03-28 04:30", "2027-03-28 04:31"),
        ("tomorrow at 3:30", "2027-03-27 12:00", "2027-03-28 04:30", "2027-03-28 04:31"),
        ("след 1 ден", "2027-03-27 12:00", "2027-03-28", "2027-03-29"),
        ("this week", "2027-03-24", "2027-03-22", "2027-03-29"),
        ("next week", "2026-10-22", "2026-10-26", "2026-11-02"),
        # Around the turn of the year.
        ("next week", "2026-12-31 23:59", "2027-01-04", "2027-01-11"),
        ("this week", "2027-01-01", "2026-12-28", "2027-01-04"),
        ("утре", "2026-12-31 23:59", "2027-01-01", "2027-01-02"),
        ("следващия месец", "2026-12-31", "2027-01-01", "2027-02-01"),
        ("миналото тримесечие", "2027-01-01", "2026-10-01", "2027-01-01"),
        ("this winter", "2027-01-15", "2026-12-01", "2027-03-01"),
        ("от 20 декември до 10 януари", "2027-01-05", "2026-12-20", "2027-01-11"),
        ("в рамките на 2 дни", "2026-12-31 10:00", "2026-12-31 10:00", "2027-01-03"),
        ("in a month", "2027-01-31 10:00", "2027-02-28", "2027-03-01"),
        ("29 февруари", "2028-02-29 10:00", "2028-02-29", "2028-03-01"),
        ("на 31-ви", "2026-11-01", "2026-12-31", "2027-01-01"),
    ],
)
def test_spans_are_right_where_the_clock_or_the_year_changes(text: str, now: str, start: str, end: str) -> None:
    span = read(text, now)
    assert (span.start, span.end) == (at(start), at(end))


def test_an_hour_that_comes_twice_is_the_first() -> None:
    assert read("25.10.2026 03:30").start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_that_is_skipped_shifts_forward() -> None:
    assert read("28 март 2027, 3:30 ч.").start == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("text", "hours"), [("28.03.2027", 23), ("25.10.2026", 25), ("22.11.2026", 24)])
def test_a_whole_day_is_as_long_as_the_clock_makes_it(text: str, hours: int) -> None:
    span = read(text)
    assert span.end - span.start == timedelta(hours=hours)


def test_days_ahead_keep_the_wall_clock_and_hours_ahead_are_real_ones() -> None:
    eve = "2027-03-27 12:00"
    assert read("in 1 day", eve).moment == at("2027-03-28 12:00")
    assert read("in 24 hours", eve).start == at("2027-03-28 13:00")
    assert read("след 24 часа", "2026-10-24 12:00").start == at("2026-10-25 11:00")


def test_a_minute_is_its_own_moment_and_a_week_has_none() -> None:
    minute = read("утре в 18:00")
    assert minute.moment == minute.start
    assert read("next week").moment is None


@pytest.mark.parametrize(
    ("text", "now", "start"),
    [
        ("в петък", "2026-11-27 20:00", "2026-11-27"),
        ("в петък в 18:00", "2026-11-27 17:59", "2026-11-27 18:00"),
        ("Friday at 18:00", "2026-11-27 18:00", "2026-12-04 18:00"),
        ("next Friday", "2026-11-25", "2026-12-04"),
        ("next Friday", "2026-11-27", "2026-12-04"),
        ("този петък", "2026-11-25", "2026-11-27"),
        ("last Friday", "2026-11-25", "2026-11-20"),
        ("next Monday", "2026-11-25", "2026-11-30"),
        ("at 18:00", "2026-11-22 18:00", "2026-11-23 18:00"),
        ("през ноември", "2026-11-30 23:59", "2026-11-01"),
        ("през ноември", "2026-12-01", "2027-11-01"),
        ("22 ноември", "2026-11-22 23:59", "2026-11-22"),
        ("21 ноември", "2026-11-22", "2027-11-21"),
        ("weekend", "2026-11-23", "2026-11-28"),
        ("next weekend", "2026-11-23", "2026-12-05"),
        ("from Monday to Wednesday", "2026-11-24", "2026-11-30"),
        ("от 1 до 15 ноември", "2026-11-22", "2027-11-01"),
        ("next December", "2027-01-05", None),
        ("last March", "2026-11-22", None),
        ("last Monday", "2026-11-25", None),
    ],
)
def test_what_comes_round_is_the_coming_one(text: str, now: str, start: str | None) -> None:
    if start is None:
        with pytest.raises(Unreadable):
            read(text, now)
    else:
        assert read(text, now).start == at(start)


@pytest.mark.parametrize(
    ("text", "past", "either"),
    [
        ("Friday", "2026-11-20", "2026-11-20"),
        ("в понеделник", "2026-11-16", "2026-11-23"),
        ("March", "2026-03-01", "2027-03-01"),
        ("15 септември", "2026-09-15", "2026-09-15"),
        ("at 18:00", "2026-11-21 18:00", "2026-11-22 18:00"),
        ("Sunday", "2026-11-22", "2026-11-22"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
    ],
)
def test_the_caller_says_which_way_a_phrase_leans(text: str, past: str, either: str) -> None:
    assert read(text, toward=Toward.PAST).start == at(past)
    assert read(text, toward=Toward.EITHER).start == at(either)


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("15\u00a0декември 2026\u202fг., 18:30\u00a0ч.", "15 декември 2026 18:30"),
        ("«утре» в ‘18:00’!", "утре в 18:00"),
        ("1—15 март", "1-15 март"),
        ("понеделник−сряда", "понеделник-сряда"),
        ("  in   2\tdays…", "in 2 days"),
        ("ут\u00adре", "утре"),
        ("маи\u0306", "май"),
        ("next\u200b Friday", "next Friday"),
    ],
)
def test_typography_changes_nothing(text: str, same_as: str) -> None:
    assert read(text) == read(same_as)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_babels_weekdays_and_months_are_known(lang: str, width: Literal["wide", "abbreviated"]) -> None:
    for number, name in get_day_names(width, locale=lang).items():
        assert read(name).start.astimezone(SOFIA).weekday() == number
    for context in CONTEXTS:
        for number, name in get_month_names(width, context, locale=lang).items():
            span = read(f"{name} 2027")
            assert (span.precision, span.start) == (Precision.MONTH, at(f"2027-{number:02}-01"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_can_be_read(lang: str) -> None:
    for text in ["", *REFUSED_BY_TOPIC]:
        with pytest.raises(Unreadable) as refusal:
            read(text)
        examples = refusal.value.examples(lang)
        assert len(set(examples)) == 3
        for example in examples:
            assert isinstance(read(example), Span)


REFUSED_BY_TOPIC = ("next Friday or so", "31 февруари", "утре 18", "на 2 дни", "winter 2027", "скоро")


def test_examples_are_near_to_what_was_meant() -> None:
    with pytest.raises(Unreadable) as refusal:
        read("някой петък")
    assert refusal.value.examples("bg")[0] == "следващия петък в 18:00"
    assert when.examples("bg") == ("утре в 18:00", "следващата седмица", "до края на месеца")
    assert when.examples("fr") == when.examples("en")


@pytest.mark.parametrize("zone", ["UTC", "America/St_Johns", "Asia/Beirut", "Pacific/Apia", "Pacific/Kiritimati"])
def test_days_are_those_of_the_readers_zone(zone: str) -> None:
    span = when.read("tomorrow", NOW, ZoneInfo(zone))
    assert span.start.astimezone(ZoneInfo(zone)).date() == NOW.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)


@given(TEXTS, MOMENTS, st.sampled_from(Toward))
def test_any_text_gives_a_span_or_is_refused(text: str, now: datetime, toward: Toward) -> None:
    try:
        span = read(text, now, toward)
    except Unreadable:
        return
    assert span.start < span.end
    assert span.start.tzinfo is UTC
    assert span.end.tzinfo is UTC


@given(st.sampled_from(PHRASES), st.sampled_from(("", " ", "\n", "\u00a0 ")), st.booleans())
def test_case_and_space_around_change_nothing(phrase: Phrase, space: str, upper: bool) -> None:
    text = phrase.text.upper() if upper else phrase.text.lower()
    assert read(f"{space}{text}{space}") == phrase.span


@given(DAYS)
def test_every_day_reads_back_however_it_is_written(day: date) -> None:
    for text in (
        format_date(day, "d MMMM y", locale="bg"),
        format_date(day, "d MMMM y", locale="en"),
        format_date(day, "MMMM d, y", locale="en"),
        format_date(day, "EEEE, d MMMM y 'г'.", locale="bg"),
        format_date(day, "full", locale="en"),
        format_date(day, "full", locale="bg"),
        format_date(day, "dd.MM.y", locale="bg"),
        format_date(day, "d/M/y", locale="en"),
        day.isoformat(),
    ):
        span = read(text)
        assert (span.start, span.end) == whole_day(day), text


@given(DAYS)
def test_a_yearless_day_is_within_a_year_ahead_and_the_right_one(day: date) -> None:
    span = read(f"{day.day}.{day.month:02}.")
    found = span.start.astimezone(SOFIA).date()
    assert (found.month, found.day) == (day.month, day.day)
    assert span.end > NOW


def test_long_hostile_text_is_refused() -> None:
    for text in ("1" * 100_000, "next " * 20_000, "- " * 60, "monday " * 17, "1.1." * 30, "т" * 120):
        with pytest.raises(Unreadable):
            read(text)
