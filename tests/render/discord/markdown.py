"""A small reader of Discord's markup: what a client would make of a text, rule by rule.

Written from https://support.discord.com/hc/en-us/articles/210298617 and
https://docs.discord.com/developers/reference#message-formatting; the escape comes first, as in the client. Stricter
than a client where that is unsure: a rule may begin at any sign, also within a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

START = {
    "quote": r"\s*>{1,3}(?=\s|$)",
    "heading": r"\s*#{1,3}(?=\s|$)",
    "subtext": r"\s*-#",
    "list": r"\s*(?:[-*+]|\d+\.)(?=\s|$)",
}
ANYWHERE = {
    "code block": r"```",
    "autolink": r"<(?P<address>[^: >]+:/[^ >]+)>",
    "address": r"(?:https?|steam|discord)://\S",
    "link": r"\[(?P<label>(?:\\.|[^\[\]\\])*)\]\(<?(?P<url>(?:\\.|[^\s\\])*?)>?\)",
    "strong": r"\*\*(?P<strong>(?:\\.|[^\\])+?)\*\*(?!\*)",
    "underline": r"__(?:\\.|[^\\])+?__(?!_)",
    "emphasis": r"\*(?=\S)(?:\\.|[^\\])+?\*(?!\*)|_(?:\\.|[^\\])+?_",
    "strike": r"~~(?:\\.|[^\\])+?~~",
    "spoiler": r"\|\|(?:\\.|[^\\])+?\|\|",
    "code": r"(?P<ticks>`+)(?P<code>.*?[^`])(?P=ticks)(?!`)",
    "custom emoji": r"<a?:\w+:\d+>",
    "emoji": r":[\w+-]+:",
    "mention": r"<(?:@[!&]?|#)\d+>|@everyone|@here",
    "moment": r"<t:(?P<moment>-?\d+)(?::\w)?>",
    "command": r"</[^:>]+:\d+>",
    "guide": r"<id:\w+>",
}
INVITATION = re.compile(r"(?i)\b(?:discord(?:app)?\.com/invite|discord\.(?:gg|new|gift)|dis\.gd)/")
_START = {kind: re.compile(rule) for kind, rule in START.items()}
_ANYWHERE = {kind: re.compile(rule, re.DOTALL) for kind, rule in ANYWHERE.items()}
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of what is shown: its kind (`text` for none), its text, where a link leads."""

    kind: str
    text: str
    url: str = ""


def nodes(markup: str) -> list[Node]:
    """What is shown, piece by piece; neighbouring texts are one."""
    made: list[Node] = [Node("invitation", "")] if INVITATION.search(markup) else []
    at, begins = 0, True
    while at < len(markup):
        if escaped := _ESCAPED.match(markup, at):
            _say(made, Node("text", escaped[1]))
            at, begins = escaped.end(), False
            continue
        made += [Node(kind, "") for kind, rule in _START.items() if begins and rule.match(markup, at)]
        found = next(((kind, hit) for kind, rule in _ANYWHERE.items() if (hit := rule.match(markup, at))), None)
        if found:
            kind, hit = found
            made.append(_node(kind, hit))
            at, begins = hit.end(), False
            continue
        _say(made, Node("text", markup[at]))
        begins = markup[at] == "\n"
        at += 1
    return made


def _node(kind: str, hit: re.Match[str]) -> Node:
    groups = hit.groupdict()
    inner = groups.get("strong") or groups.get("label")
    if inner is not None:
        within = nodes(inner)
        alive = [one.kind for one in within if one.kind not in ("text", *START)]  # no line begins in there
        return Node("+".join((kind, *alive)), "".join(one.text for one in within), groups.get("url") or "")
    return Node(kind, groups.get("code") or groups.get("moment") or hit[0], groups.get("address") or "")


def _say(made: list[Node], node: Node) -> None:
    if made and made[-1].kind == "text":
        node = Node("text", made.pop().text + node.text)
    made.append(node)


def read(markup: str) -> tuple[str, list[str]]:
    """The text as it would be shown, and the kinds of markup that are alive in it."""
    made = nodes(markup)
    return "".join(node.text for node in made), [node.kind for node in made if node.kind != "text"]
