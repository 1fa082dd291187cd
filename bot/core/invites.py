"""Invitations: one-time links that give a role.

The secret stands in the link alone; the database keeps its hash, so nobody who reads a backup can use one. A command
makes the secret outside its unit of work, whose result is stored.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core.roles import Role

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx

VALID = timedelta(days=3)
PATH = "/invite/"  # of the web chat; the secret follows


def new_secret() -> str:
    """A secret that nobody guesses, fit to stand in an address."""
    return secrets.token_urlsafe(24)


def invite(tx: Tx, secret: str, role: Role, made_by: str | None, now: datetime) -> None:
    """Keep an invitation; `made_by` is a person's id, None for the shell's."""
    tx.invites.add(_hash(secret), int(role), made_by, now, now + VALID)


def accept(tx: Tx, secret: str, person_id: str, now: datetime) -> Role | None:
    """Use an invitation up and raise its user; None when it is unknown, used or expired. Nobody is lowered."""
    given = tx.invites.use(_hash(secret), person_id, now)
    if given is None:
        return None
    person = tx.people.get(person_id)
    role = Role(max(given, person.role if person else given))
    tx.people.set_role(person_id, int(role))
    return role


def link(origin: str, secret: str) -> str:
    """The address to open; `origin` is where the web chat answers, such as https://club.example."""
    return f"{origin.rstrip('/')}{PATH}{secret}"


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
