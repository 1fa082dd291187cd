"""Lines as rich text on Slack, and the plain text beside them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.reply import Bold, Code, Link, When
from bot.render.slack import limits
from bot.render.slack.inline import escape, label, parts, room, shown, sliced, web


@pytest.mark.parametrize("text", ["<!channel>", "<@U012AB3CD>", "<!subteam^S1>", "<https://evil.example|Bank>", "&lt;"])
def test_what_would_be_markup_in_a_text_stays_what_was_typed(text: str) -> None:
    made = escape(text)
    assert "<" not in made
    assert made.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.parametrize("text", ["", "plain", "a & b", "<<<>>>&&&", "Здравей"])
def test_room_for_a_text_is_reckoned_before_it_is_escaped(text: str) -> None:
    assert len(escape(text)) <= room(text)
    assert room(text) == len(text) or set(text) & set("&<>")


@pytest.mark.parametrize("text", ["x" * 50, "word " * 20, "&" * 50, "one line\n" * 9, "a<b " * 30, ""])
def test_pieces_of_a_text_fit_and_lose_nothing(text: str) -> None:
    made = sliced(text, 20)
    assert "".join(made) == text
    assert all(made)
    assert all(room(piece) <= 20 for piece in made)


def test_a_text_is_cut_after_a_line_or_else_after_a_word() -> None:
    assert sliced("first line\nand more of it", 20) == ["first line\n", "and more of it"]
    assert sliced("some words that go on", 14) == ["some words ", "that go on"]


def test_an_address_that_leaves_no_room_is_text() -> None:
    assert web("https://a.example/?a=1&b=2") == "https://a.example/?a=1&b=2"
    long = f"https://a.example/{'&' * limits.ADDRESS}"
    assert web(long) == ""
    assert {part.element["type"] for part in parts((Link("here", long),))} == {"text"}


def test_a_long_name_of_a_link_goes_on_behind_it() -> None:
    name = "word " * 100
    link, *rest = parts((Link(name, "https://a.example"),))
    assert link.element["type"] == "link"
    assert len(link.element["text"]) <= limits.NAME
    assert "".join(part.element["text"] for part in (link, *rest)) == name.strip()


def test_a_link_is_read_with_its_address_once() -> None:
    assert [part.says for part in parts((Link("Page", "https://a.example"),))] == ["Page (https://a.example)"]
    for name in ("", "https://a.example"):
        (part,) = parts((Link(name, "https://a.example"),))
        assert part.says == "https://a.example"
        assert part.element == {"type": "link", "url": "https://a.example"}


def test_code_is_heard_as_code() -> None:
    (part,) = parts((Code("/calls"),))
    assert part.says == "`/calls`"
    assert part.element["style"] == {"code": True}


@pytest.mark.parametrize(("year", "shows"), [(1969, "text"), (2027, "date"), (2400, "text")])
def test_a_moment_that_slack_cannot_tell_is_told_in_words(year: int, shows: str) -> None:
    (part,) = parts((When(datetime(year, 2, 1, tzinfo=UTC), "in February"),))
    assert part.element["type"] == shows
    assert part.says == "in February"


def test_nothing_that_moves_the_reading_is_sent() -> None:
    (part,) = parts((Bold("a\u202eb\x07c\ud800"),))
    assert part.element["text"] == "a\ufffdb\ufffdc\ufffd"


def test_labels_are_short_and_never_empty() -> None:
    assert label("  ", 10) == "…"
    assert label("one\ntwo", 10) == "one two"
    assert label("a long label", 8) == "a long…"
    assert shown(":smile:", 10) == {"type": "plain_text", "text": ":smile:", "emoji": False}
