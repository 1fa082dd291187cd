"""Who may be found, asked to meet, and brought together: asked of the database whenever it counts, never remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.domain.member import Profile
    from bot.storage.store import Tx


def findable(tx: Tx, but: str = "") -> list[Profile]:
    """Everybody in the directory of members, without somebody."""
    return [one for one in _members(tx, Purpose.DIRECTORY) if one.person != but]


def suggestable(tx: Tx, but: str = "") -> list[Profile]:
    """Those of the directory who may be suggested and asked to meet, without somebody."""
    return [one for one in findable(tx, but) if Purpose.MATCHING in one.consents]


def introducible(tx: Tx) -> list[Profile]:
    """Everybody who agrees to introductions now."""
    return _members(tx, Purpose.MATCHING)


def meets(tx: Tx, person_id: str) -> Profile | None:
    """Somebody, if they agree to introductions now."""
    return next((one for one in introducible(tx) if one.person == person_id), None)


def _members(tx: Tx, purpose: Purpose) -> list[Profile]:
    members = tx.introductions.members()
    return [one for one in tx.members.profiles(purpose) if one.person in members]
