"""What is coming, at 9 in the morning of 22 November 2026."""

import csv
import re
from datetime import datetime, timedelta
from io import StringIO

import pytest

from bot.core.reply import Tone
from bot.domain.event import Event
from tests.asker import Asker
from tests.kit import SOFIA, Kit, button, buttons, fields, ids, opened, said, shown

COMING = ["ash-2026", "jpm-2027", "mwc-2027", "aacr-2027", "dmea-2027", "smart-health-europe-2027", "asco-2027"]
COMING += ["bio-2027", "eha-2027", "esmo-2027"]


async def listed(kit: Kit, line: str, lang: str = "en") -> list[str]:
    reply = await kit.ask(line, lang=lang)
    found, more = ids(reply), kit.reading(lang).t("More")
    while more in buttons(reply):
        reply = await kit.press(button(reply, more), lang=lang)
        found += ids(reply)
    return found


@pytest.mark.parametrize(("lang", "when"), [("en", "12 December 2026"), ("bg", "12 декември 2026 г.")])
async def test_the_next_event_is_ash(kit: Kit, lang: str, when: str) -> None:
    reply = await kit.ask("/events", lang=lang)
    card = reply.cards[0]
    assert card.record == ("event", "ash-2026")
    assert when in shown(reply, lang)
    if lang == "en":
        assert fields(card)["When"] == "12 December 2026 to 15 December 2026"
        assert fields(card)["Where"] == "New Orleans, United States"
        assert card.badge
        assert card.badge.text == "In 20 days"


async def test_dated_events_come_first_by_time_then_series_without_a_date(kit: Kit) -> None:
    found = await listed(kit, "/events")
    assert found[: len(COMING)] == COMING
    assert set(found[len(COMING) :]) == {series.id for series in kit.library.series}


async def test_what_is_over_is_not_coming(kit: Kit) -> None:
    over = {"medica-2026", "bio-europe-2026", "eortc-nci-aacr-2026", "spinoff-bulgaria-2023"}
    assert not over & set(await listed(kit, "/events"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('/events when="June 2027"', ["asco-2027", "bio-2027", "eha-2027"]),
        ('/events when="през юни 2027"', ["asco-2027", "bio-2027", "eha-2027"]),
        ('/events when="April" place=Germany', ["dmea-2027", "smart-health-europe-2027"]),
        ('/events when="април" place=Германия', ["dmea-2027", "smart-health-europe-2027"]),
        ("/events place=Barcelona", ["mwc-2027", "eha-2027", "esmo-2027"]),
        ("/events place=Орландо", ["aacr-2027"]),
        ('/events when="до края на годината"', ["ash-2026"]),
        ('/events when="until the end of the year"', ["ash-2026"]),
        ('/events when="next week"', []),
        ("/events when=15.12.2026", ["ash-2026"]),
        ("/events when=16.12.2026", []),
        ("/events when=12.12.2026", ["ash-2026"]),
        ("/events when=11.12.2026", []),
    ],
)
async def test_events_are_narrowed_by_time_and_place(kit: Kit, line: str, expected: list[str]) -> None:
    assert await listed(kit, line) == expected


@pytest.mark.parametrize("topic", ["cancer", "рак", "онкология"])
async def test_events_are_narrowed_by_topic_in_either_language(kit: Kit, topic: str) -> None:
    assert await listed(kit, f"/events topic={topic}") == ["aacr-2027", "asco-2027", "esmo-2027"]


async def test_a_time_that_cannot_be_read_is_told_with_three_that_can(kit: Kit) -> None:
    for lang in ("en", "bg"):
        reply = await kit.ask('/events when="когато цъфнат налъмите"', lang=lang)
        assert reply.form
        assert reply.tone is Tone.WARN
        _, *examples = re.findall("[“„](.+?)[”“]", said(reply))
        assert len(examples) == 3
        for example in examples:
            answer = await kit.fill(reply.form, lang=lang, when=example)
            assert answer.form is None


async def test_a_button_whose_time_can_no_longer_be_read_is_answered_the_same_way(kit: Kit) -> None:
    reply = await kit.press("1 events when=garbage")
    assert "I can't read “garbage” as a time" in said(reply)


async def test_nothing_found_offers_to_look_wider(kit: Kit) -> None:
    reply = await kit.ask('/events when="next week" topic=cancer')
    assert "No event fits" in said(reply)
    assert ids(await kit.press(button(reply, "At any time"))) == ["aacr-2027", "asco-2027", "esmo-2027"]
    assert ids(await kit.press(button(reply, "All coming events")))[0] == "ash-2026"


async def test_no_two_buttons_do_the_same(kit: Kit) -> None:
    for line in ('/events when="next week"', "/events topic=astrology", "/events"):
        does = [one.does for one in (await kit.ask(line)).buttons]
        assert len(set(does)) == len(does)


@pytest.mark.parametrize(
    ("at", "badge", "first"),
    [
        (datetime(2026, 12, 11, 23, 59, tzinfo=SOFIA), "In 1 day", True),
        (datetime(2026, 12, 12, 0, 0, tzinfo=SOFIA), "On now", True),
        (datetime(2026, 12, 15, 23, 59, tzinfo=SOFIA), "On now", True),
        (datetime(2026, 12, 16, 0, 0, tzinfo=SOFIA), "In 26 days", False),
    ],
)
async def test_an_event_goes_from_coming_to_running_to_over(at: datetime, badge: str, first: bool) -> None:
    async with opened(now=at) as kit:
        card = (await kit.ask("/events")).cards[0]
        assert (card.record == ("event", "ash-2026")) is first
        assert card.badge
        assert card.badge.text == badge


async def test_the_list_says_how_many_have_a_date(kit: Kit) -> None:
    assert said(await kit.ask("/events")) == "10 events, 10 more without a confirmed date (1 to 5 of 20)"


async def test_notes_of_the_record_are_shown(kit: Kit) -> None:
    assert "wrong" in shown(await kit.ask("/events place=Barcelona"))


async def test_as_csv_the_events_with_a_date_come(kit: Kit) -> None:
    (file,) = (await kit.press(button(await kit.ask("/events"), "As CSV"))).files
    rows = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == COMING
    assert rows[0]["start"] == "2026-12-12"
    assert rows[0]["end"] == "2026-12-15"
    assert rows[0]["source"].startswith("public repository listing")


async def test_the_hours_of_an_event_are_in_its_csv(kit: Kit) -> None:
    ana = Asker(kit, "Ana")
    await ana.ask('/fact add event name="Evening of ears" when="15.12.2026 18:30" city=Sofia country=BG')
    (file,) = (await kit.press("1 events place=Sofia csv=yes")).files
    (row,) = csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline=""))
    assert row["start"] == "2026-12-15T18:30:00+02:00"
    assert row["end"] == ""
    assert row["checked_at"] == "2026-11-22"


async def test_a_series_with_a_dated_edition_ahead_is_not_listed_twice() -> None:
    async with opened(now=datetime(2026, 11, 1, tzinfo=SOFIA)) as kit:
        found = await listed(kit, "/events")
        assert "bio-europe-2026" in found
        assert "bio-europe" not in found
        assert all(isinstance(event, Event) for event in kit.library.events)


async def test_a_long_way_ahead_only_series_are_left(kit: Kit) -> None:
    kit.clock.forward(timedelta(days=3650))
    found = await listed(kit, "/events")
    assert set(found) == {series.id for series in kit.library.series}
