"""An EU call as a card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.commands.cards.footer import footer
from bot.commands.cards.labels import topics
from bot.core.reply import Badge, Button, Card, Field, Line, Tone
from bot.core.words import Words, later
from bot.domain.call import BudgetScope, Call, Deadline, Status
from bot.domain.remarks import remarks
from bot.search.library import Library

NAMES = {
    Status.OPEN: later("Open"),
    Status.FORTHCOMING: later("Not open yet"),
    Status.INVITED: later("Only for those invited"),
    Status.CLOSED: later("Closed"),
    Status.UNKNOWN: later("Opening day not recorded"),
}
TONES = {Status.OPEN: Tone.GOOD, Status.INVITED: Tone.WARN, Status.CLOSED: Tone.BAD}


def short(call: Call, now: datetime, zone: ZoneInfo, t: Words, buttons: tuple[Button, ...] = ()) -> Card:
    """A call as lists show it: whether and how long it is open, its money, where to read on."""
    return Card(
        call.title,
        call.url,
        badge(call, now, zone, t),
        body=((call.identifier,),),
        fields=(*_times(call, now, zone, t), *_money(call, t)),
        footer=footer(call.source, call.checked_at, t),
        buttons=buttons,
        record=("call", call.identifier),
    )


def full(
    call: Call, now: datetime, zone: ZoneInfo, library: Library, t: Words, buttons: tuple[Button, ...] = ()
) -> Card:
    """A call with everything that is recorded of it."""
    facts = (
        (t("Funding programme"), " · ".join(filter(None, (call.programme, call.part)))),
        (t("Type of action"), call.type_of_action),
        (t("Grants expected"), t.number(call.expected_grants) if call.expected_grants else ""),
        (t("Topics"), topics(call.topics, library, t)),
    )
    notes = tuple((line,) for line in (t(remarks(call.notes)), _moved(call, t), _confidence(call, t)) if line)
    return Card(
        call.title,
        call.url,
        badge(call, now, zone, t),
        body=((call.identifier,), *notes),
        fields=(
            *_times(call, now, zone, t, every=True),
            *_money(call, t),
            *(Field(label, (value,)) for label, value in facts if value),
        ),
        footer=footer(call.source, call.checked_at, t),
        buttons=buttons,
        record=("call", call.identifier),
    )


def badge(call: Call, now: datetime, zone: ZoneInfo, t: Words) -> Badge:
    """The state in words, with the days left where that matters."""
    status = call.status(now)
    days = call.days_left(now, zone)
    if status is Status.OPEN and days is not None:
        left = t.many("{n} day left", "{n} days left", days) if days else t("closes today")
        return Badge(t("Open, {left}", left=left), Tone.GOOD)
    return Badge(t(NAMES[status]), TONES.get(status, Tone.PLAIN))


def _times(call: Call, now: datetime, zone: ZoneInfo, t: Words, *, every: bool = False) -> Iterator[Field]:
    if call.opens and (every or call.opens > now):
        label = t("Opens") if call.opens > now else t("Opened")
        yield Field(label, (t.day(call.opening),) if call.opening else ())
    coming = call.next_deadline(now)
    if not call.deadlines:
        yield Field(t("Deadline"), (t("no deadline is recorded"),))
    for deadline in call.deadlines if every or coming is None else (coming,):
        yield Field(_stage(deadline, t), _moment(deadline, now, zone, t))


def _stage(deadline: Deadline, t: Words) -> str:
    return t("Deadline, stage {n}", n=deadline.stage) if deadline.stage else t("Deadline")


def _moment(deadline: Deadline, now: datetime, zone: ZoneInfo, t: Words) -> Line:
    at = t.moment(deadline.at, zone)
    if not deadline.for_newcomers:
        return at, " ", t("(only for those invited)")
    return (at, " ", t("(over)")) if deadline.at <= now else (at,)


def _money(call: Call, t: Words) -> tuple[Field, ...]:
    budget = _budget(call.budget_eur, call.budget_scope, t)
    return budget, *_share(call.contribution_min_eur, call.contribution_max_eur, t)


@lru_cache(4096)
def _budget(euros: int | None, scope: BudgetScope | None, t: Words) -> Field:
    if euros is None:
        return Field(t("Budget"), (t("not recorded"),))
    whose = t("for this topic") if scope is BudgetScope.TOPIC else t("for the whole call")
    return Field(t("Budget"), (t("{sum} {whose}", sum=t.money(euros), whose=whose),))


@lru_cache(4096)
def _share(low: int | None, high: int | None, t: Words) -> tuple[Field, ...]:
    if low and high and low != high:
        return (Field(t("For one project"), (t("{low} to {high}", low=t.money(low), high=t.money(high)),)),)
    return (Field(t("For one project"), (t.money(high or low or 0),)),) if high or low else ()


def _moved(call: Call, t: Words) -> str:
    days = ", ".join(t.day(day) for day in call.former_deadlines)
    return t("Older pages still show another deadline: {days}", days=days) if days else ""


def _confidence(call: Call, t: Words) -> str:
    once = t("One public listing says so; check the portal before you plan on it.")
    return once if call.confidence == "single source" else ""
