r"""The exact codec of packed commands: what buttons, links and schedules carry.

    1 calls topic=hydrogen page=2          a name and the arguments that differ from their defaults
    1! calls topic="green \"H2\" = fuel"   `!`: answered for everybody; a value with anything unusual is a JSON string

Not to be confused with the forgiving reader of typed lines (`bot.core.line`). The leading number is the version of
the format, so that text stored today can be told apart from tomorrow's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "1"
LONGEST = 16_384  # characters; a form's long text fits, an attack does not

_HEAD = re.compile(r"1(!?) ([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)")
_PAIR = re.compile(r' ([a-z][a-z0-9_]*)=(?:("(?:[^"\\]|\\.)*")|([\w.:+\-]+))', re.DOTALL)
_BARE = re.compile(r"[\w.:+\-]+")


class Garbled(ValueError):
    """Packed text that this version never wrote."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A command as names and texts, not yet checked against any Spec."""

    command: str
    texts: Mapping[str, str] = field(default_factory=dict)
    public: bool = False


def pack(parcel: Parcel) -> str:
    """Write a parcel down; `unpack` gives back an equal one whatever its texts hold."""
    head = f"{VERSION}{'!' if parcel.public else ''} {parcel.command.replace(' ', '.')}"
    return head + "".join(f" {name}={_quote(text)}" for name, text in parcel.texts.items())


def unpack(text: str) -> Parcel:
    """Read packed text back exactly, or raise Garbled; nothing about it is trusted."""
    head = _HEAD.match(text) if len(text) <= LONGEST else None
    if head is None:
        raise Garbled(text[:80])
    texts: dict[str, str] = {}
    at = head.end()
    while at < len(text):
        pair = _PAIR.match(text, at)
        if pair is None or pair[1] in texts:
            raise Garbled(text[:80])
        texts[pair[1]] = _unquote(pair[2]) if pair[2] else pair[3]
        at = pair.end()
    return Parcel(head[2].replace(".", " "), texts, public=bool(head[1]))


def _quote(text: str) -> str:
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _unquote(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError as error:
        raise Garbled(text[:80]) from error
