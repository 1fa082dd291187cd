"""Grammar as data: a phrase is a row of kinds, and a table says what each row means.

A shape is written as kinds with a space between them: `a|b` is either of two kinds, `a?` one that may be missing, and
a sign or capital stands for a group (GROUPS). Every shape is written out once, when its module is loaded, so reading
a phrase is one look into a dictionary; a phrase with one word too many is not in it and is refused.
"""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar

R = TypeVar("R")

GROUPS = {
    "~": "at|on|in|during|for?",
    "N": "number|year|one",  # "2000 days": four figures look like a year
    "U": "unit|units|yearmark",
    "U1": "unit|yearmark",  # "следващите седмици" are more than the next one
    "T": "tick|ticks|mark",
    "TH": "ordinal|nth",
}


class Token(NamedTuple):
    """A word, or a few, known by what it does in a phrase; `value` is None where the kind says everything."""

    kind: str
    value: Any = None


Rule = Callable[..., R]


def kinds(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The row of kinds by which a phrase is found."""
    return tuple([token.kind for token in tokens])


def written_out(shape: str) -> list[tuple[str, ...]]:
    """Every row of kinds that a shape stands for."""
    return [tuple(filter(None, row)) for row in product(*map(_choices, shape.split()))]


def _choices(part: str) -> list[str]:
    bare = part.rstrip("?")
    found = [kind for name in bare.split("|") for kind in (_choices(GROUPS[name]) if name in GROUPS else [name])]
    return [*found, ""] if part.endswith("?") and "" not in found else found


class Shapes(Generic[R]):
    """A table from rows of kinds to rules; a rule is called with the context and the values of its row, in order."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, ...], Rule[R]] = {}

    def on(self, *shapes: str) -> Callable[[Rule[R]], Rule[R]]:
        """Enter a rule under its shapes; two rules for one row are a mistake in the grammar."""

        def enter(rule: Rule[R]) -> Rule[R]:
            for row in {row for shape in shapes for row in written_out(shape)}:
                if row in self._rules:
                    raise KeyError(row)
                self._rules[row] = rule
            return rule

        return enter

    def __or__(self, other: "Shapes[R]") -> "Shapes[R]":
        """One table of two; a row in both is a mistake in the grammar."""
        if shared := self._rules.keys() & other._rules.keys():
            raise KeyError(shared)
        both: Shapes[R] = Shapes()
        both._rules = self._rules | other._rules
        return both

    def __contains__(self, row: tuple[str, ...]) -> bool:
        return row in self._rules

    def read(self, tokens: Sequence[Token], *context: object) -> R | None:
        """What the tokens mean, or None where no shape fits. Raises ValueError where one fits and makes no sense."""
        rule = self._rules.get(kinds(tokens))
        return None if rule is None else rule(*context, *[token.value for token in tokens if token.value is not None])
