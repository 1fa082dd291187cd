"""Pictures and previews on Discord: seen by who sees them, told to who does not, and nothing of them is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.commands.calls import Calls
from bot.core.reply import Button, Card, Field, File, Image, Option, Preview, Reply, Select, When
from bot.core.words import words
from bot.render.discord import limits
from bot.render.discord.message import Message, marked, messages
from tests.render.discord.markdown import read
from tests.servers.discord.checks.messages import check
from tests.servers.discord.rest.calls import Upload

EN = words("en")
MARK = "abcdefghij"
PNG = Image("lab.png", "image/png", b"\x89PNG", "The lab from the street")
CARD = Card("Open day", body=(("Come and look",),))
BUTTON = Button("Show them", Calls(topic="cancer"))


def drawn(reply: Reply, mark: str = "") -> tuple[Message, ...]:
    """The messages, each of which Discord would take."""
    made = messages(reply, EN, mark=mark)
    for message in made:
        files = {f"files[{n}]": Upload(f.name, f.content, f.media_type) for n, f in enumerate(message.files)}
        check(message.body, files)
    return made


def only(reply: Reply, mark: str = "") -> Message:
    (message,) = drawn(reply, mark)
    return message


def said(made: tuple[Message, ...]) -> str:
    """All that is read in messages, without markup."""
    texts: list[str] = []
    for message in made:
        texts.append(message.body.get("content", ""))
        for embed in message.body.get("embeds", ()):
            texts += [embed.get("title", ""), embed.get("description", "")]
            texts += [f"{each['name']}: {each['value']}" for each in embed.get("fields", ())]
    return "\n".join(read(text)[0] for text in texts)


def pictures(message: Message) -> list[Any]:
    return [embed["image"] for embed in message.body.get("embeds", ()) if "image" in embed]


def test_a_picture_stands_under_the_text_and_is_described_where_it_lies_and_where_it_is_shown() -> None:
    message = only(Reply(("Come",), images=(PNG,)))
    assert message.body["content"] == "Come"
    assert message.body["attachments"] == [{"id": 0, "filename": "lab.png", "description": PNG.alt}]
    assert pictures(message) == [{"url": "attachment://lab.png", "description": PNG.alt}]
    assert [(file.name, file.content) for file in message.files] == [("lab.png", PNG.content)]


def test_the_one_cards_picture_stands_in_the_card() -> None:
    (embed,) = only(Reply(cards=(CARD,), images=(PNG,))).body["embeds"]
    assert embed["title"] == "Open day"
    assert embed["image"]["url"] == "attachment://lab.png"


def test_a_picture_of_several_cards_stands_in_none_of_them() -> None:
    first, second, third = only(Reply(cards=(CARD, CARD), images=(PNG,))).body["embeds"]
    assert "image" not in first
    assert "image" not in second
    assert "title" not in third
    assert third["image"]["url"] == "attachment://lab.png"


def test_pictures_of_one_name_are_told_apart() -> None:
    other = Image("lab.png", "image/png", b"other", "Inside")
    message = only(Reply(images=(PNG, other)))
    assert [file.name for file in message.files] == ["lab.png", "lab-2.png"]
    assert [each["url"] for each in pictures(message)] == ["attachment://lab.png", "attachment://lab-2.png"]


@pytest.mark.parametrize(
    ("name", "media_type", "shown"),
    [
        ("снимка.jpeg", "image/jpeg", "picture.jpg"),
        ("a b (1).PNG", "image/png", "a_b_1.png"),
        ("SPOILER_x.webp", "image/webp", "x.webp"),
        ("../../.gif", "image/gif", "picture.gif"),
        ("noending", "image/png", "picture.png"),
    ],
)
def test_a_pictures_name_is_one_that_an_embed_can_show(name: str, media_type: str, shown: str) -> None:
    (file,) = only(Reply(images=(Image(name, media_type, b"x", "alt"),))).files
    assert file.name == shown


def test_an_alternative_text_beyond_discords_limit_is_told_in_words_as_well() -> None:
    alt = " ".join(f"word{n}" for n in range(180))
    message = only(Reply(("Come",), images=(Image("a.png", "image/png", b"x", alt),)))
    assert len(message.body["attachments"][0]["description"]) <= limits.FILE_ABOUT
    assert len(pictures(message)[0]["description"]) <= limits.FILE_ABOUT
    assert alt in said((message,))


@pytest.mark.parametrize(
    "image",
    [
        Image("a.png", "image/png", bytes(limits.FILE + 1), "Too big to send"),
        Image("a.svg", "image/svg+xml", b"<svg/>", "Too big to send"),
    ],
)
def test_of_a_picture_that_discord_does_not_take_the_words_are_left(image: Image) -> None:
    message = only(Reply(("Come",), images=(image,)))
    assert not message.files
    assert "Too big to send" in said((message,))


def test_more_pictures_than_a_message_takes_go_on_in_further_ones() -> None:
    made = drawn(Reply(("Come",), cards=(CARD,), images=(PNG,) * 12))
    assert sum(len(message.files) for message in made) == 12
    assert all(len(message.files) == len(pictures(message)) for message in made)
    assert all(len(message.body["embeds"]) <= limits.EMBEDS for message in made)


def test_pictures_heavier_than_one_request_are_sent_in_several() -> None:
    heavy = Image("a.png", "image/png", bytes(limits.FILE), "Heavy")
    assert [len(message.files) for message in drawn(Reply(("Come",), images=(heavy,) * 4))] == [2, 2]


def test_pictures_and_files_share_a_message_and_its_limits() -> None:
    message = only(Reply(("Come",), images=(PNG,), files=(File("a.csv", "text/csv", b"a"),)))
    assert [file.name for file in message.files] == ["lab.png", "a.csv"]
    assert [each["id"] for each in message.body["attachments"]] == [0, 1]


@pytest.mark.parametrize("buttons", [(), (BUTTON,)])
def test_a_picture_alone_carries_the_mark_of_its_delivery(buttons: tuple[Button, ...]) -> None:
    for message in drawn(Reply(images=(PNG,) * 11, buttons=buttons), MARK):
        assert marked(message.body, MARK)


POST = Reply(("Three calls close",), cards=(CARD,), images=(PNG,), buttons=(BUTTON,))


def test_a_preview_for_discord_is_the_post_itself_below_its_title_with_nothing_to_press() -> None:
    made = drawn(Reply(("Is this right?",), previews=(Preview("For #news", "discord", "en", POST),)))
    (post,) = messages(POST, EN)
    (preview,) = made
    assert preview.body["embeds"] == post.body["embeds"]
    assert preview.files == post.files
    assert "components" not in preview.body
    assert said(made).splitlines()[:6] == [
        "Is this right?",
        "",
        "For #news",
        "-# With the buttons: Show them",
        "Three calls close",
        "Open day",
    ]


def test_what_can_be_pressed_stands_below_the_previews() -> None:
    previews = tuple(Preview(f"For #{name}", "discord", "en", POST) for name in ("news", "general"))
    first, last = drawn(Reply(("Is this right?",), buttons=(Button("Post it", Calls()),), previews=previews))
    assert "components" not in first.body
    assert [leaf["label"] for row in last.body["components"] for leaf in row["components"]] == ["Post it"]
    assert read(last.body["content"])[0].startswith("For #general")


def test_buttons_of_cards_and_lists_are_named_in_a_preview_too() -> None:
    card = Card("Open day", buttons=(Button("Details", Calls()),))
    select = Select("Choose a call", (Option("One", Calls()),))
    post = Reply(cards=(card,), selects=(select,), buttons=(BUTTON,))
    for platform in ("discord", "slack", "web"):
        text = said(drawn(Reply(previews=(Preview("T", platform, "en", post),))))
        assert "With the buttons: Details, Show them, Choose a call" in text


@pytest.mark.parametrize("platform", ["slack", "web"])
def test_a_preview_of_another_platform_is_plain_text(platform: str) -> None:
    at = datetime(2027, 2, 17, 16, tzinfo=UTC)
    card = Card("*Open* day", fields=(Field("When", (When(at, "17 February, 18:00"),)),))
    post = Reply(("Three calls",), cards=(card,), images=(PNG,), buttons=(BUTTON,))
    message = only(Reply(previews=(Preview("For Slack", platform, "bg", post),)))
    assert set(message.body) == {"content", "allowed_mentions"}
    text = said((message,))
    assert "*Open* day" in text
    assert "When: 17 February, 18:00" in text
    assert PNG.alt in text
    assert "/calls" not in text


def test_previews_that_do_not_fit_in_one_message_go_on_in_further_ones() -> None:
    long = Reply(("\n".join(f"line {n} of a long announcement" for n in range(150)),))
    previews = (Preview("A", "discord", "en", long), Preview("B", "slack", "en", long), Preview("C", "web", "en", POST))
    made = drawn(Reply(("Is this right?",), previews=previews))
    text = said(made)
    assert len(made) > 4
    assert all(text.count(f"line {n} of") == 2 for n in range(150))
    assert text.count("Three calls close") == 1


def test_a_preview_says_in_the_places_language_what_the_post_will_say_there() -> None:
    big = File("list.csv", "text/csv", bytes(limits.FILE + 1))
    post = Reply(("Обява",), files=(big,))
    text = said(drawn(Reply(previews=(Preview("T", "discord", "bg", post),))))
    assert words("bg")("{name} is too large for Discord. The web chat has it.", name="list.csv") in text
