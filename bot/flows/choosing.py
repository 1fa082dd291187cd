"""Which event and which call are for somebody, by their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.event import Phase
from bot.domain.interests import touched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.context import Context
    from bot.domain.call import Call
    from bot.domain.event import Event

LOOKED_AT = 300  # open calls, the soonest deadlines of all


def event_for(wanted: frozenset[str], ctx: Context) -> Event | None:
    """The event to come that has most to do with these fields, the soonest of several."""
    coming = [event for event in ctx.library.events if event.phase(ctx.now, ctx.zone) is Phase.UPCOMING]
    return min(coming, key=lambda event: (-len(common(event.topics, wanted)), event.span(ctx.zone)), default=None)


def call_for(wanted: frozenset[str], ctx: Context) -> Call | None:
    """The open call that has most to do with these fields, the soonest deadline of several."""
    found = ctx.library.calls.find(ctx.now, most=LOOKED_AT).calls
    return max(found, key=lambda call: len(common(call.topics, wanted)), default=None)  # the first of equals


def common(topics: Iterable[str], wanted: frozenset[str]) -> tuple[str, ...]:
    """The fields that topics belong to and somebody wants."""
    return tuple(one for one in touched(topics) if one in wanted)
