"""Several accounts of one person: codes that link them, and what becomes of each when they are joined or parted.

Whoever types a code comes to be the one who asked for it, so that one sees and does everything in their name. But no
code gives rights: it is typed where the role is the same or higher, so whoever has the higher role confirms it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core import outbox
from bot.domain.schedule import State
from bot.storage.link_codes import LinkCode

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.context import Account
    from bot.storage.store import Tx

VALID = timedelta(minutes=10)
LENGTH = 8
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"  # nothing that is taken for something else: no B and 8, O and 0, I and 1
_ALIKE = str.maketrans("АСЕНКМРТХУ", "ACEHKMPTXY")  # Cyrillic letters that look like Latin ones
_EVERY = 1_000_000
_LIVE = (State.ACTIVE, State.WAITING, State.PAUSED, State.DRAFT)


class Unfit(StrEnum):
    """Why a code joins nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    LATE = "late"
    SAME = "same"  # typed where it was asked for
    JOINED = "joined"  # typed on an account that is linked with that one already
    LEAVING = "leaving"  # one of the two is about to be forgotten
    LOWER = "lower"  # typed by whoever has the lower role


@dataclass(frozen=True, slots=True)
class Match:
    """A code that can be used: its owner, and the role that both will have."""

    owner: str
    role: int
    raises: bool  # whether the owner gets a higher role by it


def new_code() -> str:
    """A code that nobody guesses within its time."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """The code as people read it: ABCD-EFGH."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def marked(typed: str) -> str:
    """What is stored of a code, however it was typed: in small or Cyrillic letters, with spaces, without the dash."""
    plain = "".join(sign for sign in typed.upper().translate(_ALIKE) if sign.isalnum())
    return sha256(plain.encode("utf-8", "replace")).hexdigest()


def keep(tx: Tx, code: str, person_id: str, account: Account, now: datetime) -> None:
    """Keep a code; the ones that the person had before are void."""
    tx.link_codes.put(LinkCode(marked(code), person_id, account.platform, account.id, now + VALID, None))


def match(tx: Tx, mark: str, person_id: str, account: Account | None, now: datetime) -> Match | Unfit:
    """What would be joined if this person used the code from this account."""
    code = tx.link_codes.get(mark)
    if code is None:
        return Unfit.UNKNOWN
    if code.person_id == person_id:
        if code.used_at:
            return Unfit.JOINED
        here = account is not None and (account.platform, account.id) == (code.platform, code.account_id)
        return Unfit.SAME if here else Unfit.JOINED
    if code.used_at:
        return Unfit.USED
    mine, theirs = tx.people.get(person_id), tx.people.get(code.person_id)
    if code.expires_at <= now:
        return Unfit.LATE
    if mine is None or theirs is None:
        return Unfit.UNKNOWN
    if tx.erasures.pending(mine.id) or tx.erasures.pending(theirs.id):
        return Unfit.LEAVING
    if mine.role < theirs.role:
        return Unfit.LOWER
    return Match(theirs.id, mine.role, theirs.role < mine.role)


def part(tx: Tx, person_id: str, parted: str, to: str, now: datetime) -> tuple[int, int]:
    """Make an account, `slack:U1`, a guest of its own with the id `to`.

    What was to come to its direct messages comes to another account of the rest; returns how many reminders and
    digests that is, and how many rest since there is no other place.
    """
    tx.part(person_id, parted, to, now)
    platform, _, id = parted.partition(":")
    lost, other = f"{platform}:@{id}", outbox.direct(tx, person_id)
    moved = paused = 0
    for one in tx.schedules.listed(_LIVE, owner=person_id, limit=_EVERY):
        if one.via != parted and lost not in one.places:
            continue
        places = dict.fromkeys(other if place == lost else place for place in one.places)
        left = tuple(place for place in places if place)
        state = State.PAUSED if one.state is State.ACTIVE and not left else one.state
        via = other.replace(":@", ":", 1) if other else ""
        after = replace(one, places=left, via=via if one.via == parted else one.via, state=state)
        stored = tx.schedules.put(after, now)
        tx.schedules.note(one.id, now, person_id, "edit", one, stored)
        moved += lost in one.places and bool(other)
        paused += lost in one.places and not other
    return moved, paused
