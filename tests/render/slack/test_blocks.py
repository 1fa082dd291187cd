"""Cards and files on Slack, and how they are laid into messages."""

from __future__ import annotations

from typing import Any

from bot.commands.search import Search
from bot.core.reply import Button, Card, Field, File, Link, Reply
from bot.core.words import words
from bot.render.slack.message import Message, messages

EN = words("en")


def kinds(message: Message) -> list[str]:
    """What its blocks are."""
    return [block["type"] for block in message.body["blocks"]]


def elements(message: Message) -> list[dict[str, Any]]:
    """All elements of its rich text."""
    rich = [block for block in message.body["blocks"] if block["type"] == "rich_text"]
    return [one for block in rich for one in block["elements"][0]["elements"]]


def test_a_card_is_read_from_its_title_to_its_source() -> None:
    fields = (Field("Budget", ("€3 million",)), Field("Where", ("Sofia",)))
    card = Card("Care", url="https://a.example/1", body=(("For hospitals.",),), fields=fields, footer=("Source: us",))
    (message,) = messages(Reply(("Found one.",), cards=(card,)), EN)
    assert message.body["text"].splitlines() == [
        *("Found one.", "Care", "For hospitals.", "Budget: €3 million", "Where: Sofia"),
        *("https://a.example/1", "Source: us"),
    ]


def test_a_source_with_a_link_stands_where_links_can() -> None:
    card = Card("Care", footer=("From ", Link("the portal", "https://a.example")))
    (message,) = messages(Reply(cards=(card,)), EN)
    assert kinds(message) == ["rich_text"]
    assert elements(message)[-1] == {"type": "link", "url": "https://a.example", "text": "the portal"}


def test_an_address_that_is_none_of_the_webs_is_shown_as_text() -> None:
    (message,) = messages(Reply(cards=(Card("Care", url="javascript:alert(1)"),)), EN)
    assert {one["type"] for one in elements(message)} == {"text"}
    assert "javascript:alert(1)" in message.body["text"]


def test_a_card_stays_with_its_buttons_when_the_message_is_full() -> None:
    cards = tuple(
        Card(f"Card {n}", body=(("word " * 100,),), buttons=(Button("Details", Search(text=f"{n}")),))
        for n in range(30)
    )
    made = messages(Reply(cards=cards), EN)
    assert len(made) > 1
    for message in made:
        assert kinds(message)[0] == "rich_text"
        assert kinds(message)[-1] == "actions"


def test_no_message_holds_more_than_fifty_blocks() -> None:
    made = messages(Reply(cards=tuple(Card(f"{n}") for n in range(80))), EN)
    assert [len(kinds(message)) for message in made] == [49, 49, 49, 9]


def test_what_only_signs_make_long_is_split_as_well() -> None:
    made = messages(Reply(("&" * 3000,)), EN)
    assert len(made) > 1
    assert all(len(message.body["text"]) <= 4000 for message in made)
    assert sum(len(one["text"]) for message in made for one in elements(message)) == 3000


def test_files_are_named_and_come_with_the_last_message() -> None:
    file = File("calls.csv", "text/csv", b"x", "12 calls")
    first, *_, last = messages(Reply(("line\n" * 2000,), files=(file,)), EN)
    assert first.files == ()
    assert last.files == (file,)
    assert last.body["text"].endswith("`calls.csv`: 12 calls")


def test_a_reply_that_says_nothing_is_a_message_all_the_same() -> None:
    (message,) = messages(Reply(("  \n",)), EN)
    assert message.body == {"text": "…"}
