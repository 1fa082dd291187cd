"""What the repository of facts takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoredFact:
    """One record as it lies in the database. `version` is the seq of the change that made it so."""

    kind: str
    id: str
    body: dict[str, Any]
    position: int
    version: int


@dataclass(frozen=True, slots=True)
class FactChange:
    """A wish: make `before` (None: there is none yet) into `after` (None: remove it).

    Without a position a fact keeps its own, and one that is added goes to the end of its kind.
    """

    kind: str
    id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One line of the history. `how`: import, chat, start or undo; `by` is None for import and start."""

    seq: int
    kind: str
    id: str
    at: datetime
    by: str | None
    how: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undone_by: int | None
