"""What a custom_id carries, in at most 100 characters.

    3|1 calls topic=x         a packed command
    3*abcdefghij|1 calls      the same in a post, which its delivery's mark makes findable
    3~TOKEN calls             a longer command lies in the store; its name is there for when it is gone
    3=TOKEN.1                 a form set aside in the store, and which of its parts (from 0)

The number in front makes it unique within its message, as Discord asks.
"""

from __future__ import annotations

import re

from bot.core.codec import Garbled
from bot.render.discord import limits
from bot.render.held import Aside, Carried, Held, Kept, Long, token_of

_ID = re.compile(r"(\d{1,4})(?:\*([a-z2-7]{10}))?([|~=])(.+)", re.DOTALL)
_ASIDE = re.compile(r"([A-Za-z0-9_-]{8,64})\.(\d{1,2})")
_LONG = re.compile(r"([A-Za-z0-9_-]{22}) (.+)", re.DOTALL)
_NAME = 60  # characters of a command's name; those of ours have 32 at most in each of two words


def carry(slot: int, packed: str, mark: str = "") -> tuple[str, Kept | None]:
    """The custom_id for a packed command, and what must be kept for it, if it is too long."""
    head = f"{slot}*{mark}" if mark else f"{slot}"
    # Half a pair of surrogates cannot be sent. It only stands in JSON strings, where its escape says the same.
    packed = packed if packed.isascii() else packed.encode("utf-8", "backslashreplace").decode("utf-8")
    if len(head) + 1 + len(packed) <= limits.CUSTOM_ID:
        return f"{head}|{packed}", None
    token = token_of(packed)
    command = packed.split(" ")[1].replace(".", " ")[:_NAME]
    return f"{head}~{token} {command}", (token, packed)


def aside(slot: int, token: str, part: int) -> str:
    """The custom_id for a form set aside."""
    return f"{slot}={token}.{part}"


def read(custom_id: str) -> Held:
    """What a custom_id carries; Garbled for what was never written here."""
    found = _ID.fullmatch(custom_id)
    if found is None:
        raise Garbled(custom_id[:80])
    kind, rest = found[3], found[4]
    if kind == "|":
        return Carried(rest)
    if kind == "~" and (long := _LONG.fullmatch(rest)):
        return Long(long[1], long[2])
    if kind == "=" and (set_aside := _ASIDE.fullmatch(rest)):
        return Aside(set_aside[1], int(set_aside[2]))
    raise Garbled(custom_id[:80])


def with_mark(custom_id: str, mark: str) -> tuple[str, Kept | None]:
    """The same custom_id with a delivery's mark, and what must be kept for it now that it has less room."""
    slot, kind, rest = re.split(r"([|~=])", custom_id, maxsplit=1)
    return carry(int(slot), rest, mark) if kind == "|" else (f"{slot}*{mark}{kind}{rest}", None)


def mark_of(custom_id: str) -> str:
    """The delivery's mark in a custom_id; an empty text when there is none."""
    found = _ID.match(custom_id)
    return found[2] or "" if found else ""
