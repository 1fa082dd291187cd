"""Components as Discord keeps them: each has an id."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.discord.world import Json

INSIDE = ("component", "accessory")


def numbered(components: list[Json]) -> list[Json]:
    """Copies in which those without an id have one that no other has."""
    taken = set(_ids(components))
    free = (number for number in count(1) if number not in taken)
    return [_numbered(component, free) for component in components]


def _ids(components: list[Json]) -> Iterator[int]:
    for component in components:
        if component.get("id"):
            yield component["id"]
        yield from _ids([*component.get("components", ()), *(component[key] for key in INSIDE if key in component)])


def _numbered(component: Json, free: Iterator[int]) -> Json:
    made = {**component, "id": component.get("id") or next(free)}
    if "components" in component:
        made["components"] = [_numbered(inner, free) for inner in component["components"]]
    for key in INSIDE:
        if key in component:
            made[key] = _numbered(component[key], free)
    return made
