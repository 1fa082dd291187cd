"""Countries, however people write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.core.words import LANGUAGES
from bot.domain.country import countries, country_name, find_country, near_country
from bot.domain.fold import fold


@dataclass(frozen=True, slots=True)
class Country(Kind):
    """A country by its English or Bulgarian name or its code; kept as the ISO 3166-1 alpha-2 code."""

    name: ClassVar[str] = "country"

    def read(self, text: str, by: Reading) -> str:
        if not text.strip():
            return ""
        code = find_country(text)
        if code is None:
            near = [country_name(c, by.t.language) for c in near_country(text)]
            if near:
                raise Wrong(
                    "I don't know the country “{text}”. Did you mean {near}?", text=text[:40], near=", ".join(near)
                )
            raise Wrong(
                "I don't know the country “{text}”. Try a name or a code, such as Romania or RO.", text=text[:40]
            )
        return code

    def parse(self, text: str) -> str:
        if text and find_country(text) != text:
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        wanted, shown = fold(text), countries(by.t.language)
        keys = _keys()
        starts = [code for code, _ in shown if any(key.startswith(wanted) for key in keys[code])]
        holds = [code for code, _ in shown if code not in starts and any(wanted in key for key in keys[code])]
        names = dict(shown)
        return tuple(Choice(names[code], names[code]) for code in (*starts, *holds)[:AT_MOST])


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    """What each country may be found by while typing: its code, and its name in every language of ours."""
    found = [dict(countries(language)) for language in LANGUAGES]
    return {code: (code.casefold(), *(fold(names[code]) for names in found)) for code in found[0]}
