"""How often somebody's digest comes, or why it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.membership.answers import spoken
from bot.core.roles import Role
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.commands.profiling.known import Known
    from bot.core.context import Context


def digest_told(known: Known, ctx: Context) -> str:
    """What comes, and why what was wanted does not."""
    t, wanted = ctx.t, known.told.get("digest")
    if known.digests:
        return "; ".join(spoken("digest", rhythm, ctx) for rhythm in sorted(known.digests))
    often = spoken("digest", wanted, ctx)
    if wanted in (None, "no"):
        return often
    if lacks_consent(known):
        return t("{often}, but not before you agree to it", often=often)
    if ctx.who.role < Role.MEMBER:
        return t("{often}, but for members only: choose it again when you are one", often=often)
    return t("{often}, but it does not come now: choose it again to have it sent to where you are then", often=often)


def lacks_consent(known: Known) -> bool:
    """Whether a digest is wanted that may not be sent."""
    consent = known.consents.get(Purpose.DIGEST)
    return known.told.get("digest") not in (None, "no") and (consent is None or not consent.holds)
