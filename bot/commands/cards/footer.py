"""Where a fact comes from and when it was checked: the last line of every card."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bot.core.reply import Inline, Line, Link
from bot.core.words import Words
from bot.domain.source import Source

SHOWN = 2  # confirming pages named; the rest are counted


@lru_cache(4096)
def footer(source: Source, checked_at: date | None, t: Words) -> Line:
    """The source, the pages that confirm it, and the day it was checked, or that the day is not recorded."""
    parts: list[Inline] = [t("Source: {source}", source=_named(source, t))]
    for number, url in enumerate(source.confirmed_by[:SHOWN]):
        parts += [t("; confirmed by") + " " if number == 0 else ", ", Link(_host(url), url)]
    if len(source.confirmed_by) > SHOWN:
        parts.append(" " + t.many("and {n} more", "and {n} more", len(source.confirmed_by) - SHOWN))
    checked = (
        t("checked on {day}", day=t.day(checked_at)) if checked_at else t("the day it was checked is not recorded")
    )
    return (*parts, " · ", checked)


def cited(source: Source, t: Words) -> str:
    """The source and every page that confirms it, as plain text for a cell of a table."""
    return "; ".join((_named(source, t), *source.confirmed_by))


def _named(source: Source, t: Words) -> str:
    if source.text:
        return t(source.text)
    if source.seed_line is not None:
        return t("the cluster's own text, line {n}", n=source.seed_line)
    return t("a public page") if source.confirmed_by else t("not recorded")


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
