"""A Reply as plain data for programs: one JSON line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from bot.core.words import Words


def records(reply: Reply) -> list[str]:
    """The ids of the records in the answer, each once, from top to bottom."""
    return list(dict.fromkeys(card.record[1] for card in reply.cards if card.record))


def answer(id: object, shown: str, reply: Reply, t: Words) -> dict[str, object]:
    """What `ask --json` prints: the question's id, the answer as it is shown, its language and its records."""
    return {
        "id": id,
        "text": shown,
        "lang": t.language,
        "records": records(reply),
    }
