"""How an event looks."""

from datetime import UTC, date, datetime, timedelta

from bot.commands.cards.event import of_event
from bot.core.reply import Tone
from bot.core.words import words
from bot.domain.event import Event
from bot.search.library import empty
from tests.kit import NOW, SOFIA, fields

EN, BG = words("en"), words("bg")
MEETING = Event(
    id="meeting",
    name="Meeting",
    start=date(2026, 11, 22),
    starts_at=datetime(2026, 11, 22, 16, tzinfo=UTC),
    ends_at=datetime(2026, 11, 22, 18, tzinfo=UTC),
    tz="Europe/Sofia",
    city="Sofia",
    country="BG",
)


def test_hours_are_those_of_the_readers_zone() -> None:
    card = of_event(MEETING, NOW, SOFIA, empty(), EN)
    assert fields(card)["When"] == "Sun 22 November 2026, 18:00 (Sofia) – Sun 22 November 2026, 20:00 (Sofia)"


def test_an_event_later_today_is_today() -> None:
    badge = of_event(MEETING, NOW, SOFIA, empty(), EN).badge
    assert badge
    assert (badge.text, badge.tone) == ("Today", Tone.GOOD)


def test_an_event_that_has_ended_is_over() -> None:
    badge = of_event(MEETING, NOW + timedelta(hours=12), SOFIA, empty(), EN).badge
    assert badge
    assert badge.text == "Over"


def test_days_that_are_not_confirmed_are_said_to_be_so() -> None:
    unsure = Event(id="x", name="X", start=date(2026, 12, 1), confirmed=False, notes="Ask first.")
    card = of_event(unsure, NOW, SOFIA, empty(), EN)
    assert card.body == (("These days are not confirmed yet.",), ("Ask first.",))
    assert fields(card)["Where"] == "not recorded"
    assert fields(card)["When"] == "1 December 2026"


def test_the_footer_says_that_nothing_is_recorded_where_nothing_is() -> None:
    card = of_event(MEETING, NOW, SOFIA, empty(), EN)
    assert "".join(part for part in card.footer if isinstance(part, str)) == (
        "Source: not recorded · the day it was checked is not recorded"
    )


def test_days_read_in_bulgarian() -> None:
    card = of_event(Event(id="x", name="X", start=date(2026, 12, 1), end=date(2026, 12, 3)), NOW, SOFIA, empty(), BG)
    text = " ".join(fields(card).values())
    assert "1 декември 2026 г." in text
    assert "3 декември 2026 г." in text
