"""A message as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.servers.discord.ids import Json

CROSSPOSTED = 1 << 0
HAS_THREAD = 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7


class Readable:
    """What a message says, whatever it is made of."""

    content: str
    embeds: list[Json]
    components: list[Json]
    flags: int

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def crossposted(self) -> bool:
        return bool(self.flags & CROSSPOSTED)

    @property
    def leaves(self) -> list[Json]:
        """Buttons and menus, from left to right and down."""
        return list(_leaves(self.components))

    @property
    def buttons(self) -> list[str]:
        """What the buttons say."""
        return [leaf.get("label", "") for leaf in self.leaves if leaf["type"] == 2]

    @property
    def links(self) -> dict[str, str]:
        """Where the link buttons lead, by what they say."""
        return {leaf.get("label", ""): leaf["url"] for leaf in self.leaves if leaf.get("url")}

    @property
    def menus(self) -> dict[str, list[str]]:
        """What the menus offer, by their placeholder."""
        return {
            leaf.get("placeholder", ""): [option["label"] for option in leaf.get("options", ())]
            for leaf in self.leaves
            if leaf["type"] != 2
        }

    @property
    def text(self) -> str:
        """All that can be read in it, a line for each part: content, embeds, then labels."""
        return "\n".join(part for part in self._texts() if part)

    def _texts(self) -> Iterator[str]:
        yield self.content
        for embed in self.embeds:
            yield (embed.get("author") or {}).get("name", "")
            yield embed.get("title") or ""
            yield embed.get("description") or ""
            for part in embed.get("fields") or ():
                yield part["name"]
                yield part["value"]
            yield (embed.get("footer") or {}).get("text", "")
        for leaf in self.leaves:
            yield leaf.get("label") or leaf.get("placeholder") or ""
            yield from (option["label"] for option in leaf.get("options", ()))


def _leaves(components: list[Json]) -> Iterator[Json]:
    for component in components:
        inner = component.get("components")
        if component["type"] == 1 or inner:
            yield from _leaves(inner or [])
        elif accessory := component.get("accessory"):
            yield from _leaves([accessory])
        else:
            yield component
