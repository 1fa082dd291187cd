"""What people call the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.core.kinds import Choice, Reading, Text
from bot.core.kinds.base import AT_MOST
from bot.core.words import Words, later, words
from bot.domain.fold import fold
from bot.sources.record import SHAPES
from bot.sources.shape import Either, Group, Many, Shape

# By path, * being the number of an entry.
LABELS = {
    "id": later("Id"),
    "identifier": later("Identifier"),
    "name": later("Name"),
    "name_bg": later("Name in Bulgarian"),
    "en": later("Name in English"),
    "bg": later("Name in Bulgarian"),
    "aliases": later("Other names"),
    "acronym": later("Acronym"),
    "title": later("Title"),
    "kind": later("Kind"),
    "country": later("Country"),
    "city": later("City"),
    "venue": later("Venue"),
    "website": later("Website"),
    "url": later("Web page"),
    "topics": later("Topics"),
    "groups": later("Groups of the directory"),
    "relation": later("Relation to the cluster"),
    "relation.type": later("Relation to the cluster"),
    "relation.text": later("Relation in a sentence"),
    "summary": later("Summary"),
    "about": later("What it is about"),
    "facts": later("Facts"),
    "parts": later("Parts"),
    "parts.*": later("Part {n}"),
    "parts.*.id": later("Id of part {n}"),
    "parts.*.name": later("Name of part {n}"),
    "parts.*.aliases": later("Other names of part {n}"),
    "parts.*.partners": later("Partners of part {n}"),
    "partners": later("Partners"),
    "projects": later("Projects"),
    "cities": later("Cities"),
    "cities_bg": later("Cities in Bulgarian"),
    "areas": later("Areas"),
    "in_seed": later("Named in the cluster's own text"),
    "programme": later("Funding programme"),
    "part": later("Part of the funding programme"),
    "call": later("Call"),
    "grant_agreement": later("Grant agreement"),
    "start": later("Begins"),
    "end": later("Ends"),
    "all_day": later("Whole days"),
    "tz": later("Time zone"),
    "kick_off": later("Kick-off"),
    "kick_off_city": later("City of the kick-off"),
    "budget_eur": later("Budget in euros"),
    "budget_scope": later("Whose budget it is"),
    "contribution_min_eur": later("Least for one project, in euros"),
    "contribution_max_eur": later("Most for one project, in euros"),
    "expected_grants": later("Grants expected"),
    "coordinator": later("Coordinator"),
    "coordinator_country": later("Country of the coordinator"),
    "consortium_size": later("Size of the consortium"),
    "consortium_countries": later("Countries of the consortium"),
    "widening_countries": later("Widening countries"),
    "role_of_cluster": later("Role of the cluster"),
    "participants": later("Participants"),
    "related_partners": later("Our partners in it"),
    "pilots": later("Pilots"),
    "pilots.*": later("Pilot {n}"),
    "pilots.*.topic": later("Topic of pilot {n}"),
    "pilots.*.country": later("Country of pilot {n}"),
    "series": later("Series"),
    "organiser": later("Organiser"),
    "organiser_partner": later("Partner that organises it"),
    "next_edition": later("Next edition"),
    "confirmed": later("Days confirmed"),
    "type_of_action": later("Type of action"),
    "opening": later("Opens"),
    "deadline_model": later("How proposals are taken"),
    "deadlines": later("Deadlines"),
    "deadlines.*": later("Deadline {n}"),
    "deadlines.*.date": later("Day of deadline {n}"),
    "deadlines.*.time": later("Hour of deadline {n}"),
    "deadlines.*.tz": later("Time zone of deadline {n}"),
    "deadlines.*.stage": later("Stage of deadline {n}"),
    "deadlines.*.invited_only": later("Deadline {n} only for those invited"),
    "former_deadlines": later("Deadlines that older pages show"),
    "confidence": later("How well it is confirmed"),
    "notes": later("Notes"),
    "source": later("Source"),
    "source.text": later("Source"),
    "source.seed_line": later("Line of the cluster's own text"),
    "source.confirmed_by": later("Pages that confirm it"),
    "checked_at": later("Checked on"),
}
_NUMBER = re.compile(r"\.([0-9]{1,4})(?=\.|$)")


def label(path: str, t: Words) -> str:
    """What people call a field; entries are counted from 1. The path itself for one that has no name."""
    number = _NUMBER.search(path)
    known = LABELS.get(_NUMBER.sub(".*", path, count=1))
    if known is None and number:  # an entry of a list of texts
        before = path[: number.start()]
        return t("{field}, entry {n}", field=label(before, t), n=int(number[1]) + 1) if before in LABELS else path
    if known is None:
        return path
    return t(known, n=int(number[1]) + 1) if number else t(known)


def fields(kind: str, body: Mapping[str, object]) -> tuple[str, ...]:
    """The fields of a record that can be written, entries of lists one by one, with room for one entry more."""
    return tuple(path for name, shape in SHAPES[kind].fields.items() for path in _fields(name, shape, body.get(name)))


def _fields(path: str, shape: Shape, value: object) -> tuple[str, ...]:
    match shape:
        case Many(item=Group()):
            return tuple(f"{path}.{n}" for n in range(len(value) + 1 if isinstance(value, list) else 1))
        case Either(group=Group(fields=inner)) | Group(fields=inner):
            return tuple(f"{path}.{name}" for name in inner)
        case _:
            return () if path in ("id", "identifier") else (path,)


def meant(kind: str, body: Mapping[str, object], text: str, t: Words) -> str:
    """The field that somebody names, by its path or by what people call it; the text itself when it is neither."""
    text = text.strip()
    wanted = fold(text)
    for path in fields(kind, body):
        if wanted in (fold(label(path, t)), fold(label(path, words("en")))):
            return path
    return text.casefold().replace(" ", "_")


@dataclass(frozen=True, slots=True)
class FieldName(Text):
    """A field of some record; kept as typed, since only the record tells which fields there are."""

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        wanted = fold(text)
        known = ((path, label(path, by.t)) for path in _every())
        return tuple(Choice(name, path) for path, name in known if wanted in fold(f"{name} {path}"))[:AT_MOST]


@cache
def _every() -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for kind in SHAPES for path in fields(kind, {})))
