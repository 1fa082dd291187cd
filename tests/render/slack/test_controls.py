"""Buttons and lists on Slack."""

from __future__ import annotations

from typing import Any

from bot.commands.search import Search
from bot.core.reply import Button, Card, Option, Reply, Select
from bot.core.words import words
from bot.render.slack.message import messages

EN = words("en")
TWO = (Button("Details", Search(text="a")), Button("Wrong? Tell us", Search(text="b")))


def menus(reply: Reply) -> list[dict[str, Any]]:
    """All that can be used."""
    blocks = [block for message in messages(reply, EN) for block in message.body["blocks"]]
    return [one for block in blocks if block["type"] == "actions" for one in block["elements"]]


def test_each_card_has_all_its_buttons_under_it() -> None:
    assert [one["text"]["text"] for one in menus(Reply(cards=(Card("a", buttons=TWO), Card("b", buttons=TWO))))] == [
        *("Details", "Wrong? Tell us"),
        *("Details", "Wrong? Tell us"),
    ]


def test_in_a_list_one_hears_whose_button_it_is() -> None:
    cards = tuple(Card(title, buttons=TWO[:1]) for title in ("Sofia Tech Park", "КРИБ"))
    heard = [one["accessibility_label"] for one in menus(Reply(cards=cards))]
    assert heard == ["Details: Sofia Tech Park", "Details: КРИБ"]


def test_a_long_list_goes_on_in_another_and_keeps_all_its_options() -> None:
    options = tuple(Option(f"Option {n}", Search(text=f"{n}"), "about it") for n in range(250))
    drawn = menus(Reply(selects=(Select("Which?", options),)))
    assert len(drawn) > 2
    assert [o["text"]["text"] for one in drawn for o in one["options"]] == [option.label for option in options]


def test_the_end_of_a_long_name_stands_below_it() -> None:
    name = "A partner with a name that has more words in it than there is room for in an option of a list"
    (menu,) = menus(Reply(selects=(Select("Which?", (Option(name, Search(text="x")),)),)))
    (option,) = menu["options"]
    begins, ends = option["text"]["text"].removesuffix("…"), option["description"]["text"].removeprefix("…")
    assert f"{begins}{ends}".replace(" ", "") == name.replace(" ", "")
