"""A Reply on Slack: what stands where, what becomes of what is long, what a button carries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.commands.calls import Calls
from bot.commands.search import Search
from bot.core.codec import Garbled
from bot.core.reply import (
    Badge,
    Blank,
    Bold,
    Button,
    Card,
    Code,
    Field,
    Form,
    Link,
    Option,
    Reply,
    Select,
    Weight,
    When,
)
from bot.core.words import words
from bot.render.held import Aside, Carried, Long, Opens
from bot.render.slack import ids
from bot.render.slack.message import messages
from bot.render.slack.modals import answers, modal

EN = words("en")


def only(reply: Reply, opens: Opens | None = None) -> dict[str, Any]:
    (message,) = messages(reply, EN, opens=opens)
    return message.body


def section(block: dict[str, Any]) -> list[dict[str, Any]]:
    return list(block["elements"][0]["elements"])


def test_text_is_rich_text_in_which_nothing_is_markup() -> None:
    reply = Reply(("*Ana* <!channel>: ", Bold("now?"), Code("/calls"), Link("the page", "https://a.example/x")))
    body = only(reply)
    assert section(body["blocks"][0]) == [
        {"type": "text", "text": "*Ana* <!channel>: "},
        {"type": "text", "text": "now?", "style": {"bold": True}},
        {"type": "text", "text": "/calls", "style": {"code": True}},
        {"type": "link", "url": "https://a.example/x", "text": "the page"},
    ]
    assert body["text"].startswith("*Ana* &lt;!channel&gt;: now?")


def test_every_reader_sees_a_moment_in_their_own_time() -> None:
    at = datetime(2027, 2, 17, 16, tzinfo=UTC)
    (element,) = section(only(Reply((When(at, "18:00 (Sofia)"),)))["blocks"][0])
    assert element["type"] == "date"
    assert element["timestamp"] == int(at.timestamp())
    assert element["fallback"] == "18:00 (Sofia)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "https://a b", "x"])
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    kinds = {element["type"] for element in section(only(Reply((Link("label", url),)))["blocks"][0])}
    assert kinds == {"text"}


def test_a_card_is_its_title_its_facts_and_its_source() -> None:
    fields = (Field("Budget", ("€3",)),)
    card = Card("Care", url="https://a.example/1", badge=Badge("Open"), fields=fields, footer=("Source: us",))
    rich, context = only(Reply(cards=(card,)))["blocks"]
    title, *_ = section(rich)
    assert title == {"type": "link", "url": "https://a.example/1", "text": "Care", "style": {"bold": True}}
    assert {"type": "text", "text": "Budget: ", "style": {"bold": True}} in section(rich)
    assert context["elements"][0]["text"] == "Source: us"


def test_a_cards_buttons_stand_under_it() -> None:
    cards = tuple(Card(name, buttons=(Button("Details", Search(text=name)),)) for name in "ab")
    kinds = [block["type"] for block in only(Reply(cards=cards))["blocks"]]
    assert kinds == ["rich_text", "actions", "divider", "rich_text", "actions"]


def test_in_a_long_list_what_else_a_card_offers_lies_behind_its_first_button() -> None:
    buttons = (Button("Details", Search(text="a")), Button("Wrong? Tell us", Search(text="b")))
    button, more = only(Reply(cards=(Card("a", buttons=buttons),) * 3))["blocks"][1]["elements"]
    assert button["text"]["text"] == "Details"
    assert more["type"] == "overflow"
    assert [option["text"]["text"] for option in more["options"]] == ["Wrong? Tell us"]
    assert ids.read(more["options"][0]["value"]) == Carried("1 search text=b")
    few = only(Reply(cards=(Card("a", buttons=buttons),) * 2))["blocks"][1]["elements"]
    assert [one["type"] for one in few] == ["button", "button"]


def test_what_a_button_asks_for_is_seen() -> None:
    reply = Reply(("x",), buttons=(Button("Go", Calls(page=2), Weight.MAIN), Button("No", Calls(), Weight.DANGER)))
    actions = only(reply)["blocks"][-1]["elements"]
    assert [one.get("style") for one in actions] == ["primary", "danger"]
    assert ids.read(actions[0]["value"]) == Carried("1 calls page=2")


def test_a_long_option_lies_in_the_store() -> None:
    select = Select("Which?", (Option("One", Search(text="x" * 200)),))
    (message,) = messages(Reply(selects=(select,)), EN)
    ((token, packed),) = message.kept
    option = message.body["blocks"][0]["elements"][0]["options"][0]
    assert ids.read(option["value"]) == Long(token, "search")
    assert packed == Search(text="x" * 200).pack()


def test_a_form_set_aside_is_opened_by_a_button_of_its_own() -> None:
    button = only(Reply(("x",)), opens=Opens("Fill in", "tokentoken", 0))["blocks"][-1]["elements"][0]
    assert ids.read(button["value"]) == Aside("tokentoken", 0)


@pytest.mark.parametrize("value", ["", "x", "|", "~short calls", "=x.1", "=tokentoken.x"])
def test_a_value_that_was_never_written_is_refused(value: str) -> None:
    with pytest.raises(Garbled):
        ids.read(value)


def test_long_text_goes_on_in_further_messages_and_loses_nothing() -> None:
    text = "\n".join(f"line {n} of many" for n in range(1000))
    made = messages(Reply((text,)), EN)
    assert len(made) > 1
    assert all(len(message.body["text"]) <= 4000 for message in made)
    said = "".join(section(block)[0]["text"] for message in made for block in message.body["blocks"])
    assert said == text


def test_a_form_holds_what_was_typed_and_says_what_was_wrong() -> None:
    blanks = (
        Blank("when", "When", "moment", required=True, value="maybe", error="Say a day"),
        Blank("sure", "Sure?", "yes/no", value="no", choices=(("Yes", "yes"), ("No", "no"))),
        Blank("who", "Who", "record", suggests=True),
    )
    view = modal(Form("wrong", "Tell us", blanks, "Send"), EN, "way")
    when, sure, who = view["blocks"]
    assert when["element"]["initial_value"] == "maybe"
    assert when["hint"]["text"] == "Say a day"
    assert not when["optional"]
    assert sure["element"]["initial_option"]["value"] == "no"
    assert who["element"]["type"] == "external_select"
    assert view["private_metadata"] == "way"


def test_answers_are_read_whatever_kind_of_field_they_come_from() -> None:
    values = {
        "when": {"answer": {"type": "plain_text_input", "value": "tomorrow"}},
        "sure": {"answer": {"type": "static_select", "selected_option": {"value": "yes"}}},
        "who": {"answer": {"type": "external_select", "selected_option": None}},
        "note": {"answer": {"type": "plain_text_input", "value": None}},
    }
    assert answers({"state": {"values": values}}) == {"when": "tomorrow", "sure": "yes", "who": "", "note": ""}
