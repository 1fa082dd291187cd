"""What a platform's button or form has no room for lies in the store, under a short token."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.reply import Blank, Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.clock import Clock
    from bot.storage.database import Database
    from bot.storage.store import Tx

LIVES = timedelta(days=30)  # what stands in an answer; what stands in a post lives as long as the post


class Tokens:
    """Texts of buttons, which anybody may press; forms set aside, which only their owner takes up again."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, texts: Iterable[tuple[str, str]], *, lasting: bool = False) -> None:
        """Keep what an answer's buttons carry, by token; `lasting` if they stand in a post."""
        rows, now = tuple(texts), self._clock.now()
        until = None if lasting else now + LIVES

        def put(tx: Tx) -> None:
            for token, text in rows:
                held = tx.kept.get(token, now)
                if lasting or held is None or held.expires_at:  # a post's button outlives an answer's equal one
                    tx.kept.put(token, "button", text, None, until)

        if rows:
            await self._database.write(put)

    async def packed(self, token: str) -> str | None:
        """What the button of this token carries; None when that is gone."""
        now = self._clock.now()
        found = await self._database.read(lambda tx: tx.kept.get(token, now))
        return found.text if found and found.purpose == "button" else None

    async def set_aside(self, form: Form, person: str, token: str = "") -> str:
        """Keep a form with what was typed in it, under a token of its own or in the place of an earlier state."""
        token, text = token or secrets.token_urlsafe(16), json.dumps(asdict(form), ensure_ascii=False)
        until = self._clock.now() + LIVES
        await self._database.write(lambda tx: tx.kept.put(token, "draft", text, person, until))
        return token

    async def form(self, token: str, person: str) -> Form | None:
        """The form set aside under this token; None when it is gone, or somebody else's."""
        now = self._clock.now()
        found = await self._database.read(lambda tx: tx.kept.get(token, now))
        if found is None or found.purpose != "draft" or found.person_id != person:
            return None
        parts = json.loads(found.text)
        blanks = (Blank(**{**blank, "choices": _pairs(blank["choices"])}) for blank in parts.pop("blanks"))
        return Form(**{**parts, "blanks": tuple(blanks), "hidden": _pairs(parts["hidden"])})


def _pairs(pairs: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pair) for pair in pairs)
