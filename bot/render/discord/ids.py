"""What a custom_id carries."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from bot.core.codec import Garbled

LONGEST = 100
_ID = re.compile(r"\d{1,2}(?:\*([a-z2-7]{10}))?([|~=])(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Carried:
    """A packed command."""

    packed: str


@dataclass(frozen=True, slots=True)
class Long:
    """A token of a packed command in the store."""

    token: str
    command: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A form set aside, and which part of it."""

    token: str
    part: int


Held: TypeAlias = Carried | Long | Aside


def carry(slot: int, packed: str, mark: str = "") -> tuple[str, tuple[tuple[str, str], ...]]:
    """The custom_id of a packed command, and what must be kept for it."""
    head = f"{slot}*{mark}" if mark else str(slot)
    if len(own := f"{head}|{packed}") <= LONGEST:
        return own, ()
    token = urlsafe_b64encode(blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=16).digest()).decode()[:22]
    command = packed.split(" ")[1].replace(".", " ")
    return f"{head}~{token} {command}", ((token, packed),)


def aside(slot: int, token: str, part: int) -> str:
    """The custom_id of a form set aside."""
    return f"{slot}={token}.{part}"


def read(custom_id: str) -> Held:
    """What it carries; Garbled for what was never written."""
    found = _ID.fullmatch(custom_id)
    if found is None:
        raise Garbled(custom_id)
    _, kind, rest = found.groups()
    if kind == "|":
        return Carried(rest)
    if kind == "~":
        token, _, command = rest.partition(" ")
        return Long(token, command)
    token, _, part = rest.rpartition(".")
    if not part.isdigit():
        raise Garbled(custom_id)
    return Aside(token, int(part))
