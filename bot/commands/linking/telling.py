"""How accounts and roles are told of when they are linked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.home import ROLES
from bot.commands.owning.labels import PLATFORMS
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.linking import Unfit
from bot.core.reply import Button
from bot.core.roles import Role
from bot.core.words import Words, later
from bot.storage.people import Linked

UNFIT = {
    Unfit.UNKNOWN: later(
        "I don't know this code. It has eight signs, such as ACDE-FGHJ; a newer code makes the one before void. /link"
        " gives you one."
    ),
    Unfit.USED: later("This code has been used already. Each works once; /link gives you another one."),
    Unfit.LATE: later("This code is older than ten minutes. /link gives you another one."),
    Unfit.SAME: later("This code is for your other account: type it there, with /link."),
    Unfit.JOINED: later("These accounts are linked already. There is nothing to do."),
    Unfit.LEAVING: later(
        "One of the two is about to be forgotten, so they can't be linked. Take that back first, with /forgetme."
    ),
    Unfit.LOWER: later(
        "Your other account may do more than this one, and a code gives no rights. Please do it the other way round:"
        " type /link here, and the code that you get on your other account."
    ),
}


def refused(why: Unfit) -> Oops:
    """Why a code joins nothing, in words."""
    return Oops(UNFIT[why])


def account(one: Linked, t: Words) -> str:
    """One account: where, and the name that it shows."""
    platform = t(PLATFORMS.get(one.platform, one.platform))
    return t("{platform}: {name}", platform=platform, name=one.name or t("no name"))


def accounts(them: Iterable[Linked], t: Words) -> str:
    """Several accounts, one a line."""
    return "\n".join(f"• {account(one, t)}" for one in them)


def role(number: int, t: Words) -> str:
    """What a role is called."""
    return t(ROLES[Role(number)])


def ways(ctx: Context) -> tuple[Button, ...]:
    """Where one's accounts are shown."""
    known = {spec.name for spec in ctx.book}
    found = (("profile", ctx.t("My profile")), ("unlink", ctx.t("Part them")))
    return tuple(Button(label, ctx.opener(name)) for name, label in found if name in known)
