"""Fields of a record by one text each, as a column of a table or a line in the chat has them.

A field inside another is written with a dot (relation.type), an entry of a list with its number from 0
(deadlines.0.date). A list of texts may also stand in one text, separated by semicolons (aliases).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, cast

from bot.sources.problem import wrong
from bot.sources.record import SHAPES
from bot.sources.shape import Either, Group, Many, One, Shape, unknown

Body: TypeAlias = dict[str, object]
BETWEEN = ";"


def columns(kind: str) -> tuple[str, ...]:
    """Every field of a kind that one text can fill, entries of lists of groups by their first number."""
    return tuple(_columns(SHAPES[kind], ""))


def is_list(kind: str, path: str) -> bool:
    """Whether the text of a field is a list separated by semicolons. Raises Problems for a field that there is not."""
    shape = shape_at(kind, path)
    if isinstance(shape, Group):
        raise wrong(unknown(path, dict.fromkeys(columns(kind))))
    return isinstance(shape, Many)


def shape_at(kind: str, path: str) -> Shape:
    """The shape of a field. Raises Problems for a field that there is not."""
    shape: Shape = SHAPES[kind]
    for step in path.split("."):
        shape = _inside(shape, step, path)
    return shape


def put(body: Mapping[str, object], path: str, text: str, *, several: bool) -> Body:
    """The body with a field written from its text; an empty text takes the field out."""
    tree = cast("Body", _by_number(body))
    plant(tree, path.split("."), text, several=several)
    return grown(tree)


def plant(tree: Body, steps: Sequence[str], text: str, *, several: bool) -> None:
    """Write a text into a tree, which is a body with its lists as groups by number; `grown` makes the body of it."""
    *before, last = steps
    for step in before:
        inner = tree.setdefault(step, {})
        if not isinstance(inner, dict):
            inner = tree[step] = cast("Body", _by_number(inner)) if isinstance(inner, list) else {}
        tree = inner
    tree[last] = [part.strip() for part in text.split(BETWEEN) if part.strip()] if several else text.strip()


def grown(tree: Body) -> Body:
    """The body that a tree stands for, without what is empty."""
    return {name: kept for name, inner in tree.items() if (kept := _grown(inner))}


def text_at(body: Mapping[str, object], path: str) -> str:
    """What a field of a body reads as one text, so that `put` can write it again; empty where there is nothing."""
    value: object = body
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step, "")
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return ""
    if isinstance(value, list):
        return f"{BETWEEN} ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def flat(body: Mapping[str, object]) -> dict[str, str]:
    """A body as fields with one text each: lists of texts in one, separated by semicolons, if none holds one itself."""
    return dict(_flat(body, ""))


def tidy(value: object) -> object:
    """A plain value without what says nothing: empty texts, lists and groups, and space around texts."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [tidy(item) for item in value]
    if isinstance(value, dict):
        return {name: kept for name, item in value.items() if (kept := tidy(item))}
    return value


def _by_number(value: object) -> object:
    if isinstance(value, list):
        return {str(number): _by_number(item) for number, item in enumerate(value)}
    if isinstance(value, dict):
        return {name: _by_number(item) for name, item in value.items()}
    return value


def _grown(inner: object) -> object:
    if not isinstance(inner, dict):
        return inner
    if not all(name.isdecimal() for name in inner):
        return grown(inner)
    return [kept for number in sorted(inner, key=int) if (kept := _grown(inner[number]))]


def _inside(shape: Shape, step: str, path: str) -> Shape:
    match shape:
        case Many(item=item) if step.isdecimal():
            return item
        case Either(group=Group(fields=fields)) | Group(fields=fields):
            if step in fields:
                return fields[step]
            raise wrong(replace(unknown(step, fields), path=path))
        case _:
            raise wrong(unknown(path, {}))


def _columns(shape: Shape, path: str) -> Iterator[str]:
    match shape:
        case One() | Many(item=One()):
            yield path
        case Many(item=item):
            yield from _columns(item, f"{path}.0")
        case Either(group=group):
            yield path
            yield from _columns(group, path)
        case Group(fields=fields):
            for name, inner in fields.items():
                yield from _columns(inner, f"{path}.{name}" if path else name)


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, item in value.items():
                yield from _flat(item, f"{path}.{name}" if path else name)
        case list() if all(isinstance(item, str) and BETWEEN not in item for item in value):
            yield path, f"{BETWEEN} ".join(value)
        case list():
            for number, item in enumerate(value):
                yield from _flat(item, f"{path}.{number}")
        case _:
            yield path, str(value)
