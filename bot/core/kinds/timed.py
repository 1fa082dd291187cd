"""Times in words, through the grammar of `bot.domain.when`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import Choice, Kind, Reading
from bot.core.kinds.plain import LINE
from bot.domain import when
from bot.domain.fold import fold


class _Timed(Kind):
    """What the time grammar reads."""

    toward: when.Toward
    grammar = staticmethod(when.read)

    def span(self, text: str, by: Reading) -> when.Span:
        """The stretch of time that is meant, or Wrong with three that can be read."""
        try:
            return self.grammar(text, by.now, by.zone, toward=self.toward)
        except when.Unreadable as unreadable:
            first, second, third = unreadable.examples(by.t.language)
            raise Wrong(
                "I can't read “{text}” as a time. Try “{first}”, “{second}” or “{third}”.",
                text=text[:60],
                first=first,
                second=second,
                third=third,
            ) from None


@dataclass(frozen=True, slots=True)
class Times(_Timed):
    """A stretch of time in words, kept as typed, since “next week” means another week when it is run again."""

    name: ClassVar[str] = "time range"
    toward: when.Toward = when.Toward.FUTURE

    def read(self, text: str, by: Reading) -> str:
        self.span(text, by)
        return " ".join(text.split())

    def parse(self, text: str) -> str:
        if len(text) > LINE:
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        given = tuple(Choice(example, example) for example in when.examples(by.t.language))
        return tuple(c for c in given if fold(text) in fold(c.label))


@dataclass(frozen=True, slots=True)
class Moment(_Timed):
    """A point in time, kept in UTC."""

    name: ClassVar[str] = "moment"
    grammar = staticmethod(when.moment)
    toward: when.Toward = when.Toward.FUTURE

    def read(self, text: str, by: Reading) -> datetime:
        with suppress(ValueError):  # as a form shows again what was kept
            return self.parse(text.strip())
        moment = self.span(text, by).moment
        if moment is None:
            day, _, _ = when.examples(by.t.language)
            raise Wrong("“{text}” has no hour. Say when exactly, such as “{day}”.", text=text[:60], day=day)
        return moment

    def parse(self, text: str) -> datetime:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(text[:40])
        try:
            return at.astimezone(UTC)
        except OverflowError as error:  # the first and the last hours that there are
            raise ValueError(text[:40]) from error

    def write(self, value: object) -> str:
        return value.isoformat() if isinstance(value, datetime) else ""


@dataclass(frozen=True, slots=True)
class Day(_Timed):
    """A calendar day in the person's zone."""

    name: ClassVar[str] = "day"
    toward: when.Toward = when.Toward.FUTURE

    def read(self, text: str, by: Reading) -> date:
        span = self.span(text, by)
        if span.precision not in {when.Precision.DAY, when.Precision.MINUTE}:
            raise Wrong("“{text}” is more than one day. Which one?", text=text[:60])
        return span.start.astimezone(by.zone).date()

    def parse(self, text: str) -> date:
        return date.fromisoformat(text)
