"""What people typed looks as they typed it, and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.discord.escape import escape, label
from bot.render.text import clean_lines
from tests.contracts.replies import hostile
from tests.render.discord.markdown import read

SIGNS = st.text(st.sampled_from("\\*_~`|<>@#[]()-+.:/!&1 \tax\n"), max_size=40)
TRICKS = (
    "**bold**",
    "||spoiler||",
    "<t:0:R>",
    "</calls:1>",
    "<#1>",
    "<@1>",
    "<@&1>",
    "<id:guide>",
    "@everyone",
    "@here",
    "https://evil.example",
    "<https://evil.example>",
    "[label](https://evil.example)",
    "discord.gg/abc",
    "Discord.GG/abc",
    "discord.com/invite/abc",
    "discordapp.com/invite/abc",
    "- a list",
    "  - a list within",
    "1. a list",
    "# a heading",
    "-# small print",
    "> a quote",
    ">>> a quote",
    "```\ncode\n```",
    ":smile:",
    "<:club:1>",
    "~~gone~~",
    "__under__",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_works(trick: str) -> None:
    assert read(trick)[1], "the reader must know the trick"
    assert read(escape(trick)) == (trick, [])


@settings(max_examples=600)
@given(SIGNS | hostile)
def test_any_text_reads_back_as_itself_and_nothing_in_it_is_alive(text: str) -> None:
    assert read(escape(text)) == ("\n".join(clean_lines(text)), [])


ORDINARY = (
    "Wed 17 February 2027, 18:00 (Sofia)",
    "AT-2026/01",
    "e.g. this.",
    "50 % + 2",
    "КРИБ",
    "genesis.org",
    "+359 2 1",
    "18.02.2027",
    "a > b | c",
    "~5 M",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_needs_no_backslash(text: str) -> None:
    assert escape(text) == text


@given(hostile)
def test_a_label_is_one_line_that_is_never_empty_nor_too_long(text: str) -> None:
    shown = label(text, 40)
    assert 1 <= len(shown) <= 40
    assert "\n" not in shown
    assert shown == shown.strip()
