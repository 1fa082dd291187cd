"""What follows from somebody's fields of interest: roles on Discord, channels on Slack, as the settings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx

GIVING = ("discord", "slack")  # platforms that give somebody something


def arrange_places(tx: Tx, person_id: str, now: datetime) -> None:
    """Have each of somebody's accounts given what goes with the fields they chose; call it when either changes."""
    interests: list[str] = tx.members.answers(person_id).get("interests") or []
    for account in tx.people.accounts(person_id):
        known = tx.enrolments.get(account.platform, account.id)
        if account.platform in GIVING and (interests or known):
            tx.enrolments.want(account.platform, account.id, person_id, interests, now)
