"""All that the club knows of somebody by their own word, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.commands.membership.answers import ANSWERS, told
from bot.commands.membership.arranging import WHOLE
from bot.commands.reminding.keeping import OWN
from bot.commands.schedules.storing import private
from bot.domain.schedule import Sort, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.member import Purpose
    from bot.storage.members import Consent
    from bot.storage.people import Linked
    from bot.storage.store import Tx

CHANGED = tuple(name for name, asked in ANSWERS.items() if asked.purpose is None)
"""The answers that are changed one by one; agreements are given and taken back."""


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody told, what they agreed to, their accounts, and what comes to them by itself.

    `digests` are the rhythms in which a digest of everything comes, `asked_for` is whether any digest comes, one of a
    topic too. `unsaid` counts the reminders that came due while they had muted the bot, `joined` is whether every
    question of joining was asked, `erased_at` is when all of it will be deleted, as they asked.
    """

    told: Mapping[str, Any]
    consents: Mapping[Purpose, Consent]
    accounts: tuple[Linked, ...]
    muted_at: datetime | None
    digests: frozenset[str]
    asked_for: bool
    unsaid: int
    joined: bool
    erased_at: datetime | None = None


def known(tx: Tx, person_id: str) -> Known:
    """Read it."""
    mine = tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,), owner=person_id)
    active = [one for one in mine if private(one)]
    joining, erasure = tx.members.onboarding(person_id), tx.erasures.pending(person_id)
    return Known(
        told(tx, person_id),
        tx.members.consents(person_id),
        tuple(tx.people.accounts(person_id)),
        tx.members.muted_at(person_id),
        frozenset(WHOLE[one.command] for one in active if one.command in WHOLE),
        bool(active),
        len(tx.deliveries.silenced(person_id, OWN)),
        joining is not None and joining.finished_at is not None,
        erasure.due_at if erasure else None,
    )
