"""Where lines come from: a person at a terminal, or a pipe."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer


class Asking(Protocol):
    """Gives one line at a time; EOFError at the end, KeyboardInterrupt for Ctrl+C."""

    async def line(self, prompt: str, completer: Completer | None = None) -> str:
        """The next line of the conversation."""
        ...

    async def answer(self, prompt: str, completer: Completer | None = None, typed: str = "") -> str:
        """The answer to one question of a form, beginning with what was typed before."""
        ...


class Piped:
    """Lines of standard input, one after another; questions are printed."""

    async def line(self, prompt: str, completer: Completer | None = None) -> str:
        """The next line."""
        text: str = await asyncio.to_thread(sys.stdin.readline)
        if not text:
            raise EOFError
        return text.rstrip("\n")

    async def answer(self, prompt: str, completer: Completer | None = None, typed: str = "") -> str:
        """The next line, as the answer; an empty one leaves what was typed."""
        print(prompt.rstrip())  # noqa: T201 - this is where a piped chat speaks
        return await self.line(prompt, completer) or typed
