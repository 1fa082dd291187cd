"""Text of people's on Discord: it looks as they typed it, and does nothing.

A backslash before any sign that is no letter, digit or space makes it plain
(https://support.discord.com/hc/en-us/articles/210298617). discord.py's own escape leaves timestamps, mentions of
commands and channels, invitations, lists and addresses alive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.render.text import clean, clean_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALIVE = re.compile(
    r"[\\*_~`|<>\[\]]"  # emphasis, spoilers, code, quotes, mentions, timestamps, links
    r"|@(?=everyone|here)"
    r"|:(?=//)"  # an address
    r"|:(?=[\w+-]+:)"  # the short name of an emoji
    r"|(?i:(?<=discord)|(?<=discordapp)|(?<=\bdis))\.(?=\w)"  # an invitation
)
_BEGINS = re.compile(r"^([ \t]*)([-+#]|\d{1,9}(?=\.))", re.MULTILINE)  # a list, a heading, small print
_TOKEN = re.compile(r"\\.|\s+|[^\s\\]+", re.DOTALL)


def escape(text: str) -> str:
    """The text as markup that shows exactly the text, over as many lines as it has."""
    return begun(_ALIVE.sub(r"\\\g<0>", "\n".join(clean_lines(text))))


def begun(markup: str) -> str:
    """The markup, no line of which begins a list, a heading or small print."""
    return _BEGINS.sub(_plainly, markup)


def _plainly(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def atoms(markup: str) -> Iterator[str]:
    """The markup in parts between which it can be cut: escaped signs, spaces, words."""
    for token in _TOKEN.findall(markup):
        yield from (token[n : n + 100] for n in range(0, len(token), 100))


def label(text: str, longest: int) -> str:
    """Text for a place that shows no markup, on one line and never empty; what is too long ends in an ellipsis."""
    text = clean(text).strip() or "…"
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
