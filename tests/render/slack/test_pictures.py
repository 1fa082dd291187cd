"""Pictures and previews as blocks: within Slack's limits, with all their words, with nothing to press."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.calls import Calls
from bot.core.reply import Blank, Bold, Button, Card, Field, Form, Image, Option, Preview, Reply, Select
from bot.core.words import words
from bot.render.slack.home import home
from bot.render.slack.message import Message, messages
from bot.render.slack.modals import answers, modal, must_be_kept
from bot.render.slack.modals import given as files_of
from tests.contracts.replies import hostile, plain, replies, urls
from tests.servers.slack.checks.messages import check
from tests.servers.slack.checks.views import check_view
from tests.servers.slack.world import File

EN = words("en")
PICTURE = Image("varna.png", "image/png", b"\x89PNG", "Sunrise over the sea at Varna")
WEBP = Image("sea.webp", "image/webp", b"RIFF", "The sea")
UPLOADED = {"F1": File("x.png", 1, complete=True, kind="image/png")}


def taken(message: Message) -> None:
    """Slack takes a message with its pictures and without, posted or in the place of another."""
    for body in (message.showing(["F1"] * len(message.pictures)), message.showing(())):
        check({"channel": "C1", **body}, UPLOADED)
        check({"channel": "C1", "ts": "1.0", **body}, UPLOADED, again=True)


def told(made: tuple[Message, ...]) -> str:
    return json.dumps([message.body for message in made], ensure_ascii=False)


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.body["blocks"]]


def test_a_picture_stands_below_what_it_illustrates_with_its_words() -> None:
    (message,) = messages(Reply(("Hello",), cards=(Card("Open day"),), images=(PICTURE,)), EN)
    assert kinds(message) == ["rich_text", "divider", "rich_text", "image"]
    assert message.showing(["F1"])["blocks"][-1] == {
        "type": "image",
        "slack_file": {"id": "F1"},
        "alt_text": PICTURE.alt,
    }
    assert PICTURE.alt in message.body["text"]
    assert message.pictures == (PICTURE,)
    assert message.beside == ()
    taken(message)


def test_without_an_id_a_pictures_words_are_left() -> None:
    (message,) = messages(Reply(("Hello",), images=(PICTURE,)), EN)
    assert PICTURE.alt in json.dumps(message.showing(())["blocks"])
    assert "slack_file" not in json.dumps(message.showing(()))


@pytest.mark.parametrize("alt", ["word " * 1000, "&<>" * 700, "б" * 2001, "x" * 2000])
def test_long_words_of_a_picture_are_never_lost(alt: str) -> None:
    made = messages(Reply(images=(Image("a.png", "image/png", b"x", alt),)), EN)
    for message in made:
        taken(message)
    shown = "".join(
        piece["text"]
        for message in made
        for block in message.body["blocks"]
        for part in block.get("elements", ())
        for piece in part["elements"]
    )
    assert alt.strip() in shown or alt == made[0].body["blocks"][0]["alt_text"]


def test_what_blocks_cannot_show_goes_beside_with_its_words_in_the_post() -> None:
    (message,) = messages(Reply(("Hello",), images=(WEBP,)), EN)
    assert kinds(message) == ["rich_text", "rich_text"]
    assert "The sea" in message.body["text"]
    (file,) = message.beside
    assert (file.name, file.media_type, file.content, file.about) == ("sea.webp", "image/webp", b"RIFF", "The sea")


def test_each_picture_goes_with_the_message_that_shows_it() -> None:
    many = tuple(Image(f"{n}.png", "image/png", bytes([n]), f"{n} " + "word " * 150) for n in range(20))
    made = messages(Reply(("Hello",), images=many), EN)
    assert len(made) > 1
    assert [image for message in made for image in message.pictures] == list(many)
    for message in made:
        taken(message)
        alts = [block["alt_text"] for block in message.body["blocks"] if block["type"] == "image"]
        assert [alt.split()[0] for alt in alts] == [image.alt.split()[0] for image in message.pictures]


def test_on_ones_own_page_a_picture_is_its_words() -> None:
    view, _ = home(Reply(("Hello",), images=(PICTURE,)), EN)
    check_view(view, "home")
    assert PICTURE.alt in json.dumps(view)


POST = Reply(
    ("Dear all",),
    cards=(Card("Open day", fields=(Field("When", ("at ten",)),), buttons=(Button("Details", Calls()),)),),
    buttons=(Button("Remind me", Calls()),),
    selects=(Select("Which?", (Option("One", Calls()),)),),
    images=(PICTURE,),
)


def blocks(made: tuple[Message, ...]) -> list[dict[str, Any]]:
    return [block for message in made for block in message.body["blocks"]]


def test_a_preview_for_slack_is_drawn_with_the_posts_own_blocks_and_nothing_to_press() -> None:
    shown = blocks(messages(Reply(("So:",), previews=(Preview("#general (Slack)", "slack", "en", POST),)), EN))
    post = [block for block in blocks(messages(POST, EN)) if block["type"] != "actions"]
    assert shown[-len(post) :] == post
    assert "actions" not in {block["type"] for block in shown}
    said = json.dumps(shown)
    assert "#general (Slack)" in said
    assert "With the buttons: Details, Remind me, Which?" in said


def test_a_preview_is_in_the_words_of_its_place() -> None:
    made = messages(Reply(previews=(Preview("#general", "slack", "bg", Reply(images=(WEBP,))),)), EN)
    assert words("bg")("[Picture: {alt}]", alt="The sea") in told(made)


@pytest.mark.parametrize("platform", ["discord", "web"])
def test_a_preview_of_another_platform_is_lines_of_text(platform: str) -> None:
    made = messages(Reply(("So:",), previews=(Preview("#general", platform, "en", POST),)), EN)
    assert {block["type"] for block in blocks(made)} == {"rich_text", "divider"}
    for said in ("Dear all", "Open day", "at ten", "[Details]", "[Remind me]", PICTURE.alt):
        assert said in told(made)
    assert [message.pictures for message in made] == [()]


def test_a_long_preview_goes_on_in_further_messages() -> None:
    long = Reply(("\n".join(f"line {n} of the post" for n in range(900)),))
    for platform in ("slack", "discord"):
        made = messages(Reply(("So:",), previews=(Preview("#general", platform, "en", long),)), EN)
        assert len(made) > 1
        assert all(f"line {n} of the post" in told(made) for n in range(900))
        for message in made:
            taken(message)


@given(replies(hostile, hostile), st.sampled_from(["slack", "discord", "web"]), hostile, st.integers(1, 30))
def test_slack_takes_any_preview(post: Reply, platform: str, alt: str, times: int) -> None:
    image = Image("a.png", "image/png", b"x", alt * times)
    reply = Reply(("So:",), previews=(Preview(alt, platform, "bg", post),) * 2, images=(image,) * 3)
    for message in messages(reply, EN):
        taken(message)
        assert "actions" not in {block["type"] for block in message.body.get("blocks", ())}


@given(replies(plain, urls), st.sampled_from(["slack", "discord"]))
def test_a_preview_says_all_that_its_post_says(post: Reply, platform: str) -> None:
    made = messages(Reply(previews=(Preview("Title", platform, "en", post),)), EN)
    said = " ".join(told(made).split())
    for card in post.cards:
        assert " ".join(card.title.split()) in said
        for label in [button.label for button in card.buttons]:
            assert " ".join(label.split()) in said


def form(*blanks: Blank) -> Form:
    return Form("announce", "Announce", blanks, "Send")


def test_a_picture_is_asked_for_as_one_file() -> None:
    view = modal(form(Blank("picture", "A picture", "picture", required=True)), EN, "way")
    check_view(view, "modal")
    (block,) = view["blocks"]
    assert block["element"] == {
        "type": "file_input",
        "action_id": "answer",
        "filetypes": ["png", "jpg", "jpeg", "gif", "webp"],
        "max_files": 1,
    }
    assert not block["optional"]


def test_a_picture_that_is_kept_is_told_and_need_not_be_given_again() -> None:
    kept = form(Blank("picture", "A picture", "picture", required=True, value="abcdefghijklmnop"))
    (block,) = modal(kept, EN, "way")["blocks"]
    assert block["optional"]
    assert block["hint"]["text"] == "A picture is kept already; another one would take its place."
    assert must_be_kept(kept)
    assert not must_be_kept(form(Blank("picture", "A picture", "picture")))


def test_files_are_no_texts() -> None:
    state = {
        "picture": {"answer": {"type": "file_input", "files": [{"id": "F1", "name": "a.png"}]}},
        "other": {"answer": {"type": "file_input", "files": []}},
        "where": {"answer": {"type": "multi_external_select", "selected_options": [{"value": "a"}, {"value": "b"}]}},
        "none": {"answer": {"type": "multi_external_select", "selected_options": []}},
    }
    view = {"state": {"values": state}}
    assert answers(view) == {"where": "a, b", "none": ""}
    assert files_of(view) == {"picture": {"id": "F1", "name": "a.png"}}


def test_places_are_picked_and_those_given_stand_by_their_names() -> None:
    blank = Blank("where", "Where", "places", value="slack:C1, board; #x\n#x", suggests=True)
    view = modal(form(blank), EN, "way", lambda place: {"slack:C1": "#general (Slack)"}.get(place, place))
    check_view(view, "modal")
    element = view["blocks"][0]["element"]
    assert element["type"] == "multi_external_select"
    assert [(o["text"]["text"], o["value"]) for o in element["initial_options"]] == [
        ("#general (Slack)", "slack:C1"),
        ("board", "board"),
        ("#x", "#x"),
    ]


def test_where_no_place_is_known_places_are_typed() -> None:
    view = modal(form(Blank("where", "Where", "places")), EN, "way")
    assert view["blocks"][0]["element"]["type"] == "plain_text_input"


@given(st.text(max_size=500), st.booleans())
def test_slack_takes_any_places(value: str, suggests: bool) -> None:
    blank = Blank("where", "Where", "places", value=value, suggests=suggests)
    view = json.loads(json.dumps(modal(form(blank), EN, "way")))
    check_view(view, "modal")


def test_a_title_in_a_preview_is_no_markup() -> None:
    made = messages(Reply((Bold("x"),), previews=(Preview("<!channel>", "slack", "en", Reply(("y",))),)), EN)
    assert "<!channel>" not in "".join(message.body["text"] for message in made)
