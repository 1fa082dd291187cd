"""A conversation as data: which answers it asks for, in which order, and of whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Told: TypeAlias = Mapping[str, Any]
"""What was said so far, by answer: None is skipped, what was not asked is absent."""


def always(told: Told) -> bool:  # noqa: ARG001 - whatever was said
    """Of everybody."""
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """One answer to ask for, of those of whom `when` holds by what they said before."""

    name: str
    when: Callable[[Told], bool] = always


@dataclass(frozen=True, slots=True)
class Flow:
    """Asks in their order. Only answers are stored: where somebody stands follows from them."""

    name: str
    asks: tuple[Ask, ...]

    def of(self, told: Told) -> tuple[Ask, ...]:
        """What is asked of somebody who said this."""
        return tuple(ask for ask in self.asks if ask.when(told))

    def open(self, told: Told) -> Ask | None:
        """What is asked next: the first that has no answer; None when all is said."""
        return next((ask for ask in self.of(told) if ask.name not in told), None)

    def before(self, name: str, told: Told) -> Ask | None:
        """What was asked before this."""
        earlier = [ask.name for ask in self.asks][: self._index(name)]
        return next((ask for ask in reversed(self.of(told)) if ask.name in earlier), None)

    def place(self, name: str, told: Told) -> tuple[int, int]:
        """The number of a question, from 1, and how many there are in all; 0 is none of them."""
        names = [ask.name for ask in self.of(told)]
        return names.index(name) + 1 if name in names else 0, len(names)

    def _index(self, name: str) -> int:
        return next((n for n, ask in enumerate(self.asks) if ask.name == name), 0)
