"""One moment in words, as people say when something is to be sent."""

import re
from datetime import datetime, tzinfo

from bot.domain.when.reader import read
from bot.domain.when.span import Span, Toward

_HOUR_ALONE = re.compile(r"\b(at|в|във)\s+([7-9]|1[0-2])$", re.IGNORECASE)  # "tomorrow at 9"; at 6 is twice a day
_COMMA = re.compile(r"\b((?:at|from|в|във|от)\s+\d{1,2}),(?=[0-5]\d\b)", re.IGNORECASE)  # "в 18,30 ч."
# What begins then is sent then: "утре от 9", "tomorrow from 9:00".
_BEGINS = re.compile(r"(?<=\s)(?:from|от)\s+(?=\d{1,2}([:.]\d\d)?(\s*(ч\.?|часа|[ap]m))?$)", re.IGNORECASE)


def moment(text: str, now: datetime, zone: tzinfo, *, toward: Toward = Toward.FUTURE) -> Span:
    """What `read` reads, where an hour may stand alone ("tomorrow at 9") or be a beginning ("tomorrow from 10:00").

    Raises Unreadable, as `read` does.
    """
    said = _BEGINS.sub("at ", with_colon(" ".join(text.split())))
    return read(_HOUR_ALONE.sub(r"\1 \2:00", said), now, zone, toward=toward)


def with_colon(text: str) -> str:
    """The text with its clock times as „в 18,30“ written with a colon."""
    return _COMMA.sub(r"\1:", text)
