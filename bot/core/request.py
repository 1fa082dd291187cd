"""What adapters hand to the core: the same value whatever the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.core.context import Account, Place
from bot.core.roles import Role


@dataclass(frozen=True, slots=True)
class Line:
    """A line as somebody typed it: a command or a question."""

    text: str


@dataclass(frozen=True, slots=True)
class Packed:
    """What a button carried."""

    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form's answers or a platform's options: a command's name and texts as people typed them.

    `hidden` are packed texts that the form carried along; they are checked like everything else.
    """

    command: str
    texts: Mapping[str, str]
    hidden: Mapping[str, str] = field(default_factory=dict)


Said: TypeAlias = Line | Packed | Filled


@dataclass(frozen=True, slots=True)
class Request:
    """Something that somebody asked. The id is the platform's own, so that a redelivery is known as the same.

    Asked `aloud` (a mention in a channel), it is answered for everybody, unless the answer itself is private.
    `heard` is the language that the words seem to be in, for somebody whose own is not known.
    `role` is what the platform's own roles make of the asker now; the higher of it and the stored one counts.
    `zone` is the IANA name of the asker's time zone, if the platform tells it.
    """

    id: str
    account: Account
    place: Place
    said: Said
    name: str = ""
    language: str = ""
    aloud: bool = False
    role: Role = Role.GUEST
    heard: str = ""
    zone: str = ""
