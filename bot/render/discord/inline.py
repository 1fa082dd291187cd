"""Lines of nodes as Discord's markup, in parts between which a long text can be cut."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from bot.core.reply import Bold, Code, Link, When
from bot.render.discord.escape import atoms, begun, escape
from bot.render.text import clean, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.reply import Inline, Line

WHOLE = 300  # characters of a node that stays in one piece
_WEB = re.compile(r"https?://(?:[\w-]+\.)+[\w-]+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>"\\`|*[]{}^'}  # what would end or mark up an address


def markup(line: Line) -> str:
    """A line as markup, however long it becomes."""
    return "".join(pieces(line))


def plain(line: Line) -> str:
    """A line for a place that shows no markup."""
    return clean("".join(inline(part) for part in line))


def is_plain(line: Line) -> bool:
    """Whether a line loses nothing where no markup is shown."""
    return all(isinstance(part, str) for part in line)


def web(url: str) -> str:
    """The address as Discord takes it; an empty text for what it would refuse."""
    address = clean(url).strip().translate(_ADDRESS)
    return address if len(address) <= WHOLE and _WEB.fullmatch(address) else ""


def pieces(line: Line) -> Iterator[str]:
    """A line as parts that each must stay whole. Neighbouring texts are one: together they may look like an address."""
    for kind, parts in groupby(line, type):
        if kind is str:
            yield from _text("".join(part for part in parts if isinstance(part, str)))
        else:
            for part in parts:
                yield from _node(part)


def _text(text: str) -> Iterable[str]:
    shown = escape(text)
    return (shown,) if len(shown) <= WHOLE else atoms(shown)


def _node(part: Inline) -> Iterator[str]:
    match part:
        case str():
            yield from _text(part)
        case Bold(text):
            yield from (f"**{escape(piece)}**" for piece in _sliced(text))
        case Code(text):
            yield from map(_code, _sliced(text))
        case Link(label, url):
            yield from _link(label, url)
        case When(at, _):
            moment = int(at.timestamp())
            yield f"<t:{moment}:f> (<t:{moment}:R>)"
        case _:
            assert_never(part)


def _sliced(text: str) -> Iterator[str]:
    text = clean(text).strip()
    yield from (text[n : n + WHOLE] for n in range(0, len(text), WHOLE))


def _code(text: str) -> str:
    if "``" in text:
        return escape(text)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


@lru_cache(1024)
def _link(label: str, url: str) -> tuple[str, ...]:
    label, address = clean(label).strip(), web(url)
    if not address:
        return (*_text(label), " (", *_text(clean(url)), ")")
    if label in ("", url):
        return (f"<{address}>",)
    if "[" in label or "]" in label or "://" in label or len(label) > WHOLE:  # Discord reads no link there
        return (*_text(label), f" (<{address}>)")
    return (f"[{escape(label)}](<{address}>)",)


def cut(parts: Iterable[str], longest: int) -> list[str]:
    """The parts put together into texts of at most so many characters, cut at the end of a line or a word if any."""
    whole = list(parts)
    if sum(map(len, whole)) <= longest:
        text = "".join(whole).strip()
        return [text] if text else []
    made: list[str] = []
    open_: list[str] = []
    size = 0
    for part in whole:
        if size + len(part) > longest:
            at = _break(open_)
            made.append("".join(open_[:at]))
            open_ = [begun(piece) if n == 0 else piece for n, piece in enumerate(open_[at:])]
            size = sum(map(len, open_))
        open_.append(begun(part) if not open_ else part)
        size += len(open_[-1])
    return [text for text in (*(text.strip() for text in made), "".join(open_).strip()) if text]


def _break(parts: list[str]) -> int:
    """Where to cut: after the last break between lines in the second half, else after the last space there."""
    half = len(parts) // 2
    for wanted in ("\n", " "):
        for at in range(len(parts) - 1, half, -1):
            if wanted in parts[at] and parts[at].isspace():
                return at + 1
    return len(parts)
