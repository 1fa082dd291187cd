"""An organisation: one of the directory, or any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bot.core.kinds.base import AT_MOST, Choice, Reading
from bot.core.kinds.plain import Text

if TYPE_CHECKING:
    from bot.search.library import Library

KINDS = ("partner", "cluster")


@dataclass(frozen=True, slots=True)
class Organisation(Text):
    """The name of an organisation, with suggestions from the directory; one that is not there is as good."""

    name: ClassVar[str] = "organisation"
    longest: int = 120

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        found = (named for kind in KINDS for named in by.library.names.suggest(text[: self.longest], kind))
        labels = dict.fromkeys(by.library.label(named.kind, named.id, by.t.language) for named in found)
        return tuple(Choice(label, label) for label in labels if len(label) <= self.longest)[:AT_MOST]


def partner_of(name: str, library: Library) -> str:
    """The id of the one partner that has this name; empty when none has, or several."""
    found = library.names.exact(name, "partner")
    return found[0].id if len(found) == 1 else ""
