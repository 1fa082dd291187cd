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

    from bot.core.context import Context
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
