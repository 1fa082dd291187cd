"""What an organiser should know of a draft before it goes out, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.announcing.templates import blanks
from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.context import Context
    from bot.core.words import Words
    from bot.domain.announcement import Announcement
    from bot.domain.schedule import Schedule

LANGUAGES = {"bg": later("Bulgarian"), "en": later("English")}
LACKING = {
    "bg": later(
        "There is no Bulgarian text, and {places} is written to in Bulgarian: the English one will stand there."
    ),
    "en": later("There is no English text, and {places} is written to in English: the Bulgarian one will stand there."),
}
PINGS = {
    "": later("nobody"),
    "here": later("everybody who is there then (@here)"),
    "everyone": later("everybody (@everyone)"),
}


def languages(schedule: Schedule, ctx: Context) -> dict[str, tuple[str, ...]]:
    """The languages of a schedule's places, each with its places."""
    found: dict[str, list[str]] = {}
    for place in schedule.places:
        language = ctx.who.language if ":@" in place else ctx.places.language(place, ctx.club.language)
        found.setdefault(language, []).append(place)
    return {language: tuple(places) for language, places in found.items()}


def lacking(schedule: Schedule, said: Announcement, ctx: Context) -> Iterator[str]:
    """A sentence for each language that a place is written to in and that the text lacks."""
    for language, places in languages(schedule, ctx).items():
        if said.languages() and language not in said.languages():
            yield ctx.t(LACKING[language], places=", ".join(map(ctx.places.label, places)))


def unfilled(said: Announcement, t: Words) -> Iterator[str]:
    """A sentence if there are blanks that nobody filled."""
    if names := blanks(said):
        yield t.many(
            "The blank {names} will stand there as it is; “Change” fills it.",
            "The blanks {names} will stand there as they are; “Change” fills them.",
            len(names),
            names=", ".join(f"{{{name}}}" for name in names),
        )


def language(code: str, t: Words) -> str:
    """A language's name."""
    return t(LANGUAGES[code])


def ping(whom: str, t: Words) -> str:
    """Whom a ping calls."""
    return t(PINGS[whom])
