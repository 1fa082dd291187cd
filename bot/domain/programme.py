"""The directions of the cluster's Program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.naming import address, title
from bot.domain.source import UNSOURCED, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a programme. `partners` are ids."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A direction of the Program. `partners` and `projects` are ids; what is unknown is empty."""

    id: str
    name: str
    name_bg: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    website: str = ""
    summary: str = ""
    facts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    partners: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    cities_bg: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    notes: str = ""
    source: Source = UNSOURCED
    checked_at: date | None = None

    def title(self, lang: str) -> str:
        """The name that people see in a language."""
        return title(self.name, self.name_bg, lang)

    @property
    def url(self) -> str:
        """The website as a link; empty when there is none."""
        return address(self.website)

    @property
    def all_partners(self) -> tuple[str, ...]:
        """The ids of the partners of the programme and of its parts, each once."""
        return tuple(dict.fromkeys((*self.partners, *(partner for part in self.parts for partner in part.partners))))

    def cities_in(self, lang: str) -> tuple[str, ...]:
        """The cities in a language, as far as they are recorded in it."""
        return self.cities_bg if self.cities_bg and lang == "bg" else self.cities
