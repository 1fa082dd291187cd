"""Records of the library, by any of their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from bot.core.errors import Which, Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.core.kinds.plain import LINE
from bot.search.names import Named

SOME = 5  # records offered for the beginning of a name


@dataclass(frozen=True, slots=True)
class Record(Kind):
    """A record of the library by any of its names; kept as its id (or `kind:id` where several kinds will do)."""

    name: ClassVar[str] = "record"
    of: tuple[str, ...]

    def read(self, text: str, by: Reading) -> str:
        try:
            asked = self.parse(text.strip())
        except ValueError:
            asked = ""
        if asked and by.library.has(*self.key(asked)):
            return asked
        names = by.library.names
        exact = [n for kind in self.of for n in names.exact(text, kind)]
        found = exact or [n for kind in self.of for n in names.near(text, kind)]
        found = found or [n for kind in self.of for n in names.suggest(text, kind, SOME)]
        if not found:
            raise Wrong(
                "I know nothing by the name “{text}”. Check the spelling, or look through the whole list.",
                text=text[:60],
            )
        # One digit off is another identifier, no slip: a likely record is offered, never taken for the one asked for.
        if len(found) > 1 or (not exact and any(char.isdigit() for char in text)):
            raise Which(tuple((c.label, c.value) for c in self._choices(found, by)))
        return self._id(found[0].kind, found[0].id)

    def parse(self, text: str) -> str:
        if not text or len(text) > LINE or (len(self.of) > 1 and text.partition(":")[0] not in self.of):
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        return self._choices((n for kind in self.of for n in by.library.names.suggest(text, kind)), by)

    def key(self, value: str) -> tuple[str, str]:
        """Kind and id of a kept value."""
        if len(self.of) == 1:
            return self.of[0], value
        kind, _, record = value.partition(":")
        return kind, record

    def _choices(self, found: Iterable[Named], by: Reading) -> tuple[Choice, ...]:
        """By the names that records have in the person's language."""
        return tuple(
            Choice(by.library.label(n.kind, n.id, by.t.language), self._id(n.kind, n.id))
            for n in islice(found, AT_MOST)
        )

    def _id(self, kind: str, record: str) -> str:
        return record if len(self.of) == 1 else f"{kind}:{record}"
