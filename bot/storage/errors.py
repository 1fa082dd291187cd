"""What storage refuses or cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.values import StoredFact


class StorageFault(Exception):
    """The database could not be read or written: a full disk, a file that is read-only or damaged, a server gone.

    Nothing of the unit of work is stored.
    """


class StaleFact(Exception):
    """A fact is not what the change expected. `current` is what is stored, None when it is not there."""

    def __init__(self, kind: str, id: str, current: StoredFact | None) -> None:
        super().__init__(f"{kind} {id} was changed meanwhile")
        self.kind = kind
        self.id = id
        self.current = current
