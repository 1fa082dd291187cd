"""What a post will look like elsewhere, and in words what a platform will do with it that its author may not expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.core.places import PLATFORMS
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.reply import File, Image, Preview
    from bot.core.words import Words


class Drawn(Protocol):
    """One message as a platform is sent it."""

    @property
    def body(self) -> Mapping[str, object]:
        """The payload."""
        ...

    @property
    def files(self) -> tuple[File | Image, ...]:
        """What is attached."""
        ...


def drawn(preview: Preview) -> tuple[Drawn, ...]:
    """The messages that the platform's own renderer makes of it; none for a platform that draws replies itself."""
    t = words(preview.language)
    if preview.platform == "discord":
        from bot.render.discord.message import messages as on_discord

        return on_discord(preview.reply, t)
    if preview.platform == "slack":
        from bot.render.slack.message import messages as on_slack

        return on_slack(preview.reply, t)
    return ()


def warnings(preview: Preview, t: Words) -> tuple[str, ...]:
    """What the platform will do with a post beyond showing it, told from its real rendering."""
    return tuple(_warned(preview, drawn(preview), t))


def _warned(preview: Preview, messages: tuple[Drawn, ...], t: Words) -> Iterator[str]:
    name = PLATFORMS.get(preview.platform, preview.platform)
    if len(messages) > 1:
        yield t.many(
            "{platform} shows this as {n} message.",
            "{platform} shows this as {n} messages, one under the other.",
            len(messages),
            platform=name,
        )
