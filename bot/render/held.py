"""What a button, a list or a form carries on a platform that has little room for it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

Kept: TypeAlias = tuple[str, str]
"""A token and the packed text that the store keeps under it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A packed command."""

    packed: str


@dataclass(frozen=True, slots=True)
class Long:
    """The token of a packed command in the store; its name is there for when that is gone."""

    token: str
    command: str


@dataclass(frozen=True, slots=True)
class Aside:
    """The token of a form set aside, and which part of it (from 0)."""

    token: str
    part: int


Held: TypeAlias = Carried | Long | Aside


@dataclass(frozen=True, slots=True)
class Opens:
    """One more button: it opens a part of a form that was set aside."""

    label: str
    token: str
    part: int


def token_of(packed: str) -> str:
    """22 signs that stand for a text, always the same ones."""
    digest = blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return urlsafe_b64encode(digest).decode("ascii").rstrip("=")
