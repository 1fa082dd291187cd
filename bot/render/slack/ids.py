"""What a `value` carries: as much as it has room for.

|1 calls topic=x     a packed command
~TOKEN calls         a longer command lies in the store; its name is there for when it is gone
=TOKEN.0             a form set aside in the store
"""

from __future__ import annotations

import json
import re

from bot.core.codec import Garbled
from bot.render.held import Aside, Carried, Held, Kept, Long, token_of

_ASIDE = re.compile(r"=([A-Za-z0-9_-]{8,64})\.(\d{1,2})")
_LONG = re.compile(r"~([A-Za-z0-9_-]{22}) (.+)", re.DOTALL)
_NAME = 60  # characters of a command's name; those of ours have 32 at most in each of two words
# What could come back as something else: texts in Slack's payloads are escaped (https://github.com/slackapi/bolt-python/issues/513)
# and emoji get names.
_CHANGES = re.compile(r"[&<>]|[^\w\x00-\uffff]")


def carry(packed: str, longest: int) -> tuple[str, Kept | None]:
    """The value for a packed command, and what must be kept for it, if it is too long."""
    packed = sendable(packed)
    if len(packed) < longest:
        return f"|{packed}", None
    token = token_of(packed)
    command = packed.split(" ")[1].replace(".", " ")[:_NAME]
    return f"~{token} {command}", (token, packed)


def aside(token: str) -> str:
    """The value for a form set aside."""
    return f"={token}.0"


def read(value: str) -> Held:
    """What a value carries; Garbled for what was never written here."""
    if len(value) > 1 and value.startswith("|"):
        return Carried(value[1:])
    if long := _LONG.fullmatch(value):
        return Long(long[1], long[2])
    if set_aside := _ASIDE.fullmatch(value):
        return Aside(set_aside[1], int(set_aside[2]))
    raise Garbled(value[:80])


def sendable(packed: str) -> str:
    """The same packed command in signs that come back as they are.

    All others stand in JSON strings, where their escapes say the same.
    """
    if packed.isprintable() and not _CHANGES.search(packed):
        return packed
    return "".join(_escaped(sign) if not sign.isprintable() or _CHANGES.match(sign) else sign for sign in packed)


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else json.dumps(sign)[1:-1]  # noqa: PLR2004 - one escape's
