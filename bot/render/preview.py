"""What a post will look like elsewhere, and in words what a platform will do with it that its author may not expect.

A renderer that is drawn here can't import this in turn: its adapter hands `warnings` down to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from bot.core.places import PLATFORMS
from bot.core.reply import Image, Reply
from bot.core.words import words
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Card, File, Preview
    from bot.core.words import Words

MARK = "4f1c09e2b7"  # as a delivery's marks look
_LIST = 3  # https://docs.discord.com/developers/components/reference#component-object-component-types
_MEGA = 1024 * 1024


class Drawn(Protocol):
    """One message as a platform is sent it."""

    @property
    def body(self) -> dict[str, Any]:
        """The payload."""
        ...

    @property
    def files(self) -> tuple[File | Image, ...]:
        """What is attached."""
        ...


def drawn(preview: Preview) -> tuple[Drawn, ...]:
    """The messages that the platform is sent when the post's time has come; none where replies are drawn themselves."""
    return _on(preview.platform, preview.reply, words(preview.language))


def _on(platform: str, reply: Reply, t: Words) -> tuple[Drawn, ...]:
    if platform == "discord":
        from bot.render.discord.message import messages as on_discord

        return on_discord(reply, t, mark=MARK)
    if platform == "slack":
        from bot.render.slack.message import messages as on_slack

        return on_slack(reply, t)
    return ()


def warnings(preview: Preview, t: Words) -> tuple[str, ...]:
    """What the platform will do with a post beyond showing it, told from what it is really sent."""
    messages = drawn(preview)
    return (
        *_parted(preview, messages, t),
        *_left(preview, messages, t),
        *(_boxed(preview, messages, t) if preview.platform == "discord" else ()),
        *(_behind(messages, t) if preview.platform == "slack" else ()),
    )


def _parted(preview: Preview, messages: tuple[Drawn, ...], t: Words) -> Iterator[str]:
    """That it becomes several messages, and which of its texts goes on in another one."""
    if len(messages) < 2:  # noqa: PLR2004
        return
    name, there = _name(preview), words(preview.language)
    yield t.many(
        "{platform} shows this as {n} message.", "{platform} shows this as {n} messages.", len(messages), platform=name
    )
    if len(_on(preview.platform, Reply(preview.reply.text), there)) > 1:
        most = t.number(_longest(preview.platform))
        yield t(
            "The text is too long for one message: on {platform} that has room for {most} characters.",
            platform=name,
            most=most,
        )
    for card in preview.reply.cards:
        if len(_on(preview.platform, Reply(cards=(card,)), there)) > 1:
            yield t("“{title}” is too long for one message on {platform}.", title=_title(card), platform=name)


def _left(preview: Preview, messages: tuple[Drawn, ...], t: Words) -> Iterator[str]:
    """What is not sent along."""
    if not messages:
        return
    sent = {file.content for message in messages for file in message.files}
    most = _largest(preview.platform)
    given: tuple[File | Image, ...] = (*preview.reply.images, *preview.reply.files)
    for one in given:
        if one.content in sent:
            continue
        name = clean(one.alt if isinstance(one, Image) else one.name)[:100]
        if most and len(one.content) > most:
            size = t.number(most // _MEGA)
            yield t(
                "“{name}” is larger than {size} MB, which {platform} does not take.",
                name=name,
                size=size,
                platform=_name(preview),
            )
        else:
            yield t("{platform} does not show “{name}”; only its words are there.", name=name, platform=_name(preview))


def _boxed(preview: Preview, messages: tuple[Drawn, ...], t: Words) -> Iterator[str]:
    """What Discord's boxes and lists make of it."""
    from bot.render.discord import limits

    there = words(preview.language)
    for card in preview.reply.cards:
        boxes = [box for one in _on("discord", Reply(cards=(card,)), there) for box in one.body.get("embeds", ())]
        if boxes[0]["title"].endswith("…") and len(clean(card.title).strip()) > len(boxes[0]["title"]):
            most = t.number(limits.TITLE)
            yield t(
                "A title has room for {most} characters there; the rest of “{title}” stands below it.",
                most=most,
                title=_title(card),
            )
        if len(boxes) > 1:
            yield t.many(
                "“{title}” goes on in {n} more box.",
                "“{title}” goes on in {n} more boxes.",
                len(boxes) - 1,
                title=_title(card),
            )
    controls = [one for m in messages for row in m.body.get("components", ()) for one in row["components"]]
    if not preview.reply.selects and any(one["type"] == _LIST for one in controls):
        yield t("The buttons of several entries become lists to pick from.")
    if any(MARK in box.get("footer", {}).get("text", "") for m in messages for box in m.body.get("embeds", ())):
        yield t("A code such as {mark} stands below it in small print: by that I know my post again.", mark=MARK)


def _behind(messages: tuple[Drawn, ...], t: Words) -> Iterator[str]:
    """What Slack folds away."""
    rows = [block for message in messages for block in message.body.get("blocks", ()) if block["type"] == "actions"]
    if any(one["type"] == "overflow" for row in rows for one in row["elements"]):
        yield t("Of each entry only the first button is seen at once; the others lie behind ⋯.")


def _name(preview: Preview) -> str:
    return PLATFORMS.get(preview.platform, preview.platform)


def _title(card: Card) -> str:
    title = clean(card.title).strip()
    return title if len(title) <= 60 else f"{title[:59].rstrip()}…"  # noqa: PLR2004


def _longest(platform: str) -> int:
    """Characters of one message's text."""
    if platform == "discord":
        from bot.render.discord import limits as on_discord

        return on_discord.CONTENT
    from bot.render.slack import limits as on_slack

    return on_slack.TEXT


def _largest(platform: str) -> int:
    """Bytes of one file; 0 where no limit is known."""
    if platform == "discord":
        from bot.render.discord import limits as on_discord

        return on_discord.FILE
    return 0
