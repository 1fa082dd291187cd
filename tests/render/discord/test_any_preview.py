"""Whatever a post and its pictures hold: its preview is taken by Discord, presses nothing and leaves no word out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.core.reply import Image, Preview, Reply
from bot.core.words import words
from bot.render.discord.message import Message, marked, messages
from tests.contracts import replies as made
from tests.render.discord.markdown import read
from tests.servers.discord.checks.messages import check
from tests.servers.discord.rest.calls import Upload

EN = words("en")
MARK = "abcdefghij"
TYPES = st.sampled_from(("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"))
PLATFORMS = st.sampled_from(("discord", "slack", "web"))
LANGUAGES = st.sampled_from(("bg", "en"))


def posts(text: st.SearchStrategy[str], url: st.SearchStrategy[str]) -> st.SearchStrategy[Reply]:
    """Replies with pictures and with previews of such replies."""
    images = made.few(st.builds(Image, text, TYPES, st.binary(max_size=5), text.filter(str.strip)))
    shown = st.builds(lambda reply, some: replace(reply, images=some), made.replies(text, url), images)
    previews = made.few(st.builds(Preview, text, PLATFORMS, LANGUAGES, shown))
    return st.builds(lambda reply, some: replace(reply, previews=some), shown, previews)


def taken(reply: Reply, mark: str = "") -> tuple[Message, ...]:
    """The messages, none of which Discord refuses."""
    drawn = messages(reply, EN, mark=mark)
    for message in drawn:
        files = {f"files[{n}]": Upload(f.name, f.content, f.media_type) for n, f in enumerate(message.files)}
        check(message.body, files)
    return drawn


def all_read(drawn: tuple[Message, ...]) -> str:
    return "\n".join(text for message in drawn for text in _texts(message.body))


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        return [read(value)[0], value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


@given(posts(made.hostile, made.hostile), st.booleans())
def test_whatever_it_holds_discord_takes_it_and_its_mark_is_found(reply: Reply, traced: bool) -> None:
    for message in taken(reply, MARK if traced else ""):
        assert marked(message.body, MARK) is traced


@given(posts(made.plain, made.urls))
def test_no_word_of_a_preview_is_lost(reply: Reply) -> None:
    shown = all_read(taken(reply))
    pressed = ("buttons", "selects", "options", "form", "files")
    unseen = (*pressed, "notices", "media_type", "record", "about", "name", "url", "shown")
    for preview in reply.previews:
        for word in (preview.title, *made.words(preview.reply, leave=unseen)):
            assert word in shown
        for button in preview.reply.buttons:
            assert button.label in shown


@given(posts(made.plain, made.urls))
def test_only_the_replys_own_buttons_can_be_pressed(reply: Reply) -> None:
    def pressed(drawn: tuple[Message, ...]) -> int:
        rows = [row for message in drawn for row in message.body.get("components", ())]
        return sum(len(row["components"]) for row in rows)

    assert pressed(taken(reply)) == pressed(taken(replace(reply, previews=())))
