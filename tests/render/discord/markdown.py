"""A small reader of Discord's markup: what a client would make of a text, rule by rule.

Written from https://support.discord.com/hc/en-us/articles/210298617 and
https://docs.discord.com/developers/reference#message-formatting; the escape comes first, as in the client.
"""

from __future__ import annotations

import re

START = {
    "quote": r"[ \t]*>{1,3}(?=\s)",
    "heading": r"[ \t]*#{1,3}(?=\s)",
    "subtext": r"[ \t]*-#",
    "list": r"[ \t]*(?:[-*+]|\d+\.)(?=\s)",
}
ANYWHERE = {
    "code block": r"```",
    "autolink": r"<[^: >]+:/[^ >]+>",
    "address": r"(?:https?|steam|discord)://\S",
    "link": r"\[[^\]]*\]\([^)]*\)",
    "strong": r"\*\*(?=\S).+?\*\*",
    "underline": r"__.+?__",
    "emphasis": r"\*(?=\S).+?\*|_.+?_",
    "strike": r"~~.+?~~",
    "spoiler": r"\|\|.+?\|\|",
    "code": r"(`+)[^`].*?\1",
    "custom emoji": r"<a?:\w+:\d+>",
    "emoji": r":[\w+-]+:",
    "mention": r"<(?:@[!&]?|#)\d+>|@everyone|@here",
    "moment": r"<t:-?\d+(?::\w)?>",
    "command": r"</[^:>]+:\d+>",
    "guide": r"<id:\w+>",
}
INVITATION = re.compile(r"(?i)\b(?:discord(?:app)?\.com/invite|discord\.(?:gg|new|gift)|dis\.gd)/")
_START = {kind: re.compile(rule) for kind, rule in START.items()}
_ANYWHERE = {kind: re.compile(rule, re.DOTALL) for kind, rule in ANYWHERE.items()}
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")


def read(markup: str) -> tuple[str, list[str]]:
    """The text as it would be shown, and the kinds of markup that are alive in it."""
    shown, alive = [], ["invitation"] if INVITATION.search(markup) else []
    at = 0
    while at < len(markup):
        escaped = _ESCAPED.match(markup, at)
        if escaped:
            shown.append(escaped[1])
            at = escaped.end()
            continue
        begins = at == 0 or markup[at - 1] == "\n"
        alive += [kind for kind, rule in _START.items() if begins and rule.match(markup, at)]
        alive += [kind for kind, rule in _ANYWHERE.items() if rule.match(markup, at)]
        shown.append(markup[at])
        at += 1
    return "".join(shown), alive
