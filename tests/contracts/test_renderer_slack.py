"""What every renderer must do, on Slack: it takes any reply, nothing is lost, nothing obeys what people wrote."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.codec import unpack
from bot.core.reply import Card, Field, Form, Reply
from bot.core.words import Words
from bot.core.words import words as language
from bot.render.held import Carried, Long
from bot.render.slack import ids
from bot.render.slack.home import home
from bot.render.slack.message import Message, messages
from bot.render.slack.modals import modal
from tests.contracts.replies import actions, hostile, plain, replies, urls, words
from tests.servers.slack.checks.messages import check
from tests.servers.slack.checks.views import check_view

HOSTILE = replies(hostile, hostile)
PLAIN = replies(plain, urls)
LANGUAGES = st.sampled_from(("en", "bg")).map(language)
PINGS = ("<!", "<@", "<#", "<http")


def nodes(value: object) -> Iterator[dict[str, object]]:
    """Every object in plain data."""
    match value:
        case list() | tuple():
            for one in value:
                yield from nodes(one)
        case dict():
            yield value
            for one in value.values():
                yield from nodes(one)


def means(packed: str) -> str:
    """What a packed command says, however its signs are written."""
    parcel = unpack(packed)
    return repr((parcel.command, dict(parcel.texts), parcel.public))


def carried(blocks: object, kept: dict[str, str]) -> Counter[str]:
    """All packed commands that can be pressed or picked."""
    found: Counter[str] = Counter()
    for node in nodes(blocks):
        is_button, is_option = node.get("type") == "button", "type" not in node and "text" in node
        if "value" in node and (is_button or is_option):
            held = ids.read(str(node["value"]))
            assert isinstance(held, Carried | Long)
            found[means(held.packed if isinstance(held, Carried) else kept[held.token])] += 1
    return found


def taken(message: Message) -> None:
    """Slack takes a message: the local one refuses none of it."""
    json.dumps(message.body, ensure_ascii=False).encode()
    check({"channel": "C1", **message.body})
    assert message.body["text"].strip()


@given(HOSTILE, LANGUAGES)
def test_slack_takes_every_message_of_any_reply(reply: Reply, t: Words) -> None:
    drawn = messages(reply, t)
    assert drawn
    for message in drawn:
        taken(message)


@settings(max_examples=40, deadline=None)
@given(HOSTILE, LANGUAGES, st.integers(5, 40))
def test_slack_takes_every_message_of_a_large_reply_with_all_its_commands(reply: Reply, t: Words, times: int) -> None:
    selects = tuple(replace(select, options=select.options * times) for select in reply.selects)
    large = replace(
        reply, text=reply.text * times, cards=reply.cards * times, selects=selects, buttons=reply.buttons * times
    )
    drawn = messages(large, t)
    for message in drawn:
        taken(message)
    kept = dict(pair for message in drawn for pair in message.kept)
    pressed = Counter(means(does.pack(public=public)) for does, public in actions(large))
    assert carried([message.body for message in drawn], kept) == pressed


@given(HOSTILE, LANGUAGES)
def test_every_button_on_slack_carries_its_command_exactly(reply: Reply, t: Words) -> None:
    drawn = messages(reply, t)
    kept = dict(pair for message in drawn for pair in message.kept)
    pressed = Counter(means(does.pack(public=public)) for does, public in actions(reply))
    assert carried([message.body for message in drawn], kept) == pressed


@given(PLAIN, LANGUAGES)
def test_slack_is_told_all_that_the_reply_says_in_its_blocks_and_in_the_text_beside_them(
    reply: Reply, t: Words
) -> None:
    reply = replace(reply, selects=tuple(select for select in reply.selects if select.options))
    drawn = messages(reply, t)
    read_out = "\n".join(message.body["text"] for message in drawn)
    seen = json.dumps([message.body.get("blocks", []) for message in drawn], ensure_ascii=False)
    for word in words(reply, leave=("form", "notices", "media_type", "record", "files")):
        assert word in read_out
        assert word in seen


@given(HOSTILE, LANGUAGES)
def test_nothing_that_people_wrote_is_markup_or_calls_anybody_on_slack(reply: Reply, t: Words) -> None:
    for message in messages(reply, t):
        assert not any(ping in message.body["text"] for ping in PINGS)
        kinds = {str(node.get("type")) for node in nodes(message.body.get("blocks", []))}
        assert not kinds & {"mrkdwn", "user", "usergroup", "broadcast", "channel", "emoji"}


@given(st.lists(hostile, min_size=1, max_size=4), LANGUAGES)
def test_no_link_on_slack_leads_anywhere_but_to_the_web(said: list[str], t: Words) -> None:
    card = Card(said[0], url=said[-1], fields=(Field(said[0], tuple(said)),))
    for message in messages(Reply(tuple(said), cards=(card,)), t):
        for node in nodes(message.body.get("blocks", [])):
            assert str(node.get("url", "https://")).lower().startswith(("https://", "http://"))


@given(HOSTILE, LANGUAGES)
def test_slack_takes_any_form(reply: Reply, t: Words) -> None:
    form = reply.form
    if not _is_a_specs(form):
        return
    assert form
    drawn = modal(form, t, "x" * 3000)
    json.dumps(drawn, ensure_ascii=False).encode()
    check_view(drawn, "modal")


@given(HOSTILE, LANGUAGES)
def test_slack_takes_any_reply_as_ones_own_page(reply: Reply, t: Words) -> None:
    drawn, kept = home(reply, t)
    json.dumps(drawn, ensure_ascii=False).encode()
    check_view(drawn, "home")
    assert dict(kept).keys() >= set()


def _is_a_specs(form: Form | None) -> bool:
    """Names of blanks are unique in a Spec."""
    return form is not None and len({blank.name[:255].strip() or "…" for blank in form.blanks}) == len(form.blanks)
