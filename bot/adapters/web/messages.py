"""What the page may say over its socket. Whatever else arrives is refused, never guessed at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, TypeVar

T = TypeVar("T")

LONGEST = 16_384  # characters of one text: what the codec reads, and more than any form holds
MANY = 40  # texts of one form

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NAME = re.compile(r"[a-z][a-z0-9 _.-]{0,60}")


class Refused(ValueError):
    """A message that the page never sends."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message: who the window wants to be in the demo, the last post and the last change that it has seen."""

    persona: str = ""
    language: str = ""
    since: int | None = None
    changes: int | None = None
    me: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """A typed line."""

    id: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button or an option; `replaces` is the post that it stands in, if its answer may take that one's place."""

    id: str
    place: str
    does: str
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """A form's answers."""

    id: str
    place: str
    command: str
    texts: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Suggest:
    """An argument being typed."""

    id: str
    place: str
    command: str
    arg: str
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """Older posts of a place; `before` is the oldest one at hand, None for the newest."""

    id: str
    place: str
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Speak:
    """The language switch."""

    id: str
    language: str


@dataclass(frozen=True, slots=True)
class Move:
    """The demo's clock: forward by seconds, or to a moment."""

    id: str
    seconds: int = 0
    to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ping:
    """A sign of life."""


Asked: TypeAlias = Say | Press | Fill
Message: TypeAlias = Hello | Asked | Suggest | History | Speak | Move | Ping


def read(text: str) -> Message:
    """Read one message, or raise Refused."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused from error
    if not isinstance(parts, dict) or not isinstance(parts.get("type"), str):
        raise Refused
    reader = READERS.get(parts["type"])
    if reader is None:
        raise Refused
    return reader(parts)


def _text(parts: Mapping[str, object], name: str, longest: int = LONGEST, default: str | None = None) -> str:
    text = parts.get(name, default)
    if not isinstance(text, str) or len(text) > longest:
        raise Refused
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Refused  # half a character: no database stores it
    return text.replace("\x00", "")


def _said(parts: Mapping[str, object], name: str) -> str:
    text = _text(parts, name).strip()
    if not text:
        raise Refused
    return text


def _match(parts: Mapping[str, object], name: str, pattern: re.Pattern[str]) -> str:
    text = _text(parts, name)
    if not pattern.fullmatch(text):
        raise Refused
    return text


def _whole(parts: Mapping[str, object], name: str, most: int = 2**53) -> int | None:
    number = parts.get(name)
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= most:
        raise Refused
    return number


def _texts(parts: Mapping[str, object], name: str) -> dict[str, str]:
    texts = parts.get(name, {})
    if not isinstance(texts, dict) or len(texts) > MANY:
        raise Refused
    return {key: _text(texts, key) for key in texts if _NAME.fullmatch(key)}


def _moment(parts: Mapping[str, object], name: str) -> datetime | None:
    if parts.get(name) is None:
        return None
    try:
        at = datetime.fromisoformat(_text(parts, name, 40))
    except ValueError as error:
        raise Refused from error
    if at.tzinfo is None:
        raise Refused
    return at


def _id(parts: Mapping[str, object]) -> str:
    return _match(parts, "id", _ID)


def _place(parts: Mapping[str, object]) -> str:
    return _match(parts, "place", _NAME)


READERS: dict[str, Callable[[Mapping[str, object]], Message]] = {
    "hello": lambda p: Hello(
        _text(p, "persona", 20, ""),
        _text(p, "language", 20, ""),
        _whole(p, "since"),
        _whole(p, "changes"),
        _text(p, "me", 64, ""),
    ),
    "say": lambda p: Say(_id(p), _place(p), _said(p, "text")),
    "press": lambda p: Press(_id(p), _place(p), _text(p, "does"), _whole(p, "replaces")),
    "fill": lambda p: Fill(
        _id(p), _place(p), _match(p, "command", _NAME), _texts(p, "texts"), _texts(p, "hidden"), _whole(p, "replaces")
    ),
    "suggest": lambda p: Suggest(
        _id(p), _place(p), _match(p, "command", _NAME), _match(p, "arg", _NAME), _text(p, "text", 400)
    ),
    "history": lambda p: History(_id(p), _place(p), _whole(p, "before")),
    "language": lambda p: Speak(_id(p), _text(p, "language", 20)),
    "clock": lambda p: Move(_id(p), _whole(p, "seconds", 400 * 86400) or 0, _moment(p, "to")),
    "ping": lambda _: Ping(),
}
