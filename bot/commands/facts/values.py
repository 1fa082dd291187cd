"""The values of fields as people read them: countries by name, days in words, ids as what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from bot.commands.cards.labels import GROUPS, PARTNER_KINDS, RELATIONS, topics
from bot.commands.facts.texts import grouped
from bot.core.words import Words, later
from bot.domain.partner import Group, PartnerKind, RelationType
from bot.domain.record import Kind
from bot.search.library import Library
from bot.sources.diff import Change
from bot.sources.fields import BETWEEN

YES_NO = {"true": later("Yes"), "false": later("No")}
_ENTRY = re.compile(r"\.[0-9]+")
_DAYS = ("checked_at", "opening", "start", "end", "kick_off", "former_deadlines", "deadlines.date")
_SUMS = ("budget_eur", "contribution_min_eur", "contribution_max_eur")
_COUNTRIES = ("country", "coordinator_country", "consortium_countries", "widening_countries", "pilots.country")
_PARTNERS = ("partners", "parts.partners", "related_partners", "organiser_partner")


def differences(
    kind: str, id: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> Iterator[tuple[str, str, str]]:
    """The fields that differ: path, text before, text after; empty where there is none."""
    return Change(
        kind, id, grouped(before) if before is not None else None, grouped(after) if after is not None else None
    ).fields()


def read(kind: str, path: str, text: str, library: Library, t: Words) -> str:
    """A field's text in the reader's words; as it stands where it has none."""
    field = _ENTRY.sub("", path)
    if not text:
        return t("nothing")
    one = _reader(kind, field, library, t)
    parts = text.split(BETWEEN) if _several(field) else [text]
    return ", ".join(_safely(one, part.strip()) for part in parts)


def _several(field: str) -> bool:
    return field in ("topics", "groups", "projects", "former_deadlines", *_COUNTRIES, *_PARTNERS)


def _reader(kind: str, field: str, library: Library, t: Words) -> Callable[[str], str]:
    if field in _DAYS:
        return lambda text: f"{t.day(date.fromisoformat(text[:10]))}{text[10:].replace('T', ', ')}"
    if field in _SUMS:
        return lambda text: t.money(int(text))
    if field in _COUNTRIES:
        return t.country
    if field in _PARTNERS:
        return lambda text: library.label(Kind.PARTNER, text, t.language)
    if field == "projects":
        return lambda text: library.label(Kind.PROJECT, text, t.language)
    if field == "topics":
        return lambda text: topics((text,), library, t)
    if field == "groups":
        return lambda text: t(GROUPS[Group(text)])
    if field == "relation.type":
        return lambda text: t(RELATIONS[RelationType(text)])
    if field == "kind" and kind in (Kind.PARTNER, Kind.CLUSTER):
        return lambda text: t(PARTNER_KINDS[PartnerKind(text)])
    return lambda text: t(YES_NO[text]) if text in YES_NO else t(text)


def _safely(one: Callable[[str], str], text: str) -> str:
    """What the history holds may be of an older shape."""
    with suppress(ValueError, LookupError):
        return one(text)
    return text
