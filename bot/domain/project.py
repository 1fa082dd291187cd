"""The EU and international projects of the cluster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.naming import address
from bot.domain.source import UNSOURCED, Source


@dataclass(frozen=True, slots=True)
class Pilot:
    """What a project tries out, and in which country (ISO 3166-1 code)."""

    topic: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project. Money is whole euros, countries are ISO 3166-1 codes; what is unknown is empty.

    `participants` are names as the project writes them, `related_partners` the ids of our partners among them.
    `in_seed` says whether the cluster's own text names the project.
    """

    id: str
    name: str
    acronym: str = ""
    title: str = ""
    in_seed: bool | None = None
    programme: str = ""
    call: str = ""
    grant_agreement: str = ""
    start: date | None = None
    end: date | None = None
    kick_off: date | None = None
    kick_off_city: str = ""
    budget_eur: int | None = None
    coordinator: str = ""
    coordinator_country: str = ""
    website: str = ""
    consortium_size: int | None = None
    consortium_countries: tuple[str, ...] = ()
    widening_countries: tuple[str, ...] = ()
    role_of_cluster: str = ""
    participants: tuple[str, ...] = ()
    related_partners: tuple[str, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    summary: str = ""
    topics: tuple[str, ...] = ()
    notes: str = ""
    source: Source = UNSOURCED
    checked_at: date | None = None

    @property
    def url(self) -> str:
        """The website as a link; empty when there is none."""
        return address(self.website)
