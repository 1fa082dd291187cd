"""What every renderer must do with any reply: nothing breaks, nothing is lost, nothing obeys what people wrote."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.codec import unpack
from bot.core.reply import Card, Field, Mention, Reply
from bot.core.words import Words
from bot.core.words import words as language
from bot.render import data, text, web
from bot.render.discord import ids, modals
from bot.render.discord.embeds import SMALL
from bot.render.discord.message import Message, marked, messages
from bot.render.held import Carried, Long
from tests.contracts.replies import actions, hostile, plain, replies, urls, words
from tests.render.discord.markdown import read
from tests.servers.discord.checks.messages import check
from tests.servers.discord.checks.modals import check_modal
from tests.servers.discord.rest.calls import Upload

HOSTILE = replies(hostile, hostile)
PLAIN = replies(plain, urls)
LANGUAGES = st.sampled_from(("en", "bg")).map(language)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def strings(value: object) -> Iterator[str]:
    """Every text in plain data."""
    match value:
        case str():
            yield value
        case list() | tuple():
            for one in value:
                yield from strings(one)
        case dict():
            for name, one in value.items():
                yield name
                yield from strings(one)


@given(HOSTILE, LANGUAGES, st.booleans())
def test_plain_text_holds_nothing_that_a_terminal_obeys(reply: Reply, t: Words, numbered: bool) -> None:
    for line in text.lines(reply, t, numbered=numbered):
        assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cs") or char in BIDI]
        line.encode()


@given(PLAIN, LANGUAGES)
def test_plain_text_says_all_that_the_reply_says(reply: Reply, t: Words) -> None:
    shown = "\n".join(text.lines(reply, t, numbered=True))
    # Answers to press are told apart by number; a form is asked blank by blank by whoever shows the reply.
    unseen = ("form", "notices", "media_type", "record")
    for word in words(reply, leave=unseen):
        assert word in shown


@given(PLAIN, LANGUAGES)
def test_plain_text_tells_how_to_type_what_can_be_typed(reply: Reply, t: Words) -> None:
    shown = "\n".join(text.lines(reply, t))
    for does, public in actions(reply):
        if text.typed(does) and not public:
            assert does.line() in shown
    if reply.form:
        for blank in reply.form.blanks:
            assert blank.name in shown
            assert blank.label in shown
            assert blank.error in shown


@given(HOSTILE)
def test_the_page_is_given_plain_data_that_json_carries_unharmed(reply: Reply) -> None:
    drawn = web.reply(reply)
    assert json.loads(json.dumps(drawn)) == drawn


@given(HOSTILE)
def test_every_button_of_the_page_carries_its_command_exactly(reply: Reply) -> None:
    drawn = Counter(strings(web.reply(reply)))
    for does, public in actions(reply):
        packed = does.pack(public=public)
        assert drawn[packed]
        assert unpack(packed).command


@given(PLAIN)
def test_the_page_is_told_all_that_the_reply_says(reply: Reply) -> None:
    drawn = set(strings(web.reply(reply)))
    for word in words(reply, leave=("notices",)):
        assert word in drawn


@given(HOSTILE)
def test_no_link_of_the_page_leads_anywhere_but_to_the_web(reply: Reply) -> None:
    def check(value: object) -> None:
        match value:
            case dict():
                url = value.get("url", "https://")
                assert isinstance(url, str)
                assert url.startswith(("https://", "http://"))
                for one in value.values():
                    check(one)
            case list():
                for one in value:
                    check(one)

    drawn = web.reply(reply)
    drawn.pop("form", None)  # its hidden arguments may have any name
    check(drawn)


@settings(max_examples=50)
@given(HOSTILE, LANGUAGES)
def test_data_names_each_record_once_and_is_one_line_of_json(reply: Reply, t: Words) -> None:
    said = data.answer(1, "\n".join(text.lines(reply, t)), reply, t)
    assert said["lang"] == t.language
    assert "\n" not in json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    records = said["records"]
    assert isinstance(records, list)
    assert len(records) == len(set(records))
    assert set(records) == {card.record[1] for card in reply.cards if card.record}


@given(HOSTILE, LANGUAGES)
def test_what_is_meant_for_the_organisers_is_not_shown_to_the_asker(reply: Reply, t: Words) -> None:
    silent = Reply(notices=reply.notices)
    assert text.lines(silent, t) == []
    assert web.reply(silent) == {"tone": "plain"}


MARKS = st.sampled_from(("", "abcdefghij"))


def taken(message: Message) -> None:
    """Discord takes a message: the local server refuses none of it."""
    json.dumps(message.body, ensure_ascii=False).encode()
    files = {f"files[{n}]": Upload(f.name, f.content, f.media_type) for n, f in enumerate(message.files)}
    check(message.body, files)
    assert message.body.get("content") or message.body.get("embeds") or message.body.get("attachments")


def carried(drawn: tuple[Message, ...]) -> Counter[str]:
    """All packed commands that can be pressed or picked in messages."""
    kept = dict(pair for message in drawn for pair in message.kept)
    found: Counter[str] = Counter()
    for message in drawn:
        for row in message.body.get("components", ()):
            for leaf in row["components"]:
                for custom_id in [o["value"] for o in leaf["options"]] if "options" in leaf else [leaf["custom_id"]]:
                    held = ids.read(custom_id)
                    assert isinstance(held, Carried | Long)
                    found[held.packed if isinstance(held, Carried) else kept[held.token]] += 1
    return found


@given(HOSTILE, LANGUAGES, MARKS)
def test_discord_takes_every_message_of_any_reply(reply: Reply, t: Words, mark: str) -> None:
    drawn = messages(reply, t, mark=mark)
    assert drawn
    for message in drawn:
        taken(message)
        assert not mark or marked(message.body, mark)
        assert [*calls(message)] == [*dict.fromkeys(calls(message))]
        assert {*calls(message)} <= {part.id for part in reply.text if isinstance(part, Mention)}


def calls(message: Message) -> list[str]:
    """Whom a message calls, by their ids."""
    allowed = dict(message.body["allowed_mentions"])
    assert allowed.pop("parse") == []
    ids: list[str] = allowed.pop("users", [])
    assert not allowed
    assert all(f"<@{id}>" in message.body["content"] for id in ids)
    return ids


def called(reply: Reply) -> Reply:
    """The reply with what calls people on Discord in the place of their names."""
    here = (isinstance(p, Mention) and p.platform == "discord" and p.id.isdecimal() and p.id for p in reply.text)
    text = tuple(f"<@{id}>" if id else part for id, part in zip(here, reply.text, strict=True))
    return replace(reply, text=text)


def grown(reply: Reply, times: int) -> Reply:
    """The same with many more of everything: what has no room in one message, embed or list."""
    cards = tuple(
        replace(
            card,
            title=card.title * times,
            badge=card.badge and replace(card.badge, text=card.badge.text * times),
            body=card.body * times,
            fields=tuple(replace(f, label=f.label * times, value=f.value * times) for f in card.fields * times),
            footer=card.footer * times,
            buttons=card.buttons * (times // 5),
        )
        for card in reply.cards * (times // 5)
    )
    selects = tuple(replace(select, options=select.options * times) for select in reply.selects)
    files = tuple(replace(file, about=file.about * times) for file in reply.files * times)
    text, buttons = reply.text * times, reply.buttons * times
    return replace(reply, text=text, cards=cards, selects=selects, buttons=buttons, files=files)


@settings(max_examples=15, deadline=None)
@given(HOSTILE, LANGUAGES, MARKS, st.integers(5, 30))
def test_discord_takes_every_message_of_a_large_reply_with_all_its_commands(
    reply: Reply, t: Words, mark: str, times: int
) -> None:
    reply = grown(reply, times)
    drawn = messages(reply, t, mark=mark)
    for message in drawn:
        taken(message)
        assert not mark or marked(message.body, mark)
    pressed = Counter(sendable(does.pack(public=public)) for does, public in actions(reply))
    assert carried(drawn) == pressed
    assert [file.content for message in drawn for file in message.files] == [file.content for file in reply.files]


@settings(max_examples=40, deadline=None)
@given(PLAIN, LANGUAGES, st.integers(5, 30))
def test_discord_is_told_all_that_a_large_reply_says(reply: Reply, t: Words, times: int) -> None:
    large = grown(reply, times)
    read_out = "\n".join(strings([message.body for message in messages(large, t)]))
    unseen = ("form", "notices", "media_type", "record", "shown", "title", "label", "badge", "about", "selects")
    for word, n in Counter(words(called(large), leave=unseen)).items():
        assert read_out.count(word) >= n


def sendable(packed: str) -> str:
    return packed.encode("utf-8", "backslashreplace").decode()


@given(HOSTILE, LANGUAGES, MARKS)
def test_every_button_on_discord_carries_its_command_exactly(reply: Reply, t: Words, mark: str) -> None:
    pressed = Counter(does.pack(public=public) for does, public in actions(reply))
    drawn = messages(reply, t, mark=mark)
    # Half a pair of surrogates cannot be sent as it is; its escape means the same.
    assert carried(drawn) == Counter({sendable(packed): n for packed, n in pressed.items()})
    assert all(unpack(sendable(packed)) == unpack(packed) for packed in pressed)


@given(PLAIN, LANGUAGES)
def test_discord_is_told_all_that_the_reply_says(reply: Reply, t: Words) -> None:
    reply = replace(reply, selects=tuple(select for select in reply.selects if select.options))
    drawn = messages(reply, t)
    shown = "\n".join(strings([message.body for message in drawn]))
    unseen = ("form", "notices", "media_type", "record", "shown")  # moments are shown by Discord itself
    for word in words(called(reply), leave=unseen):
        assert word in shown or word in read(shown)[0]


@given(st.lists(hostile, min_size=1, max_size=4), LANGUAGES)
def test_nothing_that_people_wrote_is_alive_on_discord(said: list[str], t: Words) -> None:
    card = Card(said[0], body=((said[-1],),), fields=(Field(said[0], tuple(said)),), footer=(said[-1],))
    for message in messages(Reply(tuple(said), cards=(card,)), t):
        shown = [message.body.get("content", "")]
        for embed in message.body.get("embeds", ()):
            shown += [embed.get("title", ""), embed.get("description", "")]
            for field in embed.get("fields", ()):
                shown += [field["name"], field["value"].removeprefix(SMALL)]
        for markup in shown:
            assert read(markup)[1] == []


@given(HOSTILE)
def test_discord_takes_every_part_of_any_form(reply: Reply) -> None:
    form = reply.form
    if form is None or len({blank.name[:100] for blank in form.blanks}) < len(form.blanks):
        return  # names are unique in a Spec
    for part in range(modals.parts(form)):
        custom_id = modals.own_id(form) or ids.aside(0, "tokentoken", part)
        drawn = modals.modal(form, custom_id, part)
        json.dumps(drawn, ensure_ascii=False).encode()
        check_modal(drawn)
