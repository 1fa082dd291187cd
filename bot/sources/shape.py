"""Shapes of a record: one text, many of something, a group of named fields.

A shape reads the plain value that a table or the database holds into a domain value, gathering every problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from bot.sources.problem import Problem, Problems, short, wrong

MOST_ITEMS = 300


@dataclass(frozen=True, slots=True)
class One:
    """One text."""

    parse: Callable[[str], object]

    def read(self, given: object) -> object:
        """The value of a text."""
        if isinstance(given, str):
            return self.parse(given)
        raise wrong(Problem("One text belongs here, not a list of several or a group of fields."))


@dataclass(frozen=True, slots=True)
class Many:
    """A list, in its order."""

    item: One | Group

    def read(self, given: object) -> object:
        """The values as a tuple."""
        if not isinstance(given, list):
            raise wrong(Problem("A list belongs here."))
        if len(given) > MOST_ITEMS:
            raise wrong(Problem("Too long a list: {n}. At most {most} fit.", {"n": len(given), "most": MOST_ITEMS}))
        read = self.item.read
        try:
            return tuple([read(value) for value in given])
        except Problems:
            raise Problems(p for number, value in enumerate(given) for p in _problems(read, number, value)) from None


@dataclass(frozen=True, slots=True)
class Group:
    """Named fields; `make` builds the value from those that are there, and sees whether they go together."""

    make: Callable[..., object]
    fields: Mapping[str, Shape]
    needed: tuple[str, ...] = ()

    def read(self, given: object) -> object:
        """The value that the fields make."""
        if not isinstance(given, dict):
            raise wrong(Problem("A group of fields belongs here: {known}.", {"known": ", ".join(self.fields)}))
        if len(given) > MOST_ITEMS:
            raise wrong(Problem("Too many fields: {n}.", {"n": len(given)}))
        values: dict[str, object] = {}
        found: list[Problem] = []
        for name, value in given.items():
            shape = self.fields.get(name)
            if shape is None:
                found.append(unknown(name, self.fields))
                continue
            try:
                values[name] = shape.read(value)
            except Problems as problems:
                found += problems.under(name)
        for name in self.needed:
            if name not in given:
                found.append(Problem("This field is needed and missing.", path=name))
        if found:
            raise Problems(found)
        return self.make(**values)


@dataclass(frozen=True, slots=True)
class Either:
    """A group, or one text in its place."""

    line: One
    group: Group

    def read(self, given: object) -> object:
        """The value of whichever it is."""
        return self.line.read(given) if isinstance(given, str) else self.group.read(given)


Shape: TypeAlias = One | Many | Group | Either


def unknown(name: str, known: Mapping[str, object]) -> Problem:
    """That a field is not known, with the known one that is spelt most like it."""
    name = short(name)
    near = get_close_matches(name, list(known), 1, 0.5)
    if near:
        return Problem("Not a known field. Did you mean {near}?", {"near": near[0]}, name)
    return Problem("Not a known field. Known: {known}.", {"known": ", ".join(known)}, name)


def _problems(read: Callable[[object], object], number: int, value: object) -> list[Problem]:
    try:
        read(value)
    except Problems as problems:
        return problems.under(number)
    return []
