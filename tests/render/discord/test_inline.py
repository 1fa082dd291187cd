"""Lines of nodes: each stands out as it was meant to, and nothing else does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.reply import Bold, Code, Link, Mention, When
from bot.render.discord.escape import escape
from bot.render.discord.inline import Whole, cut, markup, pieces, web
from bot.render.text import clean
from tests.render.discord.markdown import Node, nodes

if TYPE_CHECKING:
    from bot.core.reply import Inline, Line

SIGNS = st.text(st.sampled_from("\\*_~`|<>@#[]()-+.:/!&1 \tax\n\u202e"), max_size=8)
TRICKS = st.sampled_from(
    ("discord", ".gg/x", "https:", "//a.example", "@", "everyone", "<@", "1", ". x", "- ", "``", "")
)
TEXTS = SIGNS | TRICKS
URLS = st.sampled_from(("https://a.example/x", "http://b.example/a_(b)?c=*d*#e", "https://пример.bg/път")) | TEXTS
MOMENT = datetime(2027, 2, 17, 16, tzinfo=UTC)
LINES: st.SearchStrategy[Line] = st.lists(
    TEXTS
    | st.builds(Bold, TEXTS)
    | st.builds(Code, TEXTS)
    | st.builds(Link, TEXTS, URLS)
    | st.builds(When, st.just(MOMENT), TEXTS)
    | st.builds(Mention, TEXTS, st.just("discord"), st.just("7")),
    max_size=6,
).map(tuple)
KINDS = {"text", "strong", "code", "link", "autolink", "moment"}


def meant(part: Inline) -> str:
    """What is read where a node stands."""
    match part:
        case Link(label, url):
            label, shown, address = clean(label).strip(), clean(url).strip(), web(url)
            if not address:
                return label if label == shown else f"{label} ({shown})"
            if label in ("", shown):
                return f"<{address}>"
            return f"{label} (<{address}>)" if "[" in label or "]" in label or "://" in label else label
        case When(at, _):
            return f"{int(at.timestamp())} ({int(at.timestamp())})"
        case Bold(text) | Code(text) | Mention(text):
            return clean(text)
        case str():
            return "\n".join(clean(piece) for piece in part.split("\n"))


def bare(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", text)


@settings(max_examples=600)
@given(LINES)
def test_any_line_reads_as_meant_and_only_its_nodes_stand_out(line: Line) -> None:
    made = nodes(markup(line))
    assert {node.kind for node in made} <= KINDS
    assert bare("".join(node.text for node in made)) == bare("".join(map(meant, line)))
    for kind, node in (("strong", Bold), ("code", Code), ("moment", When)):
        given = [part for part in line if isinstance(part, node)]
        assert sum(one.kind == kind for one in made) <= len(given) * (2 if node is When else 1)


@settings(max_examples=300)
@given(LINES, st.integers(1, 30))
def test_a_line_that_is_cut_says_the_same_and_stays_in_its_room(line: Line, times: int) -> None:
    texts = cut([piece for _ in range(times) for piece in (*pieces(line), "\n")], 1024)
    assert all(0 < len(text) <= 1024 for text in texts)
    made = [node for text in texts for node in nodes(text)]
    assert {node.kind for node in made} <= KINDS
    assert bare("".join(node.text for node in made)) == bare("".join(map(meant, line)) * times)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ((Bold("a"), Bold("b")), [Node("strong", "ab")]),
        ((Code("a"), Code("b")), [Node("code", "ab")]),
        ((Bold(" a "), "b"), [Node("text", " "), Node("strong", "a"), Node("text", " b")]),
        ((Code("a`b"),), [Node("code", "a`b")]),
        ((Bold("a*"), "*"), [Node("strong", "a*"), Node("text", "*")]),
        ((Bold("Open"), " - soon"), [Node("strong", "Open"), Node("text", " - soon")]),
        (("1", Code(""), ". x"), [Node("text", "1. x")]),
        ((Link("a*b", "https://a.example/"),), [Node("link", "a*b", "https://a.example/")]),
        ((Link("", "https://a.example/"),), [Node("autolink", "<https://a.example/>", "https://a.example/")]),
        ((Link("x", "x"),), [Node("text", "x")]),
        ((Code("discord"), Code(".gg/x")), [Node("text", "\u2060discord.gg/x\u2060")]),
        ((Code("`"), Code("`")), [Node("text", "\u2060``\u2060")]),
        ((Code("discord.gg/a discord"), ".gg/x"), [Node("text", "\u2060discord.gg/a discord\u2060.gg/x")]),
    ],
)
def test_neighbours_do_not_run_together(line: Line, shown: list[Node]) -> None:
    assert nodes(markup(line)) == shown


def test_what_follows_a_bold_word_needs_no_backslash() -> None:
    assert markup((Bold("Open"), " - until 18:00")) == "**Open** - until 18:00"


def test_an_address_in_other_letters_is_written_as_discord_takes_it() -> None:
    assert web("https://пример.bg/път?а=1&b=%20") == "https://xn--e1afmkfd.bg/%D0%BF%D1%8A%D1%82?%D0%B0=1&b=%20"


@pytest.mark.parametrize("text", ["a" * 5000, "*" * 5000, "a b " * 2000])
@pytest.mark.parametrize("node", [Bold, Code])
def test_a_very_long_node_loses_its_weight_but_no_word(node: type[Bold | Code], text: str) -> None:
    texts = cut(pieces((node(text),)), 1024)
    assert bare("".join(one.text for part in texts for one in nodes(part))) == bare(text)


def test_a_text_is_cut_between_words_also_next_to_a_node() -> None:
    line = tuple(part for n in range(60) for part in (Bold(f"word{n}"), ", and then some more words of text; "))
    texts = cut(pieces(line), 1024)
    assert len(texts) > 1
    assert all(text.endswith(("and", "then", "some", "more", "words", "of", "text;")) for text in texts)


def test_what_is_left_behind_a_cut_keeps_the_limit_too() -> None:
    texts = cut((escape("*" * 25), "\n", *[Whole("x" * 97)] * 25), 2000)
    assert all(len(one) <= 2000 for one in texts)
    assert "".join(texts).count("x") == 97 * 25
