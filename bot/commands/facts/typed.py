"""What organisers type for a field, as facts write it: a country by its name, a day in words, yes and no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.core.errors import Wrong
from bot.core.kinds import Country, Day, Reading, YesNo
from bot.domain.when import Toward
from bot.sources import scalars
from bot.sources.fields import shape_at
from bot.sources.problem import Problems
from bot.sources.shape import Many, One

_DAY = Day(Toward.EITHER)


def plain(kind: str, path: str, text: str, by: Reading) -> str:
    """The text as the reader of facts knows it, where its meaning is clear; else as it is, for the reader to refuse."""
    try:
        shape = shape_at(kind, path)
    except Problems:
        return text
    match shape:
        case One(parse=parse):
            return _one(parse, text.strip(), by)
        case Many(item=One(parse=scalars.country)):
            parts = text.replace(";", "\n").replace(",", "\n").split("\n")
            return "\n".join(_one(scalars.country, part.strip(), by) for part in parts if part.strip())
        case _:
            return text


def _one(parse: Callable[[str], object], text: str, by: Reading) -> str:
    try:
        parse(text)
    except Problems:
        return _meant(parse, text, by)
    return text


def _meant(parse: Callable[[str], object], text: str, by: Reading) -> str:
    try:
        if parse is scalars.country:
            return Country().read(text, by)
        if parse in (scalars.day, scalars.moment):
            found = _DAY.read(text, by)
            return found.isoformat() if isinstance(found, date) else text
        if parse is scalars.yes_no:
            return "true" if YesNo().read(text, by) else "false"
    except Wrong:
        pass
    return text
