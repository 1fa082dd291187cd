"""A person at a terminal: editing, history and completion by prompt_toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.history import History
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


class Typing:
    """A person at a terminal: editing, history and completion by prompt_toolkit."""

    def __init__(
        self, history: History | None = None, *, source: Input | None = None, output: Output | None = None
    ) -> None:
        self._talk: PromptSession[str] = PromptSession(history=history, input=source, output=output)
        self._form: PromptSession[str] = PromptSession(input=source, output=output)

    async def line(self, prompt: str, completer: Completer | None = None) -> str:
        """The next line of the conversation; it joins the history."""
        return await self._talk.prompt_async(prompt, completer=completer)

    async def answer(self, prompt: str, completer: Completer | None = None, typed: str = "") -> str:
        """An answer; it stays out of the history."""
        return await self._form.prompt_async(prompt, completer=completer, default=typed)
