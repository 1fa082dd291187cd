"""A Reply as somebody's own page in Slack (https://docs.slack.dev/surfaces/app-home)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.slack import limits
from bot.render.slack.controls import Controls
from bot.render.slack.message import NOTHING, pieces

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from bot.core.words import Words

Json = dict[str, Any]


def nothing() -> Json:
    """A page has one block at least."""
    return {"type": "section", "text": {"type": "plain_text", "text": NOTHING}}


def home(reply: Reply, t: Words) -> tuple[Json, tuple[tuple[str, str], ...]]:  # noqa: ARG001 - as all renderers
    """The page, and what must be kept for its buttons."""
    controls = Controls()
    drawn = [piece.block for piece in pieces(reply, controls)][: limits.VIEW_BLOCKS]
    return {"type": "home", "blocks": drawn or [nothing()]}, tuple(controls.kept.items())
