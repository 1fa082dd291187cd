"""The messages of a post: each is known again by a nonce and a mark of its own."""

from __future__ import annotations

import re

import pytest

from bot.adapters.discord.parts import _calling, parts, title
from bot.commands.calls import Calls
from bot.core.messenger import Ping
from bot.core.reply import Bold, Button, Card, Reply
from bot.core.words import words
from bot.render.discord import limits
from bot.render.discord.message import Message

EN = words("en")
PRESSED = Reply(("Three calls",), buttons=(Button("Show them", Calls()),))
LONG = Reply(("\n".join(f"line {n} of a long announcement" for n in range(150)),))


def test_every_part_has_a_nonce_of_its_own_that_discord_takes() -> None:
    made = parts(LONG, EN, "seed")
    assert len(made) > 2
    assert all(re.fullmatch("[a-z2-7]{25}", part.nonce) for part in made)
    assert len({part.nonce for part in made}) == len(made)


def test_what_is_traced_is_known_by_its_mark_alone() -> None:
    (part,) = parts(PRESSED, EN, "seed", traced=True)
    assert re.fullmatch("[a-z2-7]{10}", part.mark)
    assert part.is_in(part.message.body)
    assert not part.is_in(parts(PRESSED, EN, "another", traced=True)[0].message.body)


def test_the_same_seed_gives_the_same_parts_and_another_gives_others() -> None:
    assert parts(LONG, EN, "seed") == parts(LONG, EN, "seed")
    assert {part.nonce for part in parts(LONG, EN, "seed")}.isdisjoint(p.nonce for p in parts(LONG, EN, "another"))


@pytest.mark.parametrize("traced", [False, True])
def test_every_part_of_a_long_post_is_known_again_and_no_other(*, traced: bool) -> None:
    made = parts(LONG, EN, "seed", traced=traced)
    found = [[other.is_in(part.message.body) for other in made] for part in made]
    assert found == [[part is other for other in made] for part in made]


def test_discords_preview_of_a_link_does_not_hide_a_post() -> None:
    (part,) = parts(Reply(("See https://example.org",)), EN, "seed")
    history = {**part.message.body, "embeds": [*part.message.body.get("embeds", ()), {"type": "link", "title": "Ex"}]}
    assert part.is_in(history)


def test_a_ping_stands_in_front_of_the_first_text_with_room_for_it() -> None:
    first, second = _calling((Message({"content": "x" * limits.CONTENT}), Message({"content": "y"})), Ping.EVERYONE)
    assert first.body == {"content": "x" * limits.CONTENT}
    assert second.body == {"content": "@everyone y", "allowed_mentions": {"parse": ["everyone"]}}


def test_a_ping_that_finds_no_room_is_a_message_of_its_own() -> None:
    first, second = _calling((Message({"content": "x" * limits.CONTENT}),), Ping("7", role=True))
    assert first.body == {"content": "x" * limits.CONTENT}
    assert second.body == {"content": "<@&7>", "allowed_mentions": {"parse": [], "roles": ["7"]}}


def test_a_post_in_a_forum_is_called_after_its_card_else_its_first_line() -> None:
    assert title(Reply(("Hello",), cards=(Card("Open\nday"),)), EN) == "Open day"
    assert title(Reply(("The ", Bold("lab"), " opens\nat nine")), EN) == "The lab opens"
    assert title(Reply(), EN) == "Post"
