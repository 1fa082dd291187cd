"""Somebody's own page on Slack."""

from __future__ import annotations

from bot.commands.search import Search
from bot.core.reply import Button, Card, Reply
from bot.core.words import words
from bot.render.held import Long
from bot.render.slack import ids
from bot.render.slack.home import home

EN = words("en")


def test_the_page_is_made_of_the_same_blocks() -> None:
    card = Card("Care", buttons=(Button("Details", Search(text="x" * 2000)),))
    view, kept = home(Reply(("Hello!",), cards=(card,)), EN)
    assert view["type"] == "home"
    assert [block["type"] for block in view["blocks"]] == ["rich_text", "divider", "rich_text", "actions"]
    held = ids.read(view["blocks"][-1]["elements"][0]["value"])
    assert isinstance(held, Long)
    assert kept == ((held.token, Search(text="x" * 2000).pack()),)


def test_what_has_no_room_on_the_page_is_told_of() -> None:
    view, _ = home(Reply(cards=tuple(Card(f"{n}") for n in range(60))), EN)
    assert len(view["blocks"]) == 100
    assert view["blocks"][-1]["text"]["text"] == "There is more, but it does not fit on this page."
    full, _ = home(Reply(("x",), cards=tuple(Card(f"{n}", footer=("y",)) for n in range(33))), EN)
    assert [block["type"] for block in full["blocks"][-2:]] == ["rich_text", "context"]


def test_a_page_of_great_weight_stays_within_what_slack_takes() -> None:
    view, _ = home(Reply(cards=tuple(Card(f"{n}", body=(("я" * 2900,),)) for n in range(40))), EN)
    assert view["blocks"][-1]["type"] == "section"
    assert len(str(view).encode("unicode_escape")) < 250_000


def test_an_empty_page_has_a_block() -> None:
    view, kept = home(Reply(), EN)
    assert [block["text"]["text"] for block in view["blocks"]] == ["…"]
    assert kept == ()
