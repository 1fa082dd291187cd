"""Lines of nodes as Discord's markup, in parts between which a long text can be cut."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

from bot.core.reply import Bold, Code, Link, When
from bot.render.discord.escape import atoms, begun, escape
from bot.render.text import clean, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.reply import Inline, Line

LONGEST = 900  # characters of markup that stay together; what is longer loses its markup, never a word
ADDRESS = 700  # characters of an address that is still a link
_WEB = re.compile(r"(https?)://((?:[\w-]+\.)+[\w-]+)((?::\d{1,5})?(?:[/?#]\S*)?)", re.IGNORECASE)
_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>"\\`|*[]{}^'}  # what would end or mark up an address
_WRITTEN = "!#$%&'*+,/:;=?@[]~"  # signs of an address that stay as they are


class Whole(str):
    """Markup that is never cut."""

    __slots__ = ()


def markup(line: Line) -> str:
    """A line as markup, however long it becomes."""
    return "".join(pieces(line))


def plain(line: Line) -> str:
    """A line for a place that shows no markup."""
    return clean("".join(map(inline, line)))


def is_plain(line: Line) -> bool:
    """Whether a line loses nothing where no markup is shown."""
    return all(isinstance(part, str) for part in line)


@lru_cache(1024)
def web(url: str) -> str:
    """The address as Discord takes it; an empty text for what it would refuse."""
    found = _WEB.fullmatch(clean(url).strip().translate(_ADDRESS))
    if not found:
        return ""
    scheme, host, rest = found.groups()
    address = f"{scheme.lower()}://{_ascii(host)}{quote(rest, safe=_WRITTEN)}"
    return address if _ascii(host) and len(address) <= ADDRESS else ""


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def pieces(line: Line) -> Iterator[str]:
    """A line as parts, of which only those that are not `Whole` can be cut further."""
    begins = True
    for kind, parts in groupby(map(_told, line), type):
        # Neighbours are one: two texts may look like an address together, two bold ones like something else.
        if kind is str:
            if text := "".join(part for part in parts if isinstance(part, str)):
                yield escape(text, begins=begins)
                begins = begins and text.isspace()
        else:
            yield from _nodes(tuple(part for part in parts if not isinstance(part, str)))
            begins = False


def _told(part: Inline) -> Inline:
    """The node, or its text alone where there is nothing in it to stand out."""
    return clean(part.text) if isinstance(part, Bold | Code) and not part.text.strip() else part


def _nodes(parts: tuple[Bold | Code | Link | When, ...]) -> Iterator[str]:
    text = ""
    for part in parts:
        match part:
            case Bold() | Code():
                text += part.text
            case Link(label, url):
                yield from _link(label, url)
            case When(at, _):
                moment = int(at.timestamp())
                yield Whole(f"<t:{moment}:f> (<t:{moment}:R>)")
            case _:
                assert_never(part)
    if text:
        yield from _bold(text) if isinstance(parts[0], Bold) else _code(text)


@lru_cache(2048)
def _bold(text: str) -> tuple[str, ...]:
    text = clean(text)
    inner = text.strip()
    before, _, after = text.partition(inner)
    made = Whole(f"{before}**{escape(inner, begins=False)}**{after}")
    return (made if len(made) <= LONGEST else escape(text),)


@lru_cache(2048)
def _code(text: str) -> tuple[str, ...]:
    text = clean(text)
    if len(text) > LONGEST or "``" in text:
        return (escape(text),)
    if "`" not in text:
        return (Whole(f"`{text}`"),)
    side = " " if "`" in (text[0], text[-1]) else ""
    return (Whole(f"``{side}{text}{side}``"),)


@lru_cache(1024)
def _link(label: str, url: str) -> tuple[str, ...]:
    label, address, shown = clean(label).strip(), web(url), clean(url).strip()
    if not address:
        return (escape(label),) if label == shown else (escape(label), " (", escape(shown, begins=False), ")")
    if label in ("", shown):
        return (Whole(f"<{address}>"),)
    made = Whole(f"[{escape(label, begins=False)}](<{address}>)")
    if "[" in label or "]" in label or "://" in label or len(made) > LONGEST:  # Discord reads no link there
        return (escape(label), " ", Whole(f"(<{address}>)"))
    return (made,)


def cut(parts: Iterable[str], longest: int) -> list[str]:
    """The parts put together into texts of at most so many characters, cut at the end of a line or a word if any."""
    whole = list(parts)
    if sum(map(len, whole)) <= longest:
        text = "".join(whole).strip()
        return [text] if text else []
    made: list[str] = []
    open_: list[str] = []
    size = 0
    for part in _cuttable(whole):
        if size + len(part) > longest:
            at = _break(open_)
            made.append("".join(open_[:at]))
            open_ = open_[at:]
            open_[:1] = [begun(piece) for piece in open_[:1]]
            size = sum(map(len, open_))
        open_.append(part if open_ or isinstance(part, Whole) else begun(part))
        size += len(open_[-1])
    return [text for text in (*(text.strip() for text in made), "".join(open_).strip()) if text]


def _cuttable(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield from (part,) if isinstance(part, Whole) else atoms(part)


def _break(parts: list[str]) -> int:
    """Where to cut: after the last break between lines in the second half, else after the last space there."""
    half = len(parts) // 2
    for wanted in ("\n", " "):
        for at in range(len(parts) - 1, half, -1):
            if wanted in parts[at] and parts[at].isspace():
                return at + 1
    return len(parts)
