"""What buttons carry besides whole commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from bot.core import line
from bot.core.codec import Parcel, pack
from bot.core.spec import Spec


@dataclass(frozen=True, slots=True)
class Opener:
    """A command with some of its arguments: pressed, it runs if that is enough, else its form asks for the rest."""

    spec: Spec
    texts: Mapping[str, str] = field(default_factory=dict)

    def pack(self, *, public: bool = False) -> str:
        """The texts known so far, in the exact codec."""
        return pack(Parcel(self.spec.name, self.texts, public))

    def line(self) -> str:
        """The command as a person would begin to type it."""
        shown = {p.name for p in self.spec.shown}
        return line.write(self.spec.name, {k: v for k, v in self.texts.items() if k in shown})


@dataclass(frozen=True, slots=True)
class Token:
    """A one-use permission to run a stored command, bound to one person and ten minutes."""

    PREFIX: ClassVar[str] = "1 confirmed token="
    token: str

    def pack(self, *, public: bool = False) -> str:
        """The token as a button carries it."""
        return f"{self.PREFIX}{self.token}"

    def line(self) -> str:
        """Nothing that anyone may type."""
        return ""
