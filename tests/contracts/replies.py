"""Replies for hypothesis: of every node, plain or hostile. Add a node here when there is one more."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.commands.calls import Calls
from bot.commands.partner import PartnerByName
from bot.commands.search import Search
from bot.core.actions import Opener, Token
from bot.core.reply import (
    Action,
    Audience,
    Badge,
    Blank,
    Bold,
    Button,
    Card,
    Code,
    Field,
    File,
    Form,
    Inline,
    Link,
    Mention,
    Notice,
    Option,
    Reply,
    Select,
    Tone,
    Weight,
    When,
)

HOSTILE = "\x00\x07\x08\x1b\x7f\x9b\r\n\t\u200b\u200f\u202e\u2066\u2028\ufeff\ud800<>&\"'`*_~|@#:[](){}\\/"
PIECES = (
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "data:text/html,x",
    "@everyone",
    "<@1>",
    "<!channel>",
    "[x](javascript:alert(1))",
    "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "</textarea>",
    "{0}{t}%s",
    "😀" * 30,
    "a" * 5000,
)

hostile = st.text(st.sampled_from(HOSTILE) | st.characters(), max_size=30) | st.sampled_from(PIECES)
plain = st.text(st.sampled_from("abcdefghАБВГДежз0123456789"), min_size=1, max_size=12)
accounts = st.from_regex(r"[1-9][0-9]{0,19}|[UW][A-Z0-9]{2,10}", fullmatch=True)
urls = st.builds("https://{}.example/{}".format, st.from_regex("[a-z]{1,8}", fullmatch=True), st.integers(0, 99))


def replies(text: st.SearchStrategy[str], url: st.SearchStrategy[str]) -> st.SearchStrategy[Reply]:
    """Replies whose every text is drawn from `text` and every address from `url`."""
    actions: st.SearchStrategy[Action] = st.one_of(
        st.builds(Search, text=text),
        st.builds(Calls, topic=text, page=st.integers(1, 9)),
        st.builds(PartnerByName, name=text.map("partner:{}".format)),
        st.builds(Opener, st.just(Calls.spec), st.fixed_dictionaries({"topic": text})),
        st.builds(Token, st.from_regex("[A-Za-z0-9_-]{4,22}", fullmatch=True)),
    )
    inlines: st.SearchStrategy[Inline] = st.one_of(
        text,
        st.builds(Bold, text),
        st.builds(Code, text),
        st.builds(Link, text, url),
        st.builds(When, st.datetimes(timezones=st.just(UTC)), text),
        st.builds(Mention, text, st.sampled_from(("discord", "slack", "web")), accounts | text),
    )
    lines = few(inlines)
    tones = st.sampled_from(Tone)
    buttons = few(st.builds(Button, text, actions, st.sampled_from(Weight), st.booleans()))
    cards = st.builds(
        Card,
        text,
        url=url | st.just(""),
        badge=st.none() | st.builds(Badge, text, tones),
        body=few(lines),
        fields=few(st.builds(Field, text, lines)),
        footer=lines,
        buttons=buttons,
        record=st.none() | st.tuples(st.just("partner"), text),
    )
    blanks = st.builds(
        Blank,
        text,
        text,
        text,
        required=st.booleans(),
        value=text,
        error=text | st.just(""),
        choices=few(st.tuples(text, text)),
        suggests=st.booleans(),
    )
    own = {
        "text": lines,
        "cards": few(cards),
        "selects": few(st.builds(Select, text, few(st.builds(Option, text, actions, text)))),
        "buttons": buttons,
        "form": st.none() | st.builds(Form, text, text, few(blanks), text, few(st.tuples(text, text))),
        "files": few(st.builds(File, text, text, st.binary(max_size=5), text)),
        "tone": tones,
        "private": st.booleans(),
    }
    notices = few(st.builds(Notice, st.just(Audience.ORGANISERS), st.builds(Reply, text=lines)))
    return st.builds(Reply, **own, notices=notices)


def few(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """At most two of something."""
    return st.lists(one, max_size=2).map(tuple)


def actions(reply: Reply) -> list[tuple[Action, bool]]:
    """All that can be pressed or picked, and whether for everybody."""
    buttons = [*reply.buttons, *(button for card in reply.cards for button in card.buttons)]
    picked: list[tuple[Action, bool]] = [(o.does, False) for select in reply.selects for o in select.options]
    return [*((button.does, button.public) for button in buttons), *picked]


def words(node: object, *, leave: tuple[str, ...] = ()) -> Iterator[str]:
    """Every text of a node and of what is in it, but of the fields to leave out."""
    match node:
        case Tone() | Weight() | datetime() | bytes() | None | bool():
            return
        case str():
            yield from (node,) if node else ()
        case Mention(name):
            yield from words(name)
        case tuple():
            for part in node:
                yield from words(part, leave=leave)
        case Search() | Calls() | PartnerByName() | Opener() | Token() | Notice():
            return
        case _ if is_dataclass(node):
            for field in fields(node):
                if field.name not in leave:
                    yield from words(getattr(node, field.name), leave=leave)
