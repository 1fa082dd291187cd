"""Calls by the hundred thousand, made of the shipped ones: each time the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from bot.sources.sample import sample
from bot.storage.values import FactChange

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST, DAYS = date(2026, 11, 22), 730  # the first deadlines lie within so many days from that one on


def many(number: int) -> Iterator[FactChange]:
    """Calls to store beside the shipped ones.

    Each is one of theirs under another identifier, moved to another time with all its stages, its title ending as
    another's does: so words, topics and kinds of deadlines are about as frequent as they are there.
    """
    chance = Random(22)
    shipped = [row.body for table in sample() for row in table.rows if row.kind == "call" and row.body.get("deadlines")]
    titles = [str(body["title"]).split() for body in shipped]
    for n in range(number):
        body: dict[str, Any] = dict(chance.choice(shipped))
        by = FIRST + timedelta(days=chance.randrange(DAYS)) - date.fromisoformat(body["deadlines"][0]["date"])
        identifier, (one, other) = f"{body['identifier']}-{n:06}", (body["title"].split(), chance.choice(titles))
        body |= {
            "identifier": identifier,
            "title": " ".join(one[: len(one) // 2] + other[len(other) // 2 :]),
            "url": f"{body.get('url') or 'https://example.org'}-{n:06}",
            "deadlines": [{**deadline, "date": _moved(deadline["date"], by)} for deadline in body["deadlines"]],
        }
        for key in ("opening", "former_deadlines"):
            if key in body:
                body[key] = _moved(body[key], by)
        yield FactChange("call", identifier, None, body)


def _moved(day: Any, by: timedelta) -> Any:  # noqa: ANN401 - one day or several, as text
    return [_moved(one, by) for one in day] if isinstance(day, list) else (date.fromisoformat(day) + by).isoformat()
