"""A Reply as somebody's own page in Slack (https://docs.slack.dev/surfaces/app-home)."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.render.slack import limits
from bot.render.slack.controls import Controls
from bot.render.slack.inline import shown
from bot.render.slack.message import NOTHING, groups

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from bot.core.words import Words

Json = dict[str, Any]


def home(reply: Reply, t: Words) -> tuple[Json, tuple[tuple[str, str], ...]]:
    """The page, and what must be kept for its buttons. What has no room is told of; pictures are words here."""
    controls = Controls()
    pieces = chain.from_iterable(groups(reply, controls, t))
    all = [
        _said(piece.says or piece.block["alt_text"]) if piece.picture else piece.block
        for piece in pieces
        if piece.block
    ]
    drawn: list[Json] = []
    size = 0
    for n, block in enumerate(all):
        size += len(json.dumps(block))
        left = limits.VIEW_BLOCKS - len(drawn)
        if size > limits.VIEW or (left == 1 and n < len(all) - 1):
            drawn.append(_said(t("There is more, but it does not fit on this page.")))
            break
        drawn.append(block)
    return {"type": "home", "blocks": drawn or [_said(NOTHING)]}, tuple(controls.kept.items())


def _said(text: str) -> Json:
    return {"type": "section", "text": shown(text, limits.PIECE)}
