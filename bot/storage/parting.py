"""One of somebody's accounts becomes a person of its own; what they told and agreed to stays with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage import schema as s

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

GUEST = 0  # the number of the lowest role
COOKIE = 32  # characters of a cookie's hash that name an account of the web chat


def part(connection: Connection, person_id: str, parted: str, to: str, at: datetime) -> None:
    """Make the account `parted`, `slack:U1`, that of a guest with the id `to`, in the language and zone of the rest.

    Sessions of the web chat go with their account; roles and channels that it was given are the caller's to arrange.
    """
    platform, _, id = parted.partition(":")
    p = s.person.c
    known = connection.execute(select(p.locale, p.zone, p.seen_seq).where(p.id == person_id)).one()
    values = {"id": to, "role": GUEST, "locale": known.locale, "zone": known.zone, "seen_seq": known.seen_seq}
    connection.execute(insert(s.person), {**values, "created_at": at})
    for table in (s.account, s.enrolment, s.newcomer):
        this = (table.c.platform == platform, table.c.account_id == id, table.c.person_id == person_id)
        connection.execute(update(table).where(*this).values(person_id=to))
    if platform == "web":
        theirs = s.session.c.token_hash.startswith(id, autoescape=True) if len(id) == COOKIE else None
        if theirs is not None:
            mine = s.session.c.person_id == person_id
            connection.execute(update(s.session).where(mine, theirs).values(person_id=to))
    codes = s.link_code.c
    connection.execute(delete(s.link_code).where(codes.platform == platform, codes.account_id == id))
    _began(connection, person_id, parted)


def _began(connection: Connection, person_id: str, parted: str) -> None:
    """Where they began and what they asked from is named by an account that is still theirs."""
    a = s.account.c
    mine = select(a.platform, a.account_id).where(a.person_id == person_id).order_by(a.platform, a.account_id)
    rest = connection.execute(mine).first()
    via = f"{rest.platform}:{rest.account_id}" if rest else ""
    for table in (s.onboarding, s.help_request):
        this = (table.c.person_id == person_id, table.c.via == parted)
        connection.execute(update(table).where(*this).values(via=via))
