"""An organisation: one of the directory, or any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bot.core.kinds.base import AT_MOST, Choice, Reading
from bot.core.kinds.plain import Text

if TYPE_CHECKING:
    from bot.search.library import Library

KINDS = ("partner", "cluster")
FEW = 3


@dataclass(frozen=True, slots=True)
class Organisation(Text):
    """The name of an organisation, with suggestions from the directory; one that is not there is as good."""

    name: ClassVar[str] = "organisation"
    longest: int = 120

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """Those of the directory, and in the end what was typed: where people can only choose, any name can be had."""
        found = (named for kind in KINDS for named in by.library.names.suggest(text[: self.longest], kind))
        labels = [by.library.label(named.kind, named.id, by.t.language) for named in found]
        typed = " ".join(text.split())
        listed = [label for label in dict.fromkeys(labels) if label != typed][: AT_MOST - 1]
        offered = (*listed, typed) if typed else labels
        return tuple(Choice(label, label) for label in offered if len(label) <= self.longest)[:AT_MOST]


def likely(name: str, library: Library, language: str) -> tuple[str, ...]:
    """The partners that somebody may mean by a name that is none of theirs exactly, best first."""
    if partner_of(name, library):
        return ()
    found = library.names.exact(name, "partner") or library.names.near(name, "partner", FEW)
    return tuple(library.label(named.kind, named.id, language) for named in found[:FEW])


def partner_of(name: str, library: Library) -> str:
    """The id of the one partner that has this name; empty when none has, or several."""
    found = library.names.exact(name, "partner")
    return found[0].id if len(found) == 1 else ""
