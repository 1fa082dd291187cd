"""Pictures on their way from a person to a post: checked, kept, found again by a short id."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.errors import Oops
from bot.storage.pictures import Picture

if TYPE_CHECKING:
    from bot.core.clock import Clock
    from bot.storage.database import Database

LARGEST = 5 * 1024 * 1024  # bytes
UNUSED = timedelta(days=1)  # how long a picture waits for whoever uploaded it to say what it is for
_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


class Pictures:
    """Where adapters leave the pictures that people give them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, person_id: str, name: str, content: bytes) -> str:
        """Keep a picture and return its id. Raises Oops for what is no picture, or too large a one."""
        media_type = _media_type(content)
        if not media_type:
            raise Oops("“{name}” is no picture that I know. PNG, JPEG, GIF and WebP will do.", name=name[:60])
        if len(content) > LARGEST:
            raise Oops("“{name}” is larger than 5 MB. Please make it smaller and send it again.", name=name[:60])
        kept = Picture(
            secrets.token_urlsafe(12), name[-120:], media_type, content, person_id, self._clock.now() + UNUSED
        )
        await self._database.write(lambda tx: tx.pictures.add(kept))
        return kept.id


def _media_type(content: bytes) -> str:
    """What its first bytes say it is; empty for none that every platform shows."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), "")
