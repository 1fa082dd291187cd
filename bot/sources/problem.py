"""What is wrong with facts, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

# Control characters, marks that turn the direction of writing, and separators that look like nothing.
INVISIBLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
_NOT_SHOWN = re.compile(f"[\t\n{INVISIBLE}]")
_SHOWN = 80  # characters of what was typed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `says` is an English sentence of the catalogue whose blanks `names` fill. `path` is the field, as a CSV column
    would be called (deadlines.0.date); `file` and `line` (from 1) are empty where the fact comes from no file.
    """

    says: str
    names: Mapping[str, object] = field(default_factory=dict)
    path: str = ""
    file: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """File, line and field, as far as known: `partners.yaml:43: country`."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(filter(None, (place, self.path)))

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.says.format(**self.names) if self.names else self.says

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.where, self.text)))


class Problems(Exception):
    """Facts that cannot be taken, with everything that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))

    def under(self, name: str | int) -> list[Problem]:
        """The same problems, seen from the record that holds the field."""
        return [replace(p, path=f"{name}.{p.path}" if p.path else str(name)) for p in self.problems]


def wrong(says: Problem) -> Problems:
    """One problem, to raise."""
    return Problems((says,))


def short(given: str) -> str:
    """What was typed, as a message can show it: not too long, and with nothing invisible."""
    seen = given if len(given) <= _SHOWN else given[: _SHOWN - 1] + "…"
    return _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", seen)
