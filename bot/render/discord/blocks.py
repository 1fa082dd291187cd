"""A reply in blocks, each read from its text down over its cards to its pictures: its own, then one for each preview.

A preview for Discord is made of the post's own nodes; that of another platform is plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.core.reply import Bold
from bot.core.words import words
from bot.render.discord import files
from bot.render.discord.embeds import SMALL, embeds
from bot.render.discord.inline import PLATFORM, Whole, pieces
from bot.render.text import clean, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import File, Image, Preview, Reply
    from bot.core.words import Words

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: markup, embeds by card, pictures and other files."""

    text: tuple[str, ...]
    cards: tuple[list[Json], ...] = ()
    images: tuple[Image, ...] = ()
    files: tuple[File, ...] = ()


def blocks(reply: Reply, t: Words) -> Iterator[Block]:
    """All that a reply shows, but for what can be pressed."""
    yield _block(reply, t, calls=True)
    for preview in reply.previews:
        yield from _preview(preview, t)


def _block(reply: Reply, t: Words, *, calls: bool) -> Block:
    said = (*pieces(reply.text, calls=calls), *files.in_words(reply.files, reply.images, t))
    cards = tuple(embeds(card) for card in reply.cards)
    return Block(said, cards, tuple(files.shown(reply.images)), tuple(files.sent(reply.files)))


def _preview(preview: Preview, t: Words) -> Iterator[Block]:
    own, there = preview.reply, words(preview.language)
    title = [*pieces((Bold(preview.title),)), "\n", *_pressed(own, t)]
    if preview.platform == PLATFORM:
        first = _block(own, there, calls=False)
        yield replace(first, text=(*title, *first.text))
        for inner in own.previews:
            yield from _preview(inner, there)
        return
    still = replace(own, buttons=(), selects=(), files=(), images=(), previews=(), form=None)
    still = replace(still, cards=tuple(replace(card, buttons=()) for card in own.cards))
    said = lines(still, there)
    said += [there("Picture: {alt}", alt=clean(image.alt)) for image in own.images]
    said += [clean(file.name) for file in own.files]
    yield Block((*title, *pieces(("\n".join(said),))))
    for inner in own.previews:
        yield from _preview(inner, t)


def _pressed(reply: Reply, t: Words) -> Iterator[str]:
    """The names of what could be pressed there, in small print."""
    buttons = [button.label for button in (*(b for card in reply.cards for b in card.buttons), *reply.buttons)]
    names = [clean(name).strip() for name in (*buttons, *(select.label for select in reply.selects))]
    if names := list(dict.fromkeys(filter(None, names))):
        yield from (Whole(SMALL), *pieces((t("With the buttons: {names}", names=", ".join(names)),)), "\n")
