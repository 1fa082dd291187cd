"""The forgiving reader of typed lines, and its writer.

/calls cancer within=60        free words are the first argument; key=value and key:value name the others
partners country="Северна Македония"     a known name followed only by key=value needs no slash
who are our partners?          anything else is a question
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.errors import Oops

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.spec import Spec

LONGEST = 8_000  # characters; the longest text of any form fits

_TOKEN = re.compile(
    r"""
    (?:(?P<key>[A-Za-z][A-Za-z0-9_]*)(?P<sign>[=:]))?
    (?: "(?P<plain>(?:[^"\\]|\\.)*)"(?!\S)
      | [“„«”](?P<smart>[^“”„«»]*)[“”»](?!\S)
      | (?P<bare>\S*) )
    (?P<gap>\s*)
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r"[\s\"“”„«»\\]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed line understood as a command and its texts by argument name."""

    spec: Spec
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line with a slash whose command nobody knows."""

    name: str


def read(text: str, specs: Mapping[str, Spec]) -> Typed | Unknown | None:
    """Understand a line by the Specs of all names (old ones too); None when it is a question rather than a command.

    Raises Oops for arguments that the command does not take, and for a line that is too long.
    """
    if len(text) > LONGEST:
        raise Oops("That is {n} characters long; at most {most} fit.", n=len(text), most=LONGEST)
    text = text.strip()
    slashed = text.startswith("/")
    spec, rest = _command(text.removeprefix("/"), specs)
    if spec is None:
        return Unknown(text[1:].split(maxsplit=1)[0] if text[1:].split() else "") if slashed else None
    named, free = _arguments(rest, spec)
    if not slashed and free:
        return None
    if free:
        first = next((p for p in spec.shown if p.name not in named), None)
        if first is None:
            raise Oops(
                "I don't know what to do with “{text}”. This is how it goes: {usage}", text=free[:60], usage=spec.usage
            )
        named[first.name] = free
    return Typed(spec, named)


def write(name: str, texts: Mapping[str, str]) -> str:
    """A line that `read` understands as the same command and texts."""
    return " ".join((f"/{name}", *(f"{key}={_quote(text)}" for key, text in texts.items())))


def _command(text: str, specs: Mapping[str, Spec]) -> tuple[Spec | None, str]:
    """The command with the longest name that the text begins with, and what follows it."""
    words = text.split(maxsplit=2)
    for size in (2, 1):
        name = " ".join(words[:size]).casefold()
        if len(words) >= size and name in specs:
            return specs[name], text.split(maxsplit=size)[size] if len(text.split(maxsplit=size)) > size else ""
    return None, text


def _arguments(text: str, spec: Spec) -> tuple[dict[str, str], str]:
    """Named arguments, and the free words as they stand."""
    known = {p.name for p in spec.shown}
    named: dict[str, str] = {}
    free: list[str] = []
    for token in _TOKEN.finditer(text):
        if not token[0]:
            continue
        key = (token["key"] or "").casefold()
        if key in known:
            if key in named:
                raise Oops("“{name}” is given twice. Once is enough.", name=key)
            named[key] = _value(token)
        elif token["sign"] == "=" and not token["key"].isupper():
            raise _unknown(key, known, spec)
        else:
            free.append(token[0])
    words = "".join(free).strip()
    whole = _TOKEN.fullmatch(words)
    if whole and not whole["key"] and whole["bare"] is None:
        words = _value(whole)
    return named, words


def _value(token: re.Match[str]) -> str:
    if token["plain"] is not None:
        return _ESCAPE.sub(r"\1", token["plain"])
    return token["smart"] if token["smart"] is not None else token["bare"]


def _unknown(key: str, known: Iterable[str], spec: Spec) -> Oops:
    names = ", ".join(sorted(known))
    if not names:
        return Oops("/{command} takes no arguments.", command=spec.name)
    return Oops("/{command} takes no “{name}”. It takes: {names}.", command=spec.name, name=key[:40], names=names)


def _quote(text: str) -> str:
    if text and not _QUOTED.search(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
