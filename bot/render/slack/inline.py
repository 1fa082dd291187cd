"""Lines of nodes as parts of rich text, where people's words are never markup, each with the plain text beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, assert_never

from bot.core.reply import Bold, Code, Link, Mention, When
from bot.render.slack import limits
from bot.render.text import clean, clean_lines, inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Inline, Line

Json = dict[str, Any]

_WEB = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
PLATFORM = "slack"
_CALLED = re.compile(r"[UW][A-Z0-9]{1,30}")
_ENTITY = 5  # characters of `&amp;`
FAR = 10**10  # seconds; dates with more digits are refused
# https://docs.slack.dev/reference/block-kit/block-elements/date-element
DATE = "{date_long_pretty}, {time} ({ago})"
BESIDE = 60  # characters of an element besides its text, about
BOLD: Json = {"bold": True}
CODE: Json = {"code": True}


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a rich_text_section, what it says, and how many characters that takes, escaped, at most."""

    element: Json
    says: str
    size: int


def escape(text: str) -> str:
    """Text for a message's `text`: what would begin a mention, a link or an entity stays what was typed.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def room(text: str) -> int:
    """Characters that the text takes when escaped, at most."""
    return len(text) + (_ENTITY - 1) * (text.count("&") + text.count("<") + text.count(">"))


@lru_cache(2048)
def label(text: str, longest: int) -> str:
    """Text for a place that shows no markup, on one line and never empty; what is too long ends in an ellipsis."""
    text = clean(text).strip() or "…"
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def shown(text: str, longest: int) -> Json:
    """The same as an object, in which the short names of emoji stay what was typed."""
    return {"type": "plain_text", "text": label(text, longest), "emoji": False}


def web(url: str) -> str:
    """The address if Slack takes it; an empty text if not."""
    url = clean(url).strip()
    return url if room(url) <= limits.ADDRESS and _WEB.fullmatch(url) else ""


def plain(line: Line) -> str:
    """A line as plain text, over as many lines as it has."""
    return "\n".join(clean_lines("".join(map(inline, line))))


def parts(line: Line, *, calls: bool = False) -> Iterator[Part]:
    """A line as elements. Only where it `calls` are people mentioned; elsewhere they are named."""
    for node in line:
        if calls and isinstance(node, Mention) and node.platform == PLATFORM and _CALLED.fullmatch(node.id):
            said = label(node.name, limits.NAME)
            yield Part({"type": "user", "user_id": node.id}, said, room(said) + BESIDE)
        else:
            yield from _part(node)


def words(text: str, style: Json | None = None) -> Iterator[Part]:
    """Some text, in as many elements as its length needs."""
    text = text if text.isprintable() else "\n".join(clean_lines(text))
    for piece in sliced(text, limits.PIECE):
        element = {"type": "text", "text": piece, "style": style} if style else {"type": "text", "text": piece}
        yield Part(element, f"`{piece}`" if style is CODE else piece, room(piece) + BESIDE)


def link(name: str, url: str, style: Json | None = None, says: str = "") -> Iterator[Part]:
    """A name that leads to an address which Slack takes; what of a long name has no room goes on behind it."""
    more = {"style": style} if style else {}
    head, *rest = sliced(name, limits.NAME) or [""]
    named = {"text": head} if head and head != url else {}
    says = says or (f"{head} ({url})" if named else url)
    yield Part({"type": "link", "url": url, **named, **more}, says, room(says) + len(url) + BESIDE)
    for piece in rest:
        yield from words(piece, style)


def sliced(text: str, longest: int) -> list[str]:
    """The text in pieces of so many characters when escaped, cut at the end of a line or a word if there is one."""
    if len(text) * _ENTITY <= longest:
        return [text] if text else []
    made = []
    while room(text) > longest:
        end = longest
        while room(text[:end]) > longest:  # at least a fifth of the way each time
            end = max(1, end * longest // room(text[:end]))
        at = text.rfind("\n", end // 2, end) + 1 or text.rfind(" ", end // 2, end) + 1 or end
        made.append(text[:at])
        text = text[at:]
    return [*made, text] if text else made


def _part(node: Inline) -> Iterator[Part]:
    match node:
        case str():
            yield from words(node)
        case Bold(text):
            yield from words(text, BOLD)
        case Code(text):
            yield from words(text, CODE)
        case Link(name, url):
            name = clean(name).strip()
            if address := web(url):
                yield from link(name, address)
            else:
                yield from words(f"{name} ({clean(url)})" if name and name != clean(url) else clean(url))
        case When(at, said):
            moment, said = int(at.timestamp()), clean(said).strip()
            if 0 < moment < FAR and 0 < len(said) <= limits.NAME:
                yield Part(
                    {"type": "date", "timestamp": moment, "format": DATE, "fallback": said},
                    said,
                    room(said) * 2 + BESIDE,
                )
            else:
                yield from words(said)
        case Mention(name):
            yield from words(clean(name))
        case _:
            assert_never(node)
