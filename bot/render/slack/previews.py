"""Posts as their places will show them, in an answer: nothing in them can be pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.reply import Bold, Mention
from bot.render.slack import blocks
from bot.render.text import clean, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Preview, Reply
    from bot.core.words import Words

PLATFORM = "slack"


def title(preview: Preview, t: Words) -> Iterator[blocks.Piece]:
    """What stands above a post: its title, and the names of what could be pressed there."""
    yield from blocks.text((Bold(preview.title),))
    if preview.platform == PLATFORM and (names := _pressed(preview.reply)):
        yield from blocks.text((t("With the buttons: {names}", names=", ".join(names)),))


def still(reply: Reply) -> Reply:
    """A post without what can be pressed, and which calls nobody."""
    said = tuple(part.name if isinstance(part, Mention) else part for part in reply.text)
    cards = tuple(replace(card, buttons=()) for card in reply.cards)
    return replace(reply, text=said, cards=cards, selects=(), buttons=(), form=None)


def elsewhere(preview: Preview) -> Iterator[blocks.Piece]:
    """A post of another platform, as plain text."""
    yield from blocks.text(("\n".join(within(preview)),))


def _pressed(reply: Reply) -> list[str]:
    buttons = (*(button for card in reply.cards for button in card.buttons), *reply.buttons)
    labels = [*(button.label for button in buttons), *(select.label for select in reply.selects)]
    return list(dict.fromkeys(filter(None, (clean(label).strip() for label in labels))))
