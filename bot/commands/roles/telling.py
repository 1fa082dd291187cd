"""Who somebody is, what they are and why, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.commands.owning.labels import PLATFORMS
from bot.commands.roles.giving import Giver
from bot.commands.roles.standing import Standing
from bot.core.reply import Badge, Button, Card, Field, Tone
from bot.core.roles import Role
from bot.core.words import Words, later
from bot.domain.fold import fold
from bot.storage.people import Linked
from bot.storage.roles import Met

READABLE = 24  # characters of an id that somebody may know or look up
IS = {
    Standing.ORGANISER: later("Organiser"),
    Standing.MEMBER: later("Member"),
    Standing.GUEST: later("Guest"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the list: whom the club has not met has no person's id. `lent` is what makes them an organiser."""

    name: str
    accounts: tuple[Linked, ...]
    lent: tuple[Giver, ...] = ()
    met: Met | None = None

    @property
    def role(self) -> Role:
        """The higher of what they are by name and what a platform makes of them, as far as is known."""
        return Role.ORGANISER if self.lent else Role(self.met.role if self.met else 0)


def entries(named: Iterable[Met], lent: Iterable[Met], givers: Iterable[Giver]) -> list[Entry]:
    """Everybody who is more than a guest as far as is known: organisers first, then by name."""
    givers, people = list(givers), {met.id: met for met in (*named, *lent)}
    found = [
        Entry(met.name, met.accounts, tuple(one for one in givers if one.holds(met.accounts)), met)
        for met in people.values()
    ]
    known = {(one.platform, one.id) for met in people.values() for one in met.accounts}
    strangers = {(giver.platform, one.id): one.name for giver in givers for one in giver.holders}
    for (platform, id), name in strangers.items():
        if (platform, id) not in known:
            account = (Linked(platform, id, name),)
            found.append(Entry(name, account, tuple(one for one in givers if one.holds(account))))
    return sorted(
        found, key=lambda one: (-one.role, fold(one.name), one.name, one.accounts[0].id if one.accounts else "")
    )


def accounts(who: Met | Entry, t: Words) -> str:
    """Their accounts: the platform, the name there and the account's own id, since names can be taken by anybody."""
    shown = (
        f"{one.name} ({place(one, t)})" if one.name else f"{_id(one)} ({t(PLATFORMS.get(one.platform, one.platform))})"
        for one in who.accounts
    )
    return "; ".join(shown) or t("no account")


def place(one: Linked, t: Words) -> str:
    """Where an account is and which it is, for whoever tells those of one name apart."""
    return f"{t(PLATFORMS.get(one.platform, one.platform))}, {_id(one)}"


def _id(one: Linked) -> str:
    """The account's id; of the long random ones of the web chat, the beginning and the end."""
    return one.id if len(one.id) <= READABLE else f"{one.id[:4]}…{one.id[-6:]}"


def why(entry: Entry, t: Words) -> str:
    """Why they are what they are."""
    reasons = [one.label(t) for one in entry.lent]
    if entry.met and entry.met.role:
        reasons.append(_by_name(entry.met, t))
    return "; ".join(reasons) or t("nobody has named or invited them")


def card(entry: Entry, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """Somebody with their accounts, and why they are what they are."""
    standing = Standing.of(entry.role)
    badge = Badge(t(IS[standing]), Tone.GOOD if standing is Standing.ORGANISER else Tone.PLAIN)
    shown = [Field(t("Accounts"), (accounts(entry, t),)), Field(t("Why"), (why(entry, t),))]
    return Card(entry.name or t("somebody without a name"), badge=badge, fields=tuple(shown), buttons=buttons)


def _by_name(met: Met, t: Words) -> str:
    if Role(met.role) is Role.ORGANISER:
        return t("invited as an organiser") if met.invited else t("named an organiser")
    return t("invited as a member") if met.invited else t("named a member")
