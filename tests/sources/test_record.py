from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.call import Call
from bot.domain.event import Event, Series
from bot.domain.partner import Partner
from bot.domain.record import id_of
from bot.sources.problem import Problems
from bot.sources.record import SHAPES, read_record

PARTNER: dict[str, object] = {"id": "x", "name": "X", "relation": {"type": "partner"}}
CALL: dict[str, object] = {"identifier": "C-1", "title": "A call"}
EVENT: dict[str, object] = {"id": "e", "name": "E", "start": "2026-12-01"}
LINE = {"date": "2027-02-17", "time": "17:00", "tz": "Europe/Brussels"}


def said(kind: str, body: dict[str, object]) -> list[str]:
    with pytest.raises(Problems) as caught:
        read_record(kind, body)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("id", "две думи", "Not an id: две думи. "),
        ("id", "x" * 101, "Not an id: "),
        ("name", "x" * 501, "Too long: 501 characters. At most 500 fit."),
        ("name", "", "There is nothing here. "),
        ("name", "two\nlines", "A character that cannot be seen (U+000A)"),
        ("notes", "\u202eevil", "A character that cannot be seen (U+202E)"),
        ("notes", "bell\x07", "A character that cannot be seen (U+0007)"),
        ("notes", ["x"], "One text belongs here"),
        ("notes", 5, "One text belongs here"),
        ("aliases", "x", "A list belongs here."),
        ("aliases", ["x"] * 301, "Too long a list: 301. At most 300 fit."),
        ("relation", "partner", "A group of fields belongs here: type, text."),
        ("kind", "universty", "Not a known word: universty. Did you mean university?"),
        ("country", "EL", "Not a country code: EL. Write GR."),
        ("country", "Atlantis", "Not a country code: Atlantis. Write two letters"),
        ("website", "javascript:alert(1)", "Not a web address: javascript:alert(1)."),
        ("website", "ftp://x.bg", "Not a web address: ftp://x.bg."),
        ("website", "https://biocluster.bg@evil.example/", "Not a web address: "),
        ("website", "https://x.bg/a b", "Not a web address: "),
        ("checked_at", "17.02.2027", "Not a day: 17.02.2027. Write it as 2027-02-17."),
        ("checked_at", "2027-02-30", "Not a day: 2027-02-30."),
        ("checked_at", "2027-W07-3", "Not a day: 2027-W07-3."),
    ],
)
def test_a_value_that_does_not_fit_says_what_would(field: str, value: object, says: str) -> None:
    (problem,) = said("partner", PARTNER | {field: value})
    assert problem.startswith(f"{field}: {says}")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"budget_eur": "38 000 000", "budget_scope": "topic"}, "budget_eur: Not a whole number: 38 000 000."),
        ({"budget_eur": "-5", "budget_scope": "topic"}, "budget_eur: Not a whole number: -5."),
        ({"budget_eur": "5"}, "budget_scope: Whose budget is it? Write topic or call."),
        ({"contribution_min_eur": "5", "contribution_max_eur": "4"}, "contribution_min_eur: More than"),
        ({"deadlines": [LINE | {"tz": "Brussels"}]}, "deadlines.0.tz: Not a time zone: Brussels."),
        ({"deadlines": [LINE | {"tz": "../etc"}]}, "deadlines.0.tz: Not a time zone: ../etc."),
        ({"deadlines": [LINE | {"time": "25:00"}]}, "deadlines.0.time: Not a time of day: 25:00. Write it as 17:00."),
        ({"deadlines": [LINE | {"stage": "0"}]}, "deadlines.0.stage: Stages are counted from 1."),
        ({"deadlines": [LINE | {"invited_only": "maybe"}]}, "deadlines.0.invited_only: Neither true nor false: maybe."),
        ({"deadlines": [LINE], "opening": "2027-03-01"}, "deadlines: All deadlines are before the opening."),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(body: dict[str, object], problem: str) -> None:
    assert said("call", CALL | body)[0].startswith(problem)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"end": "2026-11-30"}, "end: The end is before the start."),
        ({"start": "2026-12-01T18:00"}, "tz: A time needs its zone, such as Europe/Sofia."),
        ({"end": "2026-12-01T18:00"}, "end: Start and end both need a time of day, or neither."),
        ({"all_day": "false"}, "all_day: This says the opposite of what start and end show."),
        (
            {"start": "2026-12-01T18:00", "tz": "Europe/Sofia", "all_day": "TRUE"},
            "all_day: This says the opposite of what start and end show.",
        ),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(body: dict[str, object], problem: str) -> None:
    assert said("event", EVENT | body) == [problem]


def test_deadlines_are_in_order_of_time_however_they_are_written() -> None:
    call = read_record("call", CALL | {"deadlines": [LINE | {"date": "2027-09-16"}, LINE]})
    assert isinstance(call, Call)
    assert [deadline.at.month for deadline in call.deadlines] == [2, 9]


def test_an_event_of_days_says_so_and_keeps_no_hours() -> None:
    event = read_record("event", EVENT | {"all_day": "true", "tz": "Europe/Sofia"})
    assert isinstance(event, Event)
    assert (event.all_day, event.starts_at, event.tz) == (True, None, "Europe/Sofia")


def test_a_link_without_its_scheme_gets_it_and_a_website_stays_as_typed() -> None:
    series = read_record("series", {"id": "s", "name": "S", "url": "www.hlth.com"})
    partner = read_record("partner", PARTNER | {"website": "www.oxentia.com"})
    assert isinstance(series, Series)
    assert isinstance(partner, Partner)
    assert series.url == "https://www.hlth.com"
    assert (partner.website, partner.url) == ("www.oxentia.com", "https://www.oxentia.com")


def test_an_edition_that_is_unknown_is_none() -> None:
    series = read_record("series", {"id": "s", "name": "S", "next_edition": "unknown"})
    assert isinstance(series, Series)
    assert series.next_edition == ""


def test_a_project_ends_after_it_starts() -> None:
    body: dict[str, object] = {"id": "p", "name": "P", "start": "2027-01-01", "end": "2026-01-01"}
    assert said("project", body) == ["end: The end is before the start."]


def test_an_unknown_kind_is_refused() -> None:
    assert said("patner", PARTNER) == ["patner: Not a known field. Did you mean partner?"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_whatever_is_in_a_body_nothing_but_problems_comes_of_it(data: st.DataObject, kind: str) -> None:
    names = st.sampled_from(sorted(SHAPES[kind].fields)) | st.text(max_size=10)
    body = data.draw(st.dictionaries(names, JSON, max_size=6))
    with suppress(Problems):
        assert id_of(read_record(kind, body))
