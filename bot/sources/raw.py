"""Rows as a file has them, before anybody has looked whether they make sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.record import Kind
from bot.sources.fields import Body

# The names of lists in a YAML file, and of CSV files.
TABLES = {
    "cluster": Kind.CLUSTER,
    "partners": Kind.PARTNER,
    "programmes": Kind.PROGRAMME,
    "projects": Kind.PROJECT,
    "events": Kind.EVENT,
    "series": Kind.SERIES,
    "calls": Kind.CALL,
    "topics": Kind.TOPIC,
}


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as its file has it. `lines` are those of its fields, where they differ from the row's own."""

    kind: Kind
    body: Body
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, path: str) -> int:
        """The line of a field, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, self.line)
