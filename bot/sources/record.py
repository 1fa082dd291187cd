"""The one reader of facts: a kind and its plain fields to a domain value, wherever the fields come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from bot.domain.call import BudgetScope, Confidence, DeadlineModel
from bot.domain.event import Series
from bot.domain.partner import Cluster, Partner, PartnerKind, Relation, RelationType
from bot.domain.partner import Group as PartnerGroup
from bot.domain.programme import Part, Programme
from bot.domain.project import Pilot
from bot.domain.record import Kind, Record
from bot.domain.source import Source
from bot.domain.topic import Topic
from bot.sources import making, scalars
from bot.sources.problem import wrong
from bot.sources.shape import Either, Group, Many, One, Shape, unknown


def read_record(kind: str, body: Mapping[str, object]) -> Record:
    """The fact that these fields make; all scalars are text, as typed. Raises Problems, with all that is wrong."""
    shape = SHAPES.get(kind)
    if shape is None:
        raise wrong(unknown(kind, SHAPES))
    return cast("Record", shape.read(body))


_ID, _LINE, _TEXT = One(scalars.name), One(scalars.line), One(scalars.text)
_COUNTRY, _SITE, _LINK = One(scalars.country), One(scalars.site), One(scalars.link)
_DAY, _MOMENT, _CLOCK, _ZONE = One(scalars.day), One(scalars.moment), One(scalars.clock), One(scalars.zone)
_WHOLE, _YES_NO = One(scalars.whole), One(scalars.yes_no)
_IDS, _LINES, _TEXTS, _COUNTRIES = Many(_ID), Many(_LINE), Many(_TEXT), Many(_COUNTRY)

# Any record may say where it comes from, when that was checked, and what else is worth knowing.
_SOURCED: dict[str, Shape] = {
    "notes": _TEXT,
    "source": Either(
        One(lambda given: Source(scalars.line(given))),
        Group(Source, {"text": _LINE, "seed_line": _WHOLE, "confirmed_by": Many(_LINK)}),
    ),
    "checked_at": _DAY,
}
_ORGANISATION: dict[str, Shape] = {
    "id": _ID,
    "name": _LINE,
    "name_bg": _LINE,
    "aliases": _LINES,
    "kind": One(scalars.one_of(PartnerKind)),
    "country": _COUNTRY,
    "city": _LINE,
    "website": _SITE,
    "topics": _LINES,
    **_SOURCED,
}

SHAPES: Mapping[str, Group] = {
    Kind.CLUSTER: Group(Cluster, _ORGANISATION, ("id", "name")),
    Kind.PARTNER: Group(
        Partner,
        {
            **_ORGANISATION,
            "relation": Group(Relation, {"type": One(scalars.one_of(RelationType)), "text": _TEXT}, ("type",)),
            "groups": Many(One(scalars.one_of(PartnerGroup))),
        },
        ("id", "name", "relation"),
    ),
    Kind.PROGRAMME: Group(
        Programme,
        {
            "id": _ID,
            "name": _LINE,
            "name_bg": _LINE,
            "aliases": _LINES,
            "kind": _LINE,
            "website": _SITE,
            "summary": _TEXT,
            "facts": _TEXTS,
            "parts": Many(Group(Part, {"id": _ID, "name": _LINE, "aliases": _LINES, "partners": _IDS}, ("id", "name"))),
            "partners": _IDS,
            "projects": _IDS,
            "cities": _LINES,
            "cities_bg": _LINES,
            "areas": _LINES,
            **_SOURCED,
        },
        ("id", "name"),
    ),
    Kind.PROJECT: Group(
        making.project,
        {
            "id": _ID,
            "acronym": _LINE,
            "name": _LINE,
            "title": _LINE,
            "in_seed": _YES_NO,
            "programme": _LINE,
            "call": _LINE,
            "grant_agreement": _LINE,
            "start": _DAY,
            "end": _DAY,
            "kick_off": _DAY,
            "kick_off_city": _LINE,
            "budget_eur": _WHOLE,
            "coordinator": _LINE,
            "coordinator_country": _COUNTRY,
            "website": _SITE,
            "consortium_size": _WHOLE,
            "consortium_countries": _COUNTRIES,
            "widening_countries": _COUNTRIES,
            "role_of_cluster": _LINE,
            "participants": _LINES,
            "related_partners": _IDS,
            "pilots": Many(Group(Pilot, {"topic": _LINE, "country": _COUNTRY}, ("topic",))),
            "summary": _TEXT,
            "topics": _LINES,
            **_SOURCED,
        },
        ("id", "name"),
    ),
    Kind.EVENT: Group(
        making.event,
        {
            "id": _ID,
            "name": _LINE,
            "series": _ID,
            "start": _MOMENT,
            "end": _MOMENT,
            "all_day": _YES_NO,
            "tz": _ZONE,
            "city": _LINE,
            "country": _COUNTRY,
            "venue": _LINE,
            "organiser": _LINE,
            "url": _LINK,
            "topics": _LINES,
            "confirmed": _YES_NO,
            **_SOURCED,
        },
        ("id", "name", "start"),
    ),
    Kind.SERIES: Group(
        Series,
        {
            "id": _ID,
            "name": _LINE,
            "organiser": _LINE,
            "organiser_partner": _ID,
            "about": _TEXT,
            "next_edition": One(scalars.edition),
            "url": _LINK,
            "topics": _LINES,
            **_SOURCED,
        },
        ("id", "name"),
    ),
    Kind.CALL: Group(
        making.call,
        {
            "identifier": _ID,
            "call": _ID,
            "title": _LINE,
            "programme": _LINE,
            "part": _LINE,
            "type_of_action": _LINE,
            "opening": _DAY,
            "deadline_model": One(scalars.one_of(DeadlineModel)),
            "deadlines": Many(
                Group(
                    making.deadline,
                    {"date": _DAY, "time": _CLOCK, "tz": _ZONE, "stage": _WHOLE, "invited_only": _YES_NO},
                    ("date", "time", "tz"),
                )
            ),
            "budget_eur": _WHOLE,
            "budget_scope": One(scalars.one_of(BudgetScope)),
            "contribution_min_eur": _WHOLE,
            "contribution_max_eur": _WHOLE,
            "expected_grants": _WHOLE,
            "topics": _LINES,
            "url": _LINK,
            "former_deadlines": Many(_DAY),
            "confidence": One(scalars.one_of(Confidence)),
            **_SOURCED,
        },
        ("identifier", "title"),
    ),
    Kind.TOPIC: Group(Topic, {"id": _ID, "en": _LINE, "bg": _LINE}, ("id", "en")),
}
