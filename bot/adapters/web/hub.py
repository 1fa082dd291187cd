"""The windows that are open in this process, woken when there is something to read.

A wake-up carries no post: each window reads the post table from the last one it has seen. So nothing is missed or
doubled, and another process that writes to the same table only has to wake this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.render.web import Json


class Window(Protocol):
    """One open socket."""

    def wake(self) -> None:
        """There may be posts."""

    def changed(self, person_id: str) -> None:
        """Somebody has another role, language or time zone; it may be the one at this window."""

    def gone(self, person_id: str) -> None:
        """Somebody is no more; it may be the one at this window."""

    def tell(self, message: Json) -> None:
        """Send what concerns everybody."""


class Hub:
    """All open windows."""

    def __init__(self) -> None:
        self._windows: set[Window] = set()

    def __len__(self) -> int:
        return len(self._windows)

    def enter(self, window: Window) -> None:
        """A window opened."""
        self._windows.add(window)

    def leave(self, window: Window) -> None:
        """A window closed."""
        self._windows.discard(window)

    def wake(self) -> None:
        """Something was posted."""
        for window in self._windows:
            window.wake()

    def changed(self, person_id: str) -> None:
        """Somebody changed."""
        for window in self._windows:
            window.changed(person_id)

    def gone(self, person_id: str) -> None:
        """Somebody is no more: their windows close, and what they posted goes from the others."""
        for window in tuple(self._windows):
            window.gone(person_id)
        self.wake()

    def tell(self, message: Json) -> None:
        """Tell everybody."""
        for window in tuple(self._windows):
            window.tell(message)
