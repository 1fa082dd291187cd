"""Messages made of components alone: https://docs.discord.com/developers/components/reference#component-object"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord.checks.components import BUTTON, ROW, check_button, check_row, one_of

if TYPE_CHECKING:
    from tests.servers.discord.checks.tree import Path, Problems
    from tests.servers.discord.world import Json

V2 = 1 << 15
COMPONENTS = 40
TEXT = 4000
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
OUTSIDE = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER)


class _Walk:
    """One message's components, counted."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.used: set[str] = set()
        self.count = 0
        self.length = 0

    def all(self, at: Path, value: object, allowed: tuple[int, ...], most: int) -> None:
        for n, each in enumerate(self.problems.items(at, value, most, 1, needed=True)):
            component = self.problems.object((*at, n), each)
            if component is not None:
                self.one((*at, n), component, allowed)

    def one(self, at: Path, component: Json, allowed: tuple[int, ...]) -> None:
        self.count += 1
        kind = component.get("type")
        if kind not in allowed:
            one_of(self.problems, at, allowed)
        elif kind == ROW:
            self.count += len(component.get("components") or ())
            check_row(self.problems, at, component, self.used)
        elif kind == TEXT_DISPLAY:
            if self.problems.text((*at, "content"), component.get("content"), TEXT, 1, needed=True):
                self.length += len(component["content"])
        elif kind == CONTAINER:
            self.all((*at, "components"), component.get("components"), OUTSIDE[:-1], COMPONENTS)
        elif kind == SECTION:
            self.all((*at, "components"), component.get("components"), (TEXT_DISPLAY,), 3)
            accessory = self.problems.object((*at, "accessory"), component.get("accessory"))
            if accessory is not None:
                self.one((*at, "accessory"), accessory, (BUTTON, THUMBNAIL))
        elif kind == BUTTON:
            check_button(self.problems, at, component, self.used)


def check_layout(problems: Problems, at: Path, body: Json) -> None:
    """Find what is wrong with such a message: neither content nor embeds, 40 components, 4000 characters."""
    for key in ("content", "embeds"):
        if body.get(key):
            said = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            problems.add((*at, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)
    if body.get("components") is None:
        return
    walk = _Walk(problems)
    walk.all((*at, "components"), body["components"], OUTSIDE, COMPONENTS)
    if walk.count > COMPONENTS:
        problems.add((*at, "components"), "BASE_TYPE_MAX_LENGTH", f"Must be {COMPONENTS} or fewer in length.")
    if walk.length > TEXT:
        said = f"Displayable text exceeds maximum size of {TEXT}"
        problems.add((*at, "components"), "COMPONENT_MAX_TOTAL_TEXT_LENGTH_EXCEEDED", said)
