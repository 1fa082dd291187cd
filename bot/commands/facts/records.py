"""How the record is named that an organiser corrects."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from bot.core.errors import Which
from bot.core.kinds import Reading, Record, Whole
from bot.domain.record import Kind

KINDS = tuple(kind.value for kind in Kind)
SEQ = Whole(0, 10**15)  # the number of a change, or the version that it makes


@dataclass(frozen=True, slots=True)
class Surely(Record):
    """A record by one of its names; where the name is only like it, one is asked, lest another record be changed."""

    def read(self, text: str, by: Reading) -> str:
        found = Record.read(self, text, by)
        kind, id = self.key(found)
        if text.strip() == found or (kind, id) in {(n.kind, n.id) for n in by.library.names.exact(text, kind)}:
            return found
        raise Which(((by.library.label(kind, id, by.t.language), found),))


@dataclass(frozen=True, slots=True)
class OnceRecorded(Record):
    """A record by any of its names, or one that is gone by its kind and id."""

    def read(self, text: str, by: Reading) -> str:
        with suppress(ValueError):
            return self.parse(text.strip())
        return Record.read(self, text, by)
