"""What is told of a post before it is posted elsewhere, held against what is really sent."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from bot.core.reply import Button, Card, Field, File, Image, Option, Preview, Reply, Select
from bot.core.words import words
from bot.render import web
from bot.render.preview import MARK, drawn, warnings
from tests.browser.stage import PICTURE
from tests.contracts.replies import plain, replies, urls
from tests.render.test_web import Does

EN = words("en")
BOTH = pytest.mark.parametrize("platform", ["discord", "slack"])
LONG = "A long word or two. " * 250


def on(platform: str, reply: Reply) -> Preview:
    return Preview("#funding", platform, "bg", reply)


@BOTH
def test_of_a_short_post_with_a_button_there_is_nothing_to_tell(platform: str) -> None:
    post = Reply(("Hello",), cards=(Card("Meeting", body=(("Come!",),)),), buttons=(Button("Details", Does()),))
    assert warnings(on(platform, post), EN) == ()


def test_the_web_chat_needs_no_warning() -> None:
    assert warnings(on("web", Reply((LONG,), cards=(Card("t" * 300),))), EN) == ()
    assert drawn(on("web", Reply(("x",)))) == ()


@BOTH
def test_a_long_text_is_told_to_become_several_messages(platform: str) -> None:
    preview = on(platform, Reply((LONG,), buttons=(Button("Details", Does()),)))
    name, most = {"discord": ("Discord", "2,000"), "slack": ("Slack", "4,000")}[platform]
    assert warnings(preview, EN)[:2] == (
        f"{name} shows this as {len(drawn(preview))} messages.",
        f"The text is too long for one message: on {name} that has room for {most} characters.",
    )


@BOTH
def test_a_long_card_is_told_by_its_title(platform: str) -> None:
    preview = on(platform, Reply(cards=(Card("Programme", body=((LONG * 3,),)),), buttons=(Button("Details", Does()),)))
    name = {"discord": "Discord", "slack": "Slack"}[platform]
    assert f"“Programme” is too long for one message on {name}." in warnings(preview, EN)


def test_a_card_that_needs_more_boxes_on_discord_is_told() -> None:
    preview = on("discord", Reply(cards=(Card("Programme", body=((LONG,),)),), buttons=(Button("Details", Does()),)))
    assert warnings(preview, EN) == ("“Programme” goes on in 1 more box.",)


def test_a_title_that_discord_cuts_is_told() -> None:
    preview = on("discord", Reply(cards=(Card("Title " * 60),), buttons=(Button("Details", Does()),)))
    (told,) = warnings(preview, EN)
    assert told.startswith("A title has room for 256 characters there; the rest of “Title Title")


def test_the_code_that_discord_shows_is_shown_and_told() -> None:
    preview = on("discord", Reply(("Only words",)))
    assert MARK in json.dumps([message.body for message in drawn(preview)])
    (told,) = warnings(preview, EN)
    assert MARK in told


def test_buttons_that_become_lists_on_discord_are_told() -> None:
    cards = tuple(Card(f"Call {n}", buttons=(Button("Details", Does()), Button("Remind me", Does()))) for n in range(3))
    assert "The buttons of several entries become lists to pick from." in warnings(
        on("discord", Reply(cards=cards)), EN
    )
    select = Select("Pick", (Option("One", Does()),))
    assert warnings(on("discord", Reply(selects=(select,))), EN) == ()


def test_buttons_that_slack_folds_away_are_told() -> None:
    cards = tuple(Card(f"Call {n}", buttons=(Button("Details", Does()), Button("Remind me", Does()))) for n in range(3))
    told = warnings(on("slack", Reply(cards=cards)), EN)
    assert told == ("Of each entry only the first button is seen at once; the others lie behind ⋯.",)


def test_what_is_too_large_for_discord_is_told() -> None:
    large = File("minutes.pdf", "application/pdf", bytes(11 * 1024 * 1024))
    told = warnings(on("discord", Reply(("x",), files=(large,), buttons=(Button("Details", Does()),))), EN)
    assert told == ("“minutes.pdf” is larger than 10 MB, which Discord does not take.",)


def test_a_picture_that_discord_can_not_show_is_told() -> None:
    strange = Image("x.tiff", "image/tiff", b"II*\x00", "A chart")
    told = warnings(on("discord", Reply(("x",), images=(strange,), buttons=(Button("Details", Does()),))), EN)
    assert told == ("Discord does not show “A chart”; only its words are there.",)


def test_a_picture_that_discord_shows_needs_no_word() -> None:
    post = Reply(cards=(Card("x"),), images=(PICTURE,), buttons=(Button("Details", Does()),))
    assert warnings(on("discord", post), EN) == ()


@given(replies(plain, urls))
def test_how_many_messages_is_what_is_sent(reply: Reply) -> None:
    for platform, name in (("discord", "Discord"), ("slack", "Slack")):
        preview = on(platform, reply)
        told, n = warnings(preview, EN), len(drawn(preview))
        assert (f"{name} shows this as {EN.number(n)} messages." in told) is (n > 1)


def test_the_page_is_given_what_the_platform_is_sent() -> None:
    post = Reply(("Hello",), cards=(Card("Meeting", fields=(Field("When", ("soon",)),)),), images=(PICTURE,))
    preview = on("discord", post)
    previews = web.reply(Reply(previews=(preview,)), EN)["previews"]
    shown = json.loads(json.dumps(previews))[0]
    (message,) = drawn(preview)
    (drawn_there,) = shown["messages"]
    assert {name: part for name, part in drawn_there.items() if name != "files"} == message.body
    (picture,) = web.pictures(Reply(previews=(preview,)))
    assert drawn_there["files"] == [{"name": "varna.png", "about": PICTURE.alt, "picture": picture.digest}]
    assert shown["warnings"]
    assert previews == [shown]
