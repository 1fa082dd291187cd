"""What is offered while somebody types a line: commands, the names of arguments, and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prompt_toolkit.completion import Completer, Completion

from bot.core import line
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, Sequence

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from bot.core.kinds import Choice
    from bot.core.spec import Param, Spec
    from bot.core.words import Words

    Suggest = Callable[[str, str, str], Awaitable[tuple[Choice, ...]]]

# The last value, in a quote that is still open or as one word, and the argument that it is for.
_OPEN = re.compile(r"""(?P<key>[A-Za-z][A-Za-z0-9_]*)[=:](?P<quote>["“„«])(?P<text>[^"“”„«»]*)$""")
_WORD = re.compile(r"(?:(?P<key>[A-Za-z][A-Za-z0-9_]*)[=:])?(?P<quote>)(?P<text>\S*)$")


class LineCompleter(Completer):
    """Completes a typed line by the Specs, and values by asking the core."""

    def __init__(self, specs: Callable[[], Sequence[Spec]], suggest: Suggest, t: Callable[[], Words]) -> None:
        self._specs = specs
        self._suggest = suggest
        self._t = t

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Nothing: values are looked for asynchronously."""
        return ()

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,
    ) -> AsyncGenerator[Completion, None]:
        """What fits before the cursor."""
        text = document.text_before_cursor.lstrip()
        specs = {spec.name: spec for spec in self._specs()}
        for completion in self._names(text, specs.values()):
            yield completion
        begun = _begun(text, specs)
        if begun is None:
            return
        spec, rest = begun
        last = _OPEN.search(rest) or _WORD.search(rest)
        if last is not None:
            async for completion in self._values(spec, rest, last):
                yield completion

    def _names(self, text: str, specs: Iterable[Spec]) -> Iterator[Completion]:
        if not text.startswith("/"):
            return
        typed = text[1:].casefold()
        yield from (
            Completion(f"/{name}", -len(text), display_meta=clean(self._t()(about)))
            for name, about in (*((s.name, s.help) for s in specs), ("quit", ""))
            if name.startswith(typed) and name != typed
        )

    async def _values(self, spec: Spec, rest: str, last: re.Match[str]) -> AsyncGenerator[Completion, None]:
        param = spec.param((last["key"] or "").casefold())
        if param is not None and not param.hidden:
            begun = len(last["quote"] + last["text"])
            for choice in await self._suggest(spec.name, param.name, last["text"]):
                yield _value(choice, begun, _quoted(spec, param, choice))
            return
        named = set(re.findall(r"(?:^|\s)([a-z][a-z0-9_]*)[=:]", rest))
        word = rest.rpartition(" ")[2]
        for other in spec.shown:
            if other.name not in named and other.name.startswith(word.casefold()):
                yield Completion(f"{other.name}=", -len(word), display_meta=clean(self._t()(other.help)))
        first = spec.shown[0] if spec.shown else None
        if first and not named:
            for choice in await self._suggest(spec.name, first.name, rest.strip()):
                yield _value(choice, len(rest), _quoted(spec, first, choice))


class ValueCompleter(Completer):
    """Completes the answer to one question of a form."""

    def __init__(self, suggest: Callable[[str], Awaitable[tuple[Choice, ...]]]) -> None:
        self._suggest = suggest

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Nothing: values are looked for asynchronously."""
        return ()

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,
    ) -> AsyncGenerator[Completion, None]:
        """What fits the text before the cursor."""
        text = document.text_before_cursor
        for choice in await self._suggest(text.strip()):
            yield _value(choice, len(text), choice.value)


def _begun(text: str, specs: dict[str, Spec]) -> tuple[Spec, str] | None:
    """The command whose name stands complete at the start, and what follows it."""
    words = text.removeprefix("/").split(" ", 2)
    for size in (2, 1):
        spec = specs.get(" ".join(words[:size]).casefold())
        if spec and len(words) > size:
            return spec, " ".join(words[size:])
    return None


def _quoted(spec: Spec, param: Param, choice: Choice) -> str:
    """The value as it must be typed in a line."""
    return line.write(spec.name, {param.name: choice.value}).partition("=")[2]


def _value(choice: Choice, begun: int, insert: str) -> Completion:
    meta = "" if choice.value == choice.label else clean(choice.value)
    return Completion(clean(insert), -begun, display=clean(choice.label), display_meta=meta)
