"""Lines of nodes as elements of rich text, where people's words are never markup, and as the plain text beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, assert_never

from bot.core.reply import Bold, Code, Link, When
from bot.render.text import clean, clean_lines, inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Inline, Line

Json = dict[str, Any]

_WEB = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
FAR = 10**10  # seconds; dates with more digits are refused
DATE = "{date_long_pretty}, {time} ({ago})"  # https://docs.slack.dev/messaging/formatting-message-text#date-formatting


def escape(text: str) -> str:
    """Text for a message's `text`: what would begin a mention, a link or an entity stays what was typed.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def label(text: str, longest: int) -> str:
    """Text for a place that shows no markup, on one line and never empty; what is too long ends in an ellipsis."""
    text = clean(text).strip() or "…"
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def web(url: str) -> str:
    """The address if Slack takes it; an empty text if not."""
    url = clean(url).strip()
    return url if len(url) <= 3000 and _WEB.fullmatch(url) else ""  # noqa: PLR2004 - of a link


def plain(line: Line) -> str:
    """A line as plain text, over as many lines as it has."""
    return "\n".join(clean_lines("".join(inline(part) for part in line)))


def elements(line: Line) -> list[Json]:
    """A line as elements of a rich_text_section."""
    return [element for part in line for element in _element(part)]


def words(text: str, *, bold: bool = False) -> list[Json]:
    """Some text as one element, if there is any."""
    text = "\n".join(clean_lines(text))
    made: Json = {"type": "text", "text": text}
    return [{**made, "style": {"bold": True}} if bold else made] if text else []


def _element(part: Inline) -> Iterator[Json]:
    match part:
        case str():
            yield from words(part)
        case Bold(text):
            yield from words(text, bold=True)
        case Code(text):
            yield from ({**one, "style": {"code": True}} for one in words(text))
        case Link(name, url):
            address, name = web(url), clean(name).strip()
            if address:
                yield {"type": "link", "url": address, **({"text": name} if name else {})}
            else:
                yield from words(f"{name} ({clean(url)})")
        case When(at, shown):
            moment = int(at.timestamp())
            if 0 < moment < FAR:
                yield {"type": "date", "timestamp": moment, "format": DATE, "fallback": clean(shown) or "…"}
            else:
                yield from words(shown)
        case _:
            assert_never(part)
