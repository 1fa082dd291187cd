"""Fields of interest: several of a closed list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.domain.fold import fold
from bot.domain.interests import INTERESTS

_NUMBERS = re.compile(r"[\s\d.]+")


@dataclass(frozen=True, slots=True)
class Interests(Kind):
    """Fields by their names in either language, or by their numbers in the list, parted by commas.

    Kept as their ids in the order of the list, none twice.
    """

    name: ClassVar[str] = "fields"

    def read(self, text: str, by: Reading) -> tuple[str, ...]:
        found: set[str] = set()
        for part in _parts(text):
            one = _KNOWN.get(fold(part))
            if one is None:
                raise Wrong(
                    "I don't know the field “{name}”. Write numbers from 1 to {most}, or names from the list.",
                    name=part[:60],
                    most=len(INTERESTS),
                )
            found.add(one.id)
        return ordered(found)

    def parse(self, text: str) -> tuple[str, ...]:
        ids = tuple(text.split(",")) if text else ()
        if ids != ordered(set(ids)):
            raise ValueError(text[:40])
        return ids

    def write(self, value: object) -> str:
        return ",".join(value) if isinstance(value, tuple) else ""

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """Suggestions for the last of the names; what was typed before it stays."""
        before, mark, last = text.rpartition(";")
        lead = f"{before}{mark} " if mark else ""
        titles = [one.title(by.t.language) for one in INTERESTS]
        return tuple(Choice(f"{lead}{one}", f"{lead}{one}") for one in titles if fold(last) in fold(one))[:AT_MOST]


def tries(text: str) -> bool:
    """Whether a text is meant to name fields: a number or a name among it is one of the list, or all are numbers."""
    parts = _parts(text)
    return any(fold(part) in _KNOWN for part in parts) or all(_NUMBERS.fullmatch(part) for part in parts)


def ordered(ids: set[str]) -> tuple[str, ...]:
    """Ids that there are, in the order of the list."""
    return tuple(one.id for one in INTERESTS if one.id in ids)


def _parts(text: str) -> list[str]:
    parts = []
    for piece in filter(None, (part.strip(" .") for part in re.split(r"[;\n]+", text))):
        if fold(piece) in _KNOWN:
            parts.append(piece)
        elif _NUMBERS.fullmatch(piece.replace(",", " ")):
            parts += piece.replace(",", " ").replace(".", " ").split()
        else:
            parts += _by_commas(piece)
    return parts


def _by_commas(piece: str) -> list[str]:
    """The names in a list whose names may hold commas themselves: the longest that fits counts."""
    words, parts = piece.split(","), []
    while words:
        size = next((n for n in range(len(words), 0, -1) if fold(",".join(words[:n])) in _KNOWN), 1)
        parts.append(",".join(words[:size]).strip())
        words = words[size:]
    return [part for part in parts if part]


_KNOWN = {fold(key): one for number, one in enumerate(INTERESTS, 1) for key in (str(number), one.id, one.en, one.bg)}
