"""Lines of nodes as Discord's markup, in parts between which a long text can be cut."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import dropwhile, groupby
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

from bot.core.reply import Bold, Code, Link, Mention, When
from bot.render.discord.escape import atoms, begun, escape, invites
from bot.render.text import clean, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.core.reply import Inline, Line

PLATFORM = "discord"
LONGEST = 900  # characters of markup that stay together; what is longer loses its markup, never a word
JOINER = "\u2060"  # nobody sees it
ADDRESS = 700  # characters of an address that is still a link
_WEB = re.compile(r"(https?)://((?:[\w-]+\.)+[\w-]+)((?::\d{1,5})?(?:[/?#]\S*)?)", re.IGNORECASE)
_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>"\\`|*[]{}^'}  # what would end or mark up an address
_CALLED = re.compile(r"[1-9][0-9]{0,19}")
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


def pieces(line: Line, *, calls: bool = False) -> Iterable[str]:
    """A line as parts, of which only those that are not `Whole` can be cut further.

    Only where it `calls` are people mentioned; elsewhere they are named.
    """
    if len(line) == 1 and isinstance(text := line[0], str):
        return (escape(text),)
    return _pieces(line, calls=calls)


def called(part: Inline) -> str:
    """Discord's id of somebody who can be called; empty for everything else."""
    found = isinstance(part, Mention) and part.platform == PLATFORM and _CALLED.fullmatch(part.id)
    return found[0] if found else ""


def mention(id: str) -> str:
    """What calls somebody."""
    return f"<@{id}>"


def _pieces(line: Line, *, calls: bool) -> Iterator[str]:
    begins = True
    for kind, parts in groupby((told for part in line for told in _told(part, calls=calls) if told), type):
        # Neighbours are one: two texts may look like an address together, two bold ones like something else.
        if kind is str:
            yield escape("".join(part for part in parts if isinstance(part, str)), begins=begins)
        else:
            yield from _nodes(part for part in parts if not isinstance(part, str))
        begins = False


def _told(part: Inline, *, calls: bool) -> tuple[Inline, ...]:
    """The node; or what it says, where there is nothing to stand out or Discord would not make it stand out."""
    match part:
        case Bold(text) | Code(text):
            return (part,) if text.strip() and 2 * len(text) < LONGEST else (clean(text),)
        case Link(label, url):
            return _linked(label, url)
        case Mention(name):
            return (part,) if calls and called(part) else (clean(name),)
        case _:
            return (part,)


@lru_cache(1024)
def _linked(label: str, url: str) -> tuple[Inline, ...]:
    label, address, shown = clean(label).strip(), web(url), clean(url).strip()
    if not address:
        return (label,) if label == shown else (f"{label} ({shown})",)
    if label in ("", shown):
        return (Link("", address),)
    if "[" in label or "]" in label or "://" in label or 2 * len(label) + len(address) > LONGEST:
        return f"{label} (", Link("", address), ")"  # Discord reads no link where the label looks like this
    return (Link(label, address),)


def _nodes(parts: Iterable[Bold | Code | Link | When | Mention]) -> Iterator[Whole]:
    """Neighbours of one kind. The marks of two bold ones would run together, so their texts do."""
    together: list[Bold | Code] = []
    for part in parts:
        match part:
            case Bold() | Code():
                if together and 2 * sum(len(one.text) for one in (*together, part)) >= LONGEST:
                    yield _marked(together)
                    yield Whole(JOINER)
                    together = []
                together.append(part)
            case Link(label, url):
                yield Whole(f"[{escape(label, begins=False)}](<{url}>)" if label else f"<{url}>")
            case When(at, _):
                moment = int(at.timestamp())
                yield Whole(f"<t:{moment}:f> (<t:{moment}:R>)")
            case Mention():
                yield Whole(mention(part.id))
            case _:
                assert_never(part)
    if together:
        yield _marked(together)


def _marked(parts: Sequence[Bold | Code]) -> Whole:
    text = clean("".join(part.text for part in parts))
    if isinstance(parts[0], Bold):
        inner = text.strip()
        before, _, after = text.partition(inner)
        return Whole(f"{before}**{escape(inner, begins=False)}**{after}")
    if "``" in text or invites(text):  # the one ends code, the other is alive in it
        return Whole(f"{JOINER}{escape(text, begins=False)}{JOINER}")
    if "`" not in text:
        return Whole(f"`{text}`")
    side = " " if "`" in (text[0], text[-1]) else ""
    return Whole(f"``{side}{text}{side}``")


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
        while open_ and size + len(part) > longest:  # what is left of a cut may be long
            at = _break(open_)
            made.append("".join(open_[:at]))
            open_ = list(dropwhile(str.isspace, open_[at:]))
            open_[:1] = map(_first, open_[:1])
            size = sum(map(len, open_))
        if open_ or not part.isspace():
            open_.append(part if open_ else _first(part))
            size += len(open_[-1])
    return [text for text in (*(text.strip() for text in made), "".join(open_).strip()) if text]


def _cuttable(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield from (part,) if isinstance(part, Whole) else atoms(part)


def _first(part: str) -> str:
    """What stands at the start of a line since the cut."""
    return part if isinstance(part, Whole) else begun(part)


def _break(parts: list[str]) -> int:
    """Where to cut: after the last break between lines in the second half, else after the last space there."""
    half = len(parts) // 2
    for wanted in ("\n", " "):
        for at in range(len(parts) - 1, half, -1):
            if wanted in parts[at] and parts[at].isspace():
                return at + 1
    return len(parts)
