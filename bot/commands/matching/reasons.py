"""Why somebody is suggested, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.membership.answers import fields
from bot.core.membership import aim_label
from bot.domain.affinity import Common, Reason
from bot.domain.member import Aim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.words import Words


def told(reasons: Iterable[Reason], t: Words) -> str:
    """A sentence for each reason; empty without any."""
    return " ".join(_told(one, t) for one in reasons)


def kept(reasons: Iterable[Reason]) -> list[list[str]]:
    """Reasons as they are stored: what each is about, then what it is."""
    return [[one.about.value, *one.what] for one in reasons]


def read(stored: Sequence[Sequence[str]]) -> tuple[Reason, ...]:
    """Reasons as they were stored."""
    return tuple(Reason(Common(one[0]), tuple(one[1:])) for one in stored)


def _told(one: Reason, t: Words) -> str:
    match one.about:
        case Common.OFFERS:
            return t("Offers what you look for: {words}.", words=", ".join(one.what))
        case Common.SEEKS:
            return t("Looks for what you offer: {words}.", words=", ".join(one.what))
        case Common.FIELDS:
            return t("Shares your fields: {fields}.", fields=fields(one.what, t))
        case Common.MEETS:
            return t("Goes well with you: {aim}.", aim=aim_label(Aim(one.what[0]), t))
        case Common.CITY:
            return t("In your city: {city}.", city=one.what[0])
