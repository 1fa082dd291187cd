"""A reply as the page is told it, with the pictures that the page will ask for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.render import web

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from bot.core.words import Words
    from bot.render.web import Json
    from bot.storage.posts import ShownPicture

    Drawn = tuple[Json, tuple[ShownPicture, ...]]


async def drawn(reply: Reply, t: Words) -> Drawn:
    """Draw it; pictures and previews take a while, so that is done beside the event loop."""
    if reply.images or reply.previews:
        return await asyncio.to_thread(_drawn, reply, t)
    return _drawn(reply, t)


def _drawn(reply: Reply, t: Words) -> Drawn:
    return web.reply(reply, t), web.pictures(reply)
