"""How the core reaches a platform unasked."""

from __future__ import annotations

from typing import Protocol

from bot.core.context import Place
from bot.core.reply import Reply
from bot.core.words import Words


class Messenger(Protocol):
    """One platform's way to post. The same `key` posted again is the same message, not a second one."""

    @property
    def organisers(self) -> Place | None:
        """The organisers' own place, where there is one."""
        ...

    async def post(self, place: Place, reply: Reply, key: str, t: Words) -> None:
        """Post a reply; returns when the platform has it."""
        ...
