"""The cluster and the organisations it works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.naming import address, title
from bot.domain.source import UNSOURCED, Source


class PartnerKind(StrEnum):
    """What an organisation is."""

    NETWORK = "network"
    CLUSTER = "cluster"
    HUB = "digital innovation hub"
    AUTHORITY = "authority"
    MUNICIPALITY = "municipality"
    UNIVERSITY = "university"
    RD_CENTRE = "r&d centre"
    INCUBATOR = "incubator"
    COMPANY = "company"
    FOUNDATION = "foundation"


class Group(StrEnum):
    """Where the directory lists a partner; a partner may be in several."""

    NETWORKS = "networks"
    NATIONAL_AUTHORITIES = "national-authorities"
    REGIONAL_AUTHORITIES = "regional-authorities"
    UNIVERSITIES = "universities"
    RD_CENTRES = "rd-centres"
    INCUBATORS = "incubators"
    INTERNATIONAL = "international"
    SEE_REGION = "see-region"
    EAIF = "eaif"
    AI = "ai"
    PROGRAMME_PARTNERS = "programme-partners"


class RelationType(StrEnum):
    """How a partner stands to the cluster. Indirect: known through a partner, no partner of the cluster itself."""

    MEMBER_OF = "member of"
    BOARD = "board"
    PARTNER = "partner"
    PROGRAMME_PARTNER = "programme partner"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Relation:
    """How a partner stands to the cluster, and the same in a sentence."""

    type: RelationType
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What the cluster and its partners have in common. `country` is an ISO 3166-1 code; what is unknown is empty."""

    id: str
    name: str
    name_bg: str = ""
    aliases: tuple[str, ...] = ()
    kind: PartnerKind | None = None
    country: str = ""
    city: str = ""
    website: str = ""
    topics: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Organisation):
    """The cluster itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Organisation):
    """An organisation that the cluster works with, belongs to, or knows through one of them."""

    relation: Relation
    groups: tuple[Group, ...] = ()
