"""A form as it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.discord.world import Channel, Json, Message, User

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL = 18


@dataclass(eq=False)
class Modal:
    """What stands on somebody's screen: the `data` of the callback that opened it."""

    data: Json
    user: User
    channel: Channel
    source: Message | None  # the message whose button opened it

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def custom_id(self) -> str:
        return str(self.data["custom_id"])

    @property
    def fields(self) -> dict[str, Json]:
        """The inputs by their custom_id, in order."""
        return {leaf["custom_id"]: leaf for _, leaf in self._inputs()}

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self._inputs()]

    @property
    def values(self) -> dict[str, object]:
        """What stands in the fields before anything is changed."""
        return {name: filled(leaf) for name, leaf in self.fields.items()}

    def named(self, name: str) -> str:
        """The custom_id of a field that is named by its custom_id or by its label."""
        if name in self.fields:
            return name
        found = [leaf["custom_id"] for label, leaf in self._inputs() if label == name]
        assert found, f"the form “{self.title}” has no field {name!r}, but {[*self.fields]} ({self.labels})"
        return str(found[0])

    def _inputs(self) -> Iterator[tuple[str, Json]]:
        for component in self.data["components"]:
            if component["type"] == LABEL:
                yield component["label"], component["component"]
            else:
                for leaf in component.get("components", ()):
                    yield leaf.get("label", ""), leaf


def filled(leaf: Json) -> object:
    """What a field holds when the form opens: a text, or a list of values."""
    if leaf["type"] == 4:
        return leaf.get("value") or ""
    if "options" in leaf:
        return [option["value"] for option in leaf["options"] if option.get("default")]
    return [each["id"] for each in leaf.get("default_values", ())]
