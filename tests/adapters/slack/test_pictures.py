"""A post's pictures on Slack: shown once with their words, whatever is lost on the way."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.context import Place
from bot.core.messenger import NotAllowed, TryLater
from bot.core.reply import Card, Image, Reply
from bot.core.words import words
from tests.browser.stage import png

if TYPE_CHECKING:
    from tests.adapters.slack.house import House
    from tests.servers.slack import Message

EN = words("en")
PICTURE = Image("varna.png", "image/png", png(), "Sunrise over the sea at Varna")
POST = Reply(cards=(Card("Open day", body=(("Come and see.",),)),), images=(PICTURE,))


def shown(house: House, message: Message) -> list[bytes]:
    """The pictures that a message shows, by their contents."""
    ids = [block["slack_file"]["id"] for block in message.blocks if block["type"] == "image"]
    return [house.slack.files[id].content or b"" for id in ids]


def only(house: House) -> Message:
    (message,) = house.slack.messages(house.general)
    return message


async def test_a_picture_stands_in_its_message_with_its_words(house: House) -> None:
    await house.post.post(house.place, POST, "k", EN)
    assert shown(house, only(house)) == [PICTURE.content]
    assert only(house).blocks[-1]["alt_text"] == PICTURE.alt
    assert PICTURE.alt in only(house).content
    assert [file.alt for file in house.slack.files.values()] == [PICTURE.alt]


async def test_a_post_repeated_after_a_crash_shows_its_picture_once(house: House) -> None:
    since = house.clock.now()
    house.slack.drop("chat.postMessage", after=True)
    house.slack.fail("conversations.history", times=4)
    with pytest.raises(TryLater):
        await house.post.post(house.place, POST, "k", EN)
    house.clock.forward(timedelta(hours=4))
    await house.again().post(house.place, POST, "k", EN, since=since)
    assert shown(house, only(house)) == [PICTURE.content]


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
@pytest.mark.parametrize("after", [False, True])
async def test_an_upload_that_is_cut_off_is_begun_again_unseen(house: House, step: str, after: bool) -> None:
    house.slack.drop(step, after=after)
    house.slack.fail(step, after=after)
    await house.post.post(house.place, POST, "k", EN)
    assert shown(house, only(house)) == [PICTURE.content]


async def test_one_picture_for_several_places_is_uploaded_once(house: House) -> None:
    other = house.slack.channel("other", house.ana)
    places = house.place, Place("slack", other.id)
    await asyncio.gather(*(house.post.post(place, POST, place.id, EN) for place in places))
    assert len(house.slack.files) == 1
    assert len(house.slack.messages(other)) == len(house.slack.messages(house.general)) == 1


async def test_a_picture_that_slack_has_still_to_read_is_waited_for(house: House) -> None:
    house.slack.reads = 4
    await house.post.post(house.place, POST, "k", EN)
    assert shown(house, only(house)) == [PICTURE.content]


async def test_without_the_scope_to_look_a_picture_is_tried_until_slack_has_read_it(house: House) -> None:
    house.slack.scopes -= {"files:read"}
    house.slack.reads = 2
    await house.post.post(house.place, POST, "k", EN)
    assert shown(house, only(house)) == [PICTURE.content]


async def test_of_what_slack_cannot_show_the_words_are_left(house: House) -> None:
    broken = Image("x.png", "image/png", b"no picture at all", "A chart of all our calls")
    await house.post.post(house.place, Reply(("Look",), images=(broken,)), "k", EN)
    assert "A chart of all our calls" in only(house).text
    assert shown(house, only(house)) == []


async def test_a_picture_that_somebody_deleted_from_slack_is_uploaded_anew(house: House) -> None:
    await house.post.post(house.place, POST, "a", EN)
    house.slack.files.clear()
    await house.post.post(house.place, POST, "b", EN)
    assert shown(house, house.slack.messages(house.general)[-1]) == [PICTURE.content]


async def test_a_missing_scope_for_pictures_is_named_and_nothing_is_posted(house: House) -> None:
    house.slack.scopes -= {"files:write"}
    with pytest.raises(NotAllowed) as refused:
        await house.post.post(house.place, POST, "k", EN)
    assert refused.value.names["scope"] == "files:write"
    assert house.standing == []


async def test_a_limit_on_uploads_is_told_to_the_caller(house: House) -> None:
    house.slack.limit("files.getUploadURLExternal", retry_after=120)
    with pytest.raises(TryLater) as later:
        await house.post.post(house.place, POST, "k", EN)
    assert later.value.after == timedelta(seconds=120)
    assert house.standing == []


async def test_an_edit_keeps_the_picture(house: House) -> None:
    ids = await house.post.post(house.place, POST, "k", EN)
    changed = Reply(cards=(Card("Open day", body=(("Come at ten.",),)),), images=(PICTURE,))
    assert await house.again().edit(house.place, ids, changed, EN) == ids
    assert "Come at ten." in only(house).text
    assert shown(house, only(house)) == [PICTURE.content]


async def test_an_edit_takes_a_picture_away_and_puts_another_in(house: House) -> None:
    ids = await house.post.post(house.place, POST, "k", EN)
    await house.post.edit(house.place, ids, Reply(("No picture",)), EN)
    assert shown(house, only(house)) == []
    other = Image("b.gif", "image/gif", b"GIF89a...", "A boat")
    await house.post.edit(house.place, ids, Reply(("A boat",), images=(other,)), EN)
    assert shown(house, only(house)) == [other.content]


WEBP = Image("sea.webp", "image/webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "The sea")


async def test_what_blocks_do_not_show_comes_beside_once_with_its_words_in_the_post(house: House) -> None:
    since = house.clock.now()
    post = Reply(("Look",), images=(WEBP,))
    ids = await house.post.post(house.place, post, "k", EN)
    assert await house.again().post(house.place, post, "k", EN, since=since) == ids
    said, file = house.slack.messages(house.general)
    assert "The sea" in said.text
    assert [one.content for one in file.files] == [WEBP.content]


async def test_what_comes_beside_is_made_up_for_when_the_bot_was_killed_before_it(house: House) -> None:
    since = house.clock.now()
    post = Reply(("Look",), images=(WEBP,))
    house.slack.fail("files.getUploadURLExternal", times=1)
    with pytest.raises(TryLater):
        await house.post.post(house.place, post, "k", EN)
    await house.again().post(house.place, post, "k", EN, since=since)
    said, file = house.slack.messages(house.general)
    assert "The sea" in said.text
    assert [one.content for one in file.files] == [WEBP.content]
