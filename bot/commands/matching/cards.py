"""A member as others see them: what they agreed to show, never an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.membership.answers import fields
from bot.core.membership import aim_label
from bot.core.reply import Card, Field
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.core.reply import Button
    from bot.core.words import Words
    from bot.domain.member import Profile

MEMBER = "member"  # the kind of record that a card is of: by its id others' conversations forget whom they showed
_SHORT = 180  # characters of a text in a list


def title(name: str, t: Words) -> str:
    """Somebody's name, or words for whoever has none."""
    return name or t("A member without a name")


def visible(profile: Profile) -> Profile:
    """What a member who meets somebody shows: all of it from the directory, else the name alone."""
    return profile if Purpose.DIRECTORY in profile.consents else type(profile)(profile.person, profile.name)


def card(
    profile: Profile, ctx: Context, *, why: str = "", buttons: tuple[Button, ...] = (), short: bool = False
) -> Card:
    """What a member agreed that members may see, under why they are shown."""
    t, shown = ctx.t, _short if short else str
    told = (
        (t("What brings them here"), aim_label(profile.aim, t) if profile.aim else ""),
        (t("Organisation"), profile.organisation),
        (t("City"), profile.city),
        (t("Fields of interest"), fields(profile.interests, t)),
        (t("Offers"), shown(profile.offers)),
        (t("Looks for"), shown(profile.seeks)),
    )
    return Card(
        title(profile.name, t),
        body=((why,),) if why else (),
        fields=tuple(Field(label, (text,)) for label, text in told if text),
        buttons=buttons,
        record=(MEMBER, profile.person),
    )


def _short(text: str) -> str:
    """The beginning of a text; the whole stands in the card that is opened."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"
