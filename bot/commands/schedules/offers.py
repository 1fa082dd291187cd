"""What can be done with a schedule, as buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.schedules.posted import standing, waiting
from bot.core.reply import Button, Weight
from bot.core.words import later
from bot.domain.schedule import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.context import Context
    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule

LABELS = {
    "draft-change": later("Change"),
    "draft-discard": later("Discard"),
    "schedule-take": later("I take it over"),
    "schedule-approve": later("Approve"),
    "schedule-refuse": later("Refuse"),
    "schedule-pause": later("Pause"),
    "schedule-resume": later("Resume"),
    "schedule-edit": later("Change the text"),
    "schedule-command": later("Change the command"),
    "schedule-settings": later("Change when and where"),
    "schedule-move": later("Move one"),
    "schedule-skip": later("Skip one"),
    "schedule-now": later("Send now"),
    "schedule-offer": later("Hand over"),
    "post-retract": later("Retract what was posted"),
    "schedule-cancel": later("Cancel it"),
}
MAIN = ("draft-change", "schedule-approve", "schedule-resume")
DANGER = ("post-retract", "schedule-cancel")
FORMS = ("schedule-edit", "schedule-command", "schedule-settings", "schedule-offer")  # open what is stored now
GOES_ON = (State.ACTIVE, State.PAUSED, State.WAITING)


def offers(s: Schedule, rows: Sequence[Delivery], ctx: Context) -> tuple[Button, ...]:
    """Everything that makes sense for it now. `rows` are its deliveries."""
    names = _of_draft() if s.state is State.DRAFT else (*_of_state(s, ctx), *_of_posts(s, rows))
    buttons = [offer(name, s, ctx) for name in names]
    if rows:
        buttons.append(Button(ctx.t("Receipts"), ctx.opener("deliveries", schedule=s.id)))
    return tuple(buttons)


def offer(name: str, s: Schedule, ctx: Context) -> Button:
    """The button of one command about a schedule, as of the version that is shown."""
    weight = Weight.MAIN if name in MAIN else Weight.DANGER if name in DANGER else Weight.PLAIN
    if name.startswith("draft-"):
        does = ctx.opener(name, draft=s.id)
    elif name in FORMS:
        does = ctx.opener(name, schedule=s.id)
    else:
        does = ctx.opener(name, schedule=s.id, version=s.version)
    return Button(ctx.t(LABELS[name]), does, weight)


def _of_draft() -> Iterator[str]:
    yield from ("draft-change", "draft-discard")


def _of_state(s: Schedule, ctx: Context) -> Iterator[str]:
    match s.state:
        case State.WAITING:
            yield from ("schedule-approve", "schedule-refuse")
        case State.ACTIVE:
            yield "schedule-pause"
        case State.PAUSED:
            yield "schedule-resume"
    if s.state is not State.CANCELLED and not s.anchor:
        yield "schedule-edit" if s.content else "schedule-command"
        yield "schedule-settings"
    if s.state in (State.ACTIVE, State.PAUSED) and s.series.rule:
        yield from ("schedule-move", "schedule-skip")
    if s.state in (State.ACTIVE, State.PAUSED, State.DONE):
        yield "schedule-now"
    if s.state in GOES_ON:
        yield "schedule-offer" if s.owner == ctx.who.id else "schedule-take"


def _of_posts(s: Schedule, rows: Sequence[Delivery]) -> Iterator[str]:
    if standing(s, rows):
        yield "post-retract"
    if s.state in GOES_ON or (waiting(rows) and s.state is not State.CANCELLED):
        yield "schedule-cancel"
