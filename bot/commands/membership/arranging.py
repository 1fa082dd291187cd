"""What follows from answers by itself: the digest comes as often as was said, to those who agreed to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.commands.digest import Digest
from bot.commands.digesting.sending import DAYS, Rhythm, subscribe
from bot.commands.schedules.storing import change, private
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.domain.member import Purpose
from bot.domain.schedule import Sort, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.context import Context
    from bot.domain.schedule import Schedule
    from bot.storage.store import Tx

WHOLE = {Digest(days=days).pack(): rhythm for rhythm, days in DAYS.items()}  # digests of everything, as they are kept


def arrange_digest(tx: Tx, said: Mapping[str, Any], ctx: Context) -> None:
    """Let the digest come as it is wanted and agreed to, and otherwise not; nothing is changed where nothing was said.

    Only for members, who can stop it with /reminders, and where direct messages can be written to.
    """
    wanted, agreed = said.get("digest"), said.get(f"agree_{Purpose.DIGEST}")
    if wanted is None or ctx.who.role < Role.MEMBER:
        return
    rhythm = Rhythm(wanted) if wanted != "no" and agreed else None
    for there in tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,), owner=ctx.who.id):
        if private(there) and WHOLE.get(there.command) not in (None, rhythm):
            change(tx, there.id, Digest(), ctx, lambda now: replace(now, state=State.CANCELLED), "cancel")
    if rhythm:
        digest = Digest(days=DAYS[rhythm])
        try:
            subscribe(tx, digest.pack(), ctx.t("Digest"), rhythm, digest, ctx)
        except Oops:  # the terminal has no direct messages
            return


def join_digests(tx: Tx, owner: str, now: datetime) -> None:
    """Two people turned out to be one: the digest comes once, and none that is older than their no to it."""
    said, agreed = tx.members.answers(owner).get("digest"), tx.members.consents(owner).get(Purpose.DIGEST)
    coming = [
        one
        for one in tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,), owner=owner)
        if private(one) and one.command in WHOLE
    ]
    if agreed and not agreed.given:
        wished = [one for one in coming if _made_at(tx, one) > agreed.at]
    else:
        wished = sorted(coming, key=lambda one: WHOLE[one.command] != said)
    for one in coming:
        if one not in wished[:1]:
            after = tx.schedules.put(replace(one, state=State.CANCELLED), now)
            tx.schedules.note(one.id, now, owner, "cancel", one, after)


def _made_at(tx: Tx, one: Schedule) -> datetime:
    return min(change.at for change in tx.schedules.changes(one.id))
