"""Facts that name other facts: whether these are there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from bot.domain.record import Kind
from bot.sources.problem import Problem
from bot.sources.table import Row

Key = tuple[str, str]

# Where a kind names another, * being every entry. An event's series and a project's call may have no record here.
_NAMES: Mapping[str, tuple[tuple[str, Kind], ...]] = {
    Kind.PROGRAMME: (
        ("partners.*", Kind.PARTNER),
        ("parts.*.partners.*", Kind.PARTNER),
        ("projects.*", Kind.PROJECT),
    ),
    Kind.PROJECT: (("related_partners.*", Kind.PARTNER),),
    Kind.SERIES: (("organiser_partner", Kind.PARTNER),),
}

REFERRERS = tuple(_NAMES)


def missing(kind: str, body: Mapping[str, object], there: Container[Key]) -> Iterator[Problem]:
    """What a fact names and what is not `there`."""
    for pattern, other in _NAMES.get(kind, ()):
        for path, id in _named(body, pattern.split("."), ""):
            if (other, id) not in there:
                yield _absent(other, id, path)


def naming(facts: Iterable[tuple[Key, Mapping[str, object]]], key: Key) -> list[Key]:
    """Which of the facts name the one of this key; only those of the kinds of `REFERRERS` ever do."""
    others = _AllBut(key)
    return [known for known, body in facts if any(missing(known[0], body, others))]


def check(rows: Iterable[Row], current: Mapping[Key, Mapping[str, object]], gone: Container[Key] = ()) -> list[Problem]:
    """What the rows and the facts that stay name and nobody has, once the rows are in and those `gone` are out."""
    rows = tuple(rows)
    stays = {key for key in current if key not in gone}
    incoming = {row.key for row in rows}
    whole = stays | incoming
    found = [row.problem(problem) for row in rows for problem in missing(row.kind, row.body, whole)]
    for kind, id in sorted(stays - incoming):
        if kind in _NAMES:
            problems = missing(kind, current[kind, id], whole)
            found += (replace(problem, path=f"{kind} {id}: {problem.path}") for problem in problems)
    return found


class _AllBut(Container[Key]):
    """As if every fact were there but one."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def __contains__(self, key: object) -> bool:
        return key != self._key


def _absent(kind: Kind, id: str, path: str) -> Problem:
    if kind is Kind.PARTNER:
        return Problem("There is no partner {id}. Add it first, or take it out here.", {"id": id}, path)
    return Problem("There is no project {id}. Add it first, or take it out here.", {"id": id}, path)


def _named(value: object, steps: list[str], path: str) -> Iterator[tuple[str, str]]:
    if not steps:
        if isinstance(value, str):
            yield path, value
    elif steps[0] == "*":
        for number, item in enumerate(value if isinstance(value, list) else ()):
            yield from _named(item, steps[1:], f"{path}.{number}")
    elif isinstance(value, dict) and steps[0] in value:
        yield from _named(value[steps[0]], steps[1:], f"{path}.{steps[0]}" if path else steps[0])
