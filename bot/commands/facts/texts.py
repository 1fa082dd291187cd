"""Fields of a record as the text that an organiser sees and writes.

A list of texts has one entry a line; where no entry holds a semicolon, semicolons part them as well. A group of fields
has a line for each (`date: 2027-02-17`). A lone dash, as no text at all, means that nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from bot.sources.fields import BETWEEN, Body, shape_at
from bot.sources.problem import Problem, wrong
from bot.sources.shape import Either, Group, Many, One, Shape

NOTHING = frozenset(("", "-", "–", "—"))


def at(body: Mapping[str, object], path: str) -> object:
    """The plain value of a field; None where there is none."""
    value: object = body
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def text_of(body: Mapping[str, object], path: str) -> str:
    """The text of a field, so that `written` makes the same field of it; empty where there is none."""
    return _text(at(_grouped(body, path), path))


def written(kind: str, body: Mapping[str, object], path: str, text: str) -> Body:
    """The body with a field written anew, or taken out. Raises Problems for a field that cannot be written."""
    one_text = isinstance(body.get("source"), str)
    body = _grouped(body, path)
    shape = shape_at(kind, path)
    if isinstance(shape, Many) and not isinstance(shape.item, One):
        raise wrong(Problem("Name one entry of this list: {path}.", {"path": f"{path}.0"}, path))
    value = None if text.strip() in NOTHING else _value(shape, text, path, at(body, path))
    made = cast("Body", _put(body, path.split("."), value, path))
    match made.get("source"):
        case {"text": str(only), **rest} if one_text and not rest:
            return {**made, "source": only}
    return made


def is_long(kind: str, path: str, text: str) -> bool:
    """Whether a field wants room for several lines."""
    return not isinstance(shape_at(kind, path), One) or len(text) > 80 or "\n" in text  # noqa: PLR2004


def template(kind: str, path: str) -> str:
    """The lines of an entry that is not there yet, to be filled in; empty for anything but a group of fields."""
    shape = shape_at(kind, path)
    return "\n".join(f"{name}:" for name in shape.fields) if isinstance(shape, Group) else ""


def grouped(body: Mapping[str, object]) -> Body:
    """The body with its source as a group of fields, which may also be one text."""
    source = body.get("source")
    return {**body, "source": {"text": source}} if isinstance(source, str) else dict(body)


def _grouped(body: Mapping[str, object], path: str) -> Body:
    return grouped(body) if path.startswith("source.") else dict(body)


def _text(value: object) -> str:
    match value:
        case list():
            return "\n".join(map(_text, value))
        case dict():
            return "\n".join(f"{name}: {_line(inner)}" for name, inner in value.items())
        case _:
            return "" if value is None else str(value)


def _line(value: object) -> str:
    return f"{BETWEEN} ".join(map(str, value)) if isinstance(value, list) else str(value)


def _value(shape: Shape, text: str, path: str, now: object) -> object:
    match shape:
        case Many():
            return _list(text, now)
        case Group(fields=known):
            return _group(known, text, path, now)
        case One() | Either():
            return text.strip()


def _list(text: str, now: object) -> list[str]:
    held = isinstance(now, list) and any(BETWEEN in str(item) for item in now)
    parts = text.split("\n" if held or "\n" in text.strip() else BETWEEN)
    return [part.strip() for part in parts if part.strip()]


def _group(known: Mapping[str, Shape], text: str, path: str, now: object) -> Body:
    found: Body = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, colon, rest = line.partition(":")
        name, rest = name.strip(), rest.strip()
        if not colon or name not in known:
            raise wrong(
                Problem("Not a field: {line}. Write a line for each, such as {known}.", _named(line, known), path)
            )
        if name in found:
            raise wrong(Problem("{field} stands there twice.", {"field": name}, path))
        if rest:
            inner = now.get(name) if isinstance(now, dict) else None
            found[name] = _value(known[name], rest, f"{path}.{name}", inner)
    return found


def _named(line: str, known: Mapping[str, Shape]) -> dict[str, object]:
    return {"line": line[:60], "known": ", ".join(f"{name}:" for name in known)}


def _put(value: object, steps: list[str], new: object, path: str) -> object:
    """The value with something put at its place or, being None, taken out, and no empty group or list left behind."""
    if not steps:
        return new
    step, *rest = steps
    if isinstance(value, list) or (value is None and step.isdecimal()):
        items = list(value or ()) if isinstance(value, list) else []
        if int(step) > len(items):
            raise wrong(
                Problem("There is no such entry yet. The next one has the number {n}.", {"n": len(items)}, path)
            )
        items[int(step) : int(step) + 1] = [_put(items[int(step)] if int(step) < len(items) else None, rest, new, path)]
        return [item for item in items if item not in (None, "", {}, [])] or None
    inner = value if isinstance(value, dict) else {}
    kept = {**inner, step: _put(inner.get(step), rest, new, path)}
    return {name: item for name, item in kept.items() if item is not None} or None
