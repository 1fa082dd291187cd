"""Somebody who is mentioned is called on their own platform, in the reply's own text, and is a name elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapters.discord.parts import parts
from bot.core.messenger import Ping
from bot.core.reply import Card, Inline, Mention, Preview, Reply
from bot.core.words import words
from bot.render import web
from bot.render.discord.message import messages as on_discord
from bot.render.slack.message import messages as on_slack
from bot.render.text import lines

EN = words("en")
ANA = Mention("Ana *P* <@9>", "discord", "7")
BORIS = Mention("Boris", "slack", "U0BORIS")
NAMED = "Hello Ana *P* <@9> and Boris"
BOTH: tuple[Inline, ...] = ("Hello ", ANA, " and ", BORIS)


def discord(reply: Reply) -> dict[str, Any]:
    (message,) = on_discord(reply, EN)
    return message.body


def slack(reply: Reply) -> list[dict[str, Any]]:
    (message,) = on_slack(reply, EN)
    return [part for block in message.body["blocks"] for row in block["elements"] for part in row["elements"]]


def test_discord_calls_its_own_and_nobody_whose_sign_somebody_typed() -> None:
    body = discord(Reply(BOTH))
    assert body["content"] == "Hello <@7> and Boris"
    assert body["allowed_mentions"] == {"parse": [], "users": ["7"]}
    assert discord(Reply(("<@7>",)))["allowed_mentions"] == {"parse": []}


def test_slack_calls_its_own_and_says_the_name_to_those_who_listen() -> None:
    assert slack(Reply(BOTH))[-1] == {"type": "user", "user_id": "U0BORIS"}
    (message,) = on_slack(Reply(BOTH), EN)
    assert message.body["text"] == NAMED.replace("<", "&lt;").replace(">", "&gt;")


def test_elsewhere_it_is_the_name() -> None:
    assert lines(Reply(BOTH), EN) == [NAMED]
    assert "".join(map(str, web.line(BOTH))) == NAMED


def test_a_card_and_a_preview_name_people_and_call_nobody() -> None:
    card = Reply(cards=(Card("Title", body=(BOTH,)),))
    assert discord(card)["allowed_mentions"] == {"parse": []}
    assert "Boris" in discord(card)["embeds"][0]["description"]
    assert all(part["type"] != "user" for part in slack(card))
    for platform in ("discord", "slack"):
        shown = Reply(previews=(Preview("#welcome", platform, "en", Reply(BOTH)),))
        assert discord(shown)["allowed_mentions"] == {"parse": []}
        assert "<@7>" not in discord(shown)["content"]
        assert all(part["type"] != "user" for part in slack(shown))


@pytest.mark.parametrize("id", ["", "everyone", "&1", "1> @everyone <@2", "0", "1" * 21])
def test_what_is_no_id_calls_nobody(id: str) -> None:
    body = discord(Reply((Mention("Ana", "discord", id),)))
    assert body["content"] == "Ana"
    assert body["allowed_mentions"] == {"parse": []}
    assert slack(Reply((Mention("Ana", "slack", id),))) == [{"type": "text", "text": "Ana"}]


def test_each_message_of_a_long_reply_calls_those_who_stand_in_it() -> None:
    people = tuple(Mention(str(n), "discord", f"1{n:018}") for n in range(150))
    made = on_discord(Reply(people), EN)
    assert len(made) > 1
    called = [message.body["allowed_mentions"]["users"] for message in made]
    assert [id for ids in called for id in ids] == [one.id for one in people]
    assert all(message.body["content"].count("<@") == len(ids) for message, ids in zip(made, called, strict=True))


def test_a_mark_leaves_those_called_who_are() -> None:
    (message,) = on_discord(Reply(BOTH), EN, mark="abcdefghij")
    assert message.body["content"] == "Hello <@7> and Boris"
    assert message.body["embeds"] == [{"footer": {"text": "abcdefghij"}}]


def test_a_ping_and_a_mention_stand_beside_each_other() -> None:
    (part,) = parts(Reply((ANA,)), EN, "seed", ping=Ping.HERE)
    assert part.message.body["content"] == "@here <@7>"
    assert part.message.body["allowed_mentions"] == {"parse": ["everyone"], "users": ["7"]}
