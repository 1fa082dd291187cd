"""An introduction in the welcome channel: where, how it looks, and whether it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core import outbox
from bot.core.reply import Bold, Reply

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.context import Context
    from bot.core.words import Words
    from bot.storage.store import Tx

KEPT = "introduced"  # what was posted last: its number, time, place, name and text; no place once it was taken back


def welcome(ctx: Context) -> str:
    """Where newcomers to the asker's platform introduce themselves; empty where there is no such channel."""
    place = ctx.places.welcome.get(ctx.place.platform, "")
    return place if any(known.place == place for known in ctx.places) else ""


def shown(text: str, name: str, t: Words) -> Reply:
    """The post, in the words of its place around what the member wrote."""
    head = t("{name} introduces themselves:", name=name) if name else t("A member introduces themselves:")
    return Reply((Bold(head), "\n", text))


def last(tx: Tx, person_id: str) -> dict[str, Any]:
    """What somebody posted last, or an empty one."""
    kept = tx.members.answers(person_id).get(KEPT)
    return kept if isinstance(kept, dict) else {"n": 0, "place": ""}


def key(person_id: str, n: int | str) -> str:
    """The name of a post, by which it is sent once; without a number, what all of theirs begin with."""
    return f"introduction:{person_id}:{n}"


def join_introductions(tx: Tx, gone: str, kept: str, at: datetime) -> None:
    """Before two people become one: the later of two introductions stays, the other is taken back.

    What the other posted is named anew, or both would have a first introduction.
    """
    goes, _ = sorted((gone, kept), key=lambda who: _rank(last(tx, who)))
    was = last(tx, goes)
    if was["place"]:
        there = {"place": str(was["place"]), "key": key(goes, was["n"])}
        if not outbox.drop(tx, at, **there):  # what is still to be posted is not
            outbox.retract(tx, at, **there)
    tx.deliveries.set_aside(key(goes, ""), f":{at:%Y%m%d%H%M%S}")
    tx.members.drop(goes, KEPT)


def _rank(kept: dict[str, Any]) -> tuple[bool, str]:
    return kept["place"] != "", kept.get("at", "")
