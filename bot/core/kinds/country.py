"""Countries, however people write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
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
        wanted = fold(text)
        known = [(fold(name), code, name) for code, name in countries(by.t.language)]
        starts = [
            Choice(name, name) for key, code, name in known if key.startswith(wanted) or wanted == code.casefold()
        ]
        holds = [Choice(name, name) for key, _, name in known if wanted in key and not key.startswith(wanted)]
        return tuple((starts + holds)[:AT_MOST])
