"""Text of people's on Discord: it looks as they typed it, and does nothing.

A backslash before any sign that is no letter, digit or space makes it plain
(https://support.discord.com/hc/en-us/articles/210298617). discord.py's own escape leaves timestamps, mentions of
commands and channels, invitations, lists and addresses alive. What does nothing by itself stays as it is, since
notifications show the text raw.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.render.text import clean, clean_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALIVE = re.compile(
    r"[\\*_`<\[]"  # emphasis, code, mentions, timestamps, links
    r"|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\|"  # struck out, spoilers
    r"|@(?=everyone|here)"
    r"|:(?=//)"  # an address
    r"|:(?=[\w+-]+:)"  # the short name of an emoji
    r"|(?i:(?<=discord)|(?<=discordapp)|(?<=\bdis))\.(?=\w)"  # an invitation
)
_INVITES = re.compile(r"(?i)(?:discord|discordapp|\bdis)\.\w")
# A list, small print, a heading, a quote, a numbered list. What ends there may go on with another node.
_SIGN = r"([^\S\n]*)([-+](?=[\s\ufeff#]|$)|#(?=#{0,2}(?:[\s\ufeff]|$))|>(?=[\s\ufeff>]|$)|\d+(?=\.(?:[\s\ufeff]|$)))"
_BEGINS = re.compile(f"^{_SIGN}", re.MULTILINE)
_LATER = re.compile(f"(?<=\\n){_SIGN}", re.MULTILINE)
_TOKEN = re.compile(r"\\.|\s+|[^\s\\]+", re.DOTALL)
_SHORT = 300  # characters; longer texts are not said again and again


def escape(text: str, *, begins: bool = True) -> str:
    """The text as markup that shows exactly the text, over as many lines as it has.

    `begins` tells whether it stands at the start of a line.
    """
    return _short(text, begins) if len(text) <= _SHORT else _escaped(text, begins)


def _escaped(text: str, begins: bool) -> str:
    markup = _ALIVE.sub(r"\\\g<0>", "\n".join(clean_lines(text)))
    return (_BEGINS if begins else _LATER).sub(_plainly, markup)


_short = lru_cache(2048)(_escaped)


def invites(text: str) -> bool:
    """Whether Discord may read an invitation in the text."""
    return _INVITES.search(text) is not None


def begun(markup: str) -> str:
    """The markup, no line of which begins a list, a heading, a quote or small print."""
    return _BEGINS.sub(_plainly, markup)


def _plainly(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdecimal() else f"{space}\\{sign}"


def atoms(markup: str) -> Iterator[str]:
    """The markup in parts between which it can be cut: escaped signs, spaces, words."""
    for token in _TOKEN.findall(markup):
        yield from (token[n : n + 100] for n in range(0, len(token), 100))


def label(text: str, longest: int) -> str:
    """Text for a place that shows no markup, on one line and never empty; what is too long ends in an ellipsis."""
    return _known(text, longest) if len(text) <= _SHORT else _shortened(text, longest)


def _shortened(text: str, longest: int) -> str:
    text = clean(text).strip() or "…"
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


_known = lru_cache(2048)(_shortened)
