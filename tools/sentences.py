"""Finds every sentence that a person reads, by the way it is written in the source and by its field in the facts.

In the source: `t("...")` and `self._t("...")`, `operator()("...")`, `words(...)("...")` and `self._t(whom)("...")`,
`t.many("...", "...", n)`, `t.line("...")`, `Oops("...")` and its kin, `arg("...")`, `later("...")`, the first docstring
line of a command, and the values of a `Label` enum that has no labels of its own.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import yaml

from bot.domain.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Key = str | tuple[str, str]

NAMED = frozenset(("Oops", "Wrong", "Impossible", "Unclear", "Problem", "Misconfigured", "arg", "later", "t", "_t"))

FIELDS = {
    "partners.yaml": ("relation.text", "notes", "city", "topics"),
    "programmes.yaml": ("summary", "facts", "notes", "areas", "cities"),
    "projects.yaml": ("summary", "notes", "kick_off_city", "pilots.topic", "topics"),
    "events.yaml": ("city", "notes", "about", "next_edition", "organiser", "source", "topics"),
    "calls.yaml": ("notes", "source", "topics"),
}


def written(source: str) -> Iterator[Key]:
    """The English keys of one module, in the order they stand; a key that counts is a pair."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.ClassDef):
            yield from _declared(node)


def recorded(file: Path) -> Iterator[str]:
    """The English keys of one file of facts, as members read them; none for a file whose fields are not known."""
    facts = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    for rows in facts.values():
        for row in rows if isinstance(rows, list) else ():
            for field in FIELDS.get(file.name, ()):
                held = (text for text in _held(row, field.split(".")) if text != "unknown")
                yield from (text.replace("-", " ") for text in held) if field == "topics" else held


def _called(call: ast.Call) -> Iterator[Key]:
    first = call.args[0] if call.args else None
    match call.func:
        case ast.Attribute(attr="many") if len(call.args) > 1:
            yield from zip(_texts(first), _texts(call.args[1]), strict=False)
        case ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super"))):
            yield from _texts(first)  # an error with a sentence of its own
        case ast.Attribute(attr="line") | ast.Call(func=ast.Name(id=("operator" | "words")) | ast.Attribute(attr="_t")):
            yield from _texts(first)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in NAMED:
            yield from _texts(first)
        case _:
            pass


def _texts(node: ast.expr | None) -> Iterator[str]:
    """A constant, or both branches of a conditional."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case _:
            pass


def _declared(node: ast.ClassDef) -> Iterator[str]:
    doc = ast.get_docstring(node)
    if doc and any(k.arg == "name" for k in node.keywords):
        yield doc.splitlines()[0]
    own = any(isinstance(line, ast.FunctionDef) and line.name == "label" for line in node.body)
    if not own and any(ast.unparse(base).split(".")[-1] == "Label" for base in node.bases):
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                yield str(line.value.value).replace("-", " ").capitalize()


def _held(value: object, path: list[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _held(item, path)
    elif path and isinstance(value, dict):
        yield from _held(value.get(path[0], ""), path[1:])
    elif not path and isinstance(value, str) and remarks(value):
        yield remarks(value)
