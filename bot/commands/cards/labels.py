"""What people read for the kinds, groups and relations of the records."""

from bot.core.words import Words, later
from bot.domain.partner import Group, PartnerKind, RelationType
from bot.domain.record import Kind
from bot.search.library import Library

PARTNER_KINDS = {
    PartnerKind.NETWORK: later("Network"),
    PartnerKind.CLUSTER: later("Cluster"),
    PartnerKind.HUB: later("Digital innovation hub"),
    PartnerKind.AUTHORITY: later("National authority"),
    PartnerKind.MUNICIPALITY: later("Municipality"),
    PartnerKind.UNIVERSITY: later("University"),
    PartnerKind.RD_CENTRE: later("R&D centre"),
    PartnerKind.INCUBATOR: later("Incubator"),
    PartnerKind.COMPANY: later("Company"),
    PartnerKind.FOUNDATION: later("Foundation"),
}

GROUPS = {
    Group.NETWORKS: later("Networks"),
    Group.NATIONAL_AUTHORITIES: later("National authorities"),
    Group.REGIONAL_AUTHORITIES: later("Regional authorities"),
    Group.UNIVERSITIES: later("Universities"),
    Group.RD_CENTRES: later("R&D centres"),
    Group.INCUBATORS: later("Incubators"),
    Group.INTERNATIONAL: later("International partners"),
    Group.SEE_REGION: later("South-East Europe"),
    Group.EAIF: later("European AI Forum"),
    Group.AI: later("Artificial intelligence"),
    Group.PROGRAMME_PARTNERS: later("Programme partners"),
}

RELATIONS = {
    RelationType.MEMBER_OF: later("The cluster is a member"),
    RelationType.BOARD: later("The cluster is on the board"),
    RelationType.PARTNER: later("Partner"),
    RelationType.PROGRAMME_PARTNER: later("Partner in a programme"),
    RelationType.INDIRECT: later("Indirect: known through a partner"),
}

KINDS = {
    Kind.CLUSTER: later("Cluster"),
    Kind.PARTNER: later("Partner"),
    Kind.PROGRAMME: later("Programme"),
    Kind.PROJECT: later("Project"),
    Kind.EVENT: later("Event"),
    Kind.SERIES: later("Series of events"),
    Kind.CALL: later("EU call"),
    Kind.TOPIC: later("Topic"),
}


def topics(ids: tuple[str, ...], library: Library, t: Words) -> str:
    """The names of topics: those that are recorded, and for the others what the catalogue makes of their ids."""
    return ", ".join(t(library.topic(topic, t.language)) for topic in ids)
