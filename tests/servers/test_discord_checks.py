"""Whatever a bot sends, the local Discord takes it or refuses it: it never breaks."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from tests.servers.discord import Channel, Discord, Message
from tests.servers.discord.checks.choices import check_choices
from tests.servers.discord.checks.commands import check_all
from tests.servers.discord.checks.messages import check
from tests.servers.discord.checks.modals import check_modal
from tests.servers.discord.refusals import Refused
from tests.servers.discord.rest import drafts
from tests.servers.discord.rest.calls import Call

if TYPE_CHECKING:
    from tests.servers.discord.ids import Json

KEYS = (
    *("content", "embeds", "components", "attachments", "allowed_mentions", "flags", "nonce", "type", "id", "label"),
    *("custom_id", "style", "options", "value", "values", "title", "description", "fields", "name", "url", "footer"),
    *("text", "author", "parse", "users", "min_values", "max_values", "min_length", "max_length", "component"),
    *("choices", "required", "name_localizations", "bg", "accessory", "placeholder", "autocomplete", "default"),
)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(0, 30), st.text(max_size=5), st.sampled_from(["a" * 200, "1"]))
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
SHAPED: st.SearchStrategy[Any] = st.builds(
    lambda rest, kind: {**rest, "type": kind},
    st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5),
    st.integers(1, 23) | JSON,
)
ROWS = st.lists(
    SHAPED | st.fixed_dictionaries({"type": st.just(1), "components": st.lists(SHAPED, max_size=3)}), max_size=2
)
BODY = st.dictionaries(st.sampled_from(KEYS), JSON | ROWS, max_size=8)


@given(BODY)
def test_a_message_is_taken_or_refused(body: Json) -> None:
    server = Discord()
    message = Message(Channel("c"), server.me)
    with suppress(Refused):
        check(body, {})
        drafts.write(message, body, Call(server, {}))
        assert isinstance(message.text, str)
        assert isinstance(message.menus, dict)


@given(BODY)
def test_a_form_is_taken_or_refused(body: Json) -> None:
    with suppress(Refused):
        check_modal(body)


@given(BODY, st.sampled_from([3, 4, 10]))
def test_choices_are_taken_or_refused(body: Json, kind: int) -> None:
    with suppress(Refused):
        check_choices(body, kind)


@given(JSON | st.lists(st.dictionaries(st.sampled_from(KEYS), JSON | st.lists(SHAPED, max_size=3), max_size=6)))
def test_commands_are_taken_or_refused(body: object) -> None:
    with suppress(Refused):
        check_all(body)


def test_what_is_refused_changes_nothing() -> None:
    server = Discord()
    guild = server.guild("Club")
    message = asyncio.run(server.say(guild.owner, guild.text("general"), "Hello"))
    with suppress(Refused):
        drafts.write(message, {"content": " "}, Call(server, {}))
    assert message.content == "Hello"
