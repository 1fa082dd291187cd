"""What every renderer must do, on Slack: it takes any reply, nothing is lost, nothing obeys what people wrote."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.codec import unpack
from bot.core.reply import Card, Field, Form, Mention, Reply
from bot.core.words import Words
from bot.core.words import words as language
from bot.render.held import Carried, Long
from bot.render.slack import ids
from bot.render.slack.home import home
from bot.render.slack.message import Message, messages
from bot.render.slack.modals import answers, modal, must_be_kept
from tests.contracts.replies import actions, hostile, plain, replies, urls, words
from tests.contracts.test_renderers import BIDI, grown
from tests.servers.slack import Slack, View
from tests.servers.slack.checks.messages import check
from tests.servers.slack.checks.views import check_view

HOSTILE = replies(hostile, hostile)
PLAIN = replies(plain, urls)
LANGUAGES = st.sampled_from(("en", "bg")).map(language)
LONGEST = 4000  # characters of a text that is not cut
LONGEST_INPUT = 3000
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
    """Slack takes a message, posted or in the place of another: the local one refuses none of it."""
    json.dumps(message.body, ensure_ascii=False).encode()
    check({"channel": "C1", **message.body})
    check({"channel": "C1", "ts": "1.0", **message.body}, again=True)
    assert message.body["text"].strip()
    assert len(message.body["text"]) <= LONGEST


def read_out(drawn: tuple[Message, ...]) -> str:
    """What a screen reader says."""
    said = "\n".join(message.body["text"] for message in drawn)
    for sign, escaped in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        said = said.replace(escaped, sign)
    return said


def seen(drawn: tuple[Message, ...]) -> list[str]:
    """What the blocks show."""
    shown = ("text", "url", "fallback", "user_id")
    return [
        text
        for message in drawn
        for node in nodes(message.body.get("blocks", []))
        for name in shown
        if isinstance(text := node.get(name), str)
    ]


@given(HOSTILE, LANGUAGES)
def test_slack_takes_every_message_of_any_reply(reply: Reply, t: Words) -> None:
    drawn = messages(reply, t)
    assert drawn
    for message in drawn:
        taken(message)


@settings(max_examples=40, deadline=None)
@given(HOSTILE, LANGUAGES, st.integers(5, 30))
def test_slack_takes_every_message_of_a_large_reply_with_all_its_commands(reply: Reply, t: Words, times: int) -> None:
    large = grown(reply, times)
    drawn = messages(large, t)
    for message in drawn:
        taken(message)
    kept = dict(pair for message in drawn for pair in message.kept)
    pressed = Counter(means(does.pack(public=public)) for does, public in actions(large))
    assert carried([message.body for message in drawn], kept) == pressed
    assert [file for message in drawn for file in message.files] == list(large.files)


@settings(max_examples=40, deadline=None)
@given(PLAIN, LANGUAGES, st.integers(5, 30))
def test_slack_is_told_all_that_a_large_reply_says(reply: Reply, t: Words, times: int) -> None:
    large = grown(reply, times)
    drawn = messages(large, t)
    heard, shown = read_out(drawn), "\n".join(seen(drawn))
    unseen = ("form", "notices", "media_type", "record", "title", "label", "badge", "about", "selects")
    for word, n in Counter(words(large, leave=unseen)).items():
        assert heard.count(word) >= n
    for word, n in Counter(words(called(large), leave=unseen)).items():
        assert shown.count(word) >= n


def called(reply: Reply) -> Reply:
    """The reply with the ids of those whom Slack calls in the place of their names."""
    here = (isinstance(p, Mention) and p.platform == "slack" and p.id[0] in "UW" and p.id for p in reply.text)
    return replace(reply, text=tuple(id or part for id, part in zip(here, reply.text, strict=True)))


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
    heard, shown = read_out(drawn), "\n".join(seen(drawn))
    unseen = ("form", "notices", "media_type", "record")
    assert all(word in heard for word in words(reply, leave=unseen))
    assert all(word in shown for word in words(called(reply), leave=unseen))


@given(HOSTILE, LANGUAGES)
def test_nothing_that_slack_shows_turns_the_direction_of_reading_or_is_no_text(reply: Reply, t: Words) -> None:
    drawn = messages(reply, t)
    for text in (*seen(drawn), *(message.body["text"] for message in drawn)):
        unfit = [char for char in text if unicodedata.category(char) in ("Cc", "Cs") or char in BIDI]
        assert set(unfit) <= {"\n"}


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


@given(HOSTILE, LANGUAGES, st.sampled_from((1, 700)))
def test_slack_takes_any_form(reply: Reply, t: Words, times: int) -> None:
    form = reply.form
    if not _is_a_specs(form):
        return
    assert form
    form = replace(form, blanks=tuple(replace(b, value=b.value * times, error=b.error * times) for b in form.blanks))
    drawn = modal(form, t, "x" * 3000)
    json.dumps(drawn, ensure_ascii=False).encode()
    check_view(drawn, "modal")
    assert "mrkdwn" not in {str(node.get("type")) for node in nodes(drawn)}


@given(PLAIN, LANGUAGES, st.sampled_from(("record", "country", "text", "long text", "moment")), st.booleans())
def test_a_form_that_is_sent_as_it_stands_says_what_stood_in_it(reply: Reply, t: Words, kind: str, long: bool) -> None:
    form = reply.form
    if not _is_a_specs(form):
        return
    assert form
    form = replace(form, blanks=tuple(replace(b, kind=kind, value=b.value * (400 if long else 1)) for b in form.blanks))
    sent = answers({"state": View(Slack().me, modal(form, t, "")).state()})
    for blank in form.blanks:
        values = [value for _, value in blank.choices]
        if values and len(set(values)) == len(values) and blank.value not in values:
            assert sent.get(blank.name, "") == ""
        elif len(blank.value) <= LONGEST_INPUT:
            assert sent[blank.name] == blank.value
        elif blank.error:
            assert sent[blank.name] == ""
        else:
            assert blank.name not in sent
            assert must_be_kept(form)


@settings(max_examples=40, deadline=None)
@given(HOSTILE, LANGUAGES, st.integers(1, 60))
def test_slack_takes_any_reply_as_ones_own_page(reply: Reply, t: Words, times: int) -> None:
    drawn, kept = home(replace(reply, cards=reply.cards * times, selects=reply.selects * times), t)
    json.dumps(drawn, ensure_ascii=False).encode()
    check_view(drawn, "home")
    pressed = carried(drawn["blocks"], dict(kept))
    assert set(pressed) <= {means(does.pack(public=public)) for does, public in actions(reply)}
    assert "mrkdwn" not in {str(node.get("type")) for node in nodes(drawn)}


def _is_a_specs(form: Form | None) -> bool:
    """Names of blanks are unique in a Spec."""
    return form is not None and len({blank.name[:255].strip() or "…" for blank in form.blanks}) == len(form.blanks)
