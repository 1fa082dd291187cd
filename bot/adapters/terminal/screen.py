"""Where answers are shown in a terminal; rich cards have their own file, which a pipe never loads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.render.text import lines

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from bot.core.words import Words


class Screen(Protocol):
    """Shows answers and short remarks."""

    def show(self, reply: Reply, t: Words) -> None:
        """Show a reply, its choices numbered."""
        ...

    def say(self, text: str) -> None:
        """Show one clean line."""
        ...


class Lines:
    """Plain lines on standard output, for a pipe."""

    def show(self, reply: Reply, t: Words) -> None:
        """Print a reply and an empty line after it."""
        print("\n".join(lines(reply, t, numbered=True)).lstrip("\n"), end="\n\n", flush=True)  # noqa: T201

    def say(self, text: str) -> None:
        """Print one line."""
        print(text, flush=True)  # noqa: T201
