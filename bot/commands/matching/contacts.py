"""How two who both said yes reach each other: on the platforms that they share, and there only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.commands.matching.cards import card, title, visible
from bot.commands.matching.reasons import told
from bot.core.reply import Button, Mention, Reply, Tone
from bot.domain.affinity import affinity
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.core.reply import Line
    from bot.domain.affinity import Reason
    from bot.domain.member import Profile
    from bot.storage.people import Linked
    from bot.storage.store import Tx

REACHABLE = {"discord": "Discord", "slack": "Slack"}  # platforms on which members write to each other


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom I may reach: their accounts on my platforms, and what we have in common."""

    profile: Profile
    accounts: tuple[Linked, ...]
    reasons: tuple[Reason, ...]


def contact(tx: Tx, me: str, other: str) -> Contact | None:
    """Somebody's contact; None when they do not agree to introductions any more, or are about to be forgotten."""
    theirs, mine = tx.members.profile(other), tx.members.profile(me)
    if theirs is None or mine is None or Purpose.MATCHING not in theirs.consents or tx.erasures.pending(other):
        return None
    here = {one.platform for one in tx.people.accounts(me)} & REACHABLE.keys()
    shared = tuple(one for one in tx.people.accounts(other) if one.platform in here)
    reasons = affinity(mine, theirs) if Purpose.DIRECTORY in theirs.consents else ()
    return Contact(theirs, shared, reasons)


def introduced(found: Contact, lead: str, ctx: Context, wrote: str = "") -> Reply:
    """Somebody's name and accounts, what they wrote, and how to begin."""
    t, line = ctx.t, list[str | Mention]()
    for account in found.accounts:
        who = Mention(account.name or title(found.profile.name, t), account.platform, account.id)
        line += [" ", *t.line("On {platform}: {who}.", platform=REACHABLE[account.platform], who=who)]  # type: ignore[list-item]
    if found.accounts:
        line += [
            " ",
            t("Write first and say what you would like to talk about; a date for a short call is a good start."),
        ]
    else:
        line += [
            " ",
            t(
                "You share no platform on which members can write to each other. An organiser helps you to meet:"
                " /contact."
            ),
        ]
    said: Line = (lead, *line)
    why = told(found.reasons, t)
    shown = card(visible(found.profile), ctx, why=why)
    if wrote:
        shown = replace(shown, body=(*shown.body, (t("They write: {text}", text=wrote),)))
    cards = (shown,)
    buttons = () if found.accounts else (Button(t("Ask an organiser"), ctx.opener("contact-ask")),)
    return Reply(said, cards=cards, buttons=buttons, tone=Tone.GOOD, private=True)
