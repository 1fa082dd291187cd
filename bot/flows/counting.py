"""How far people come in joining, as numbers in which nobody stands out (`bot.domain.fewer`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands.membership.answers import AGREE
from bot.domain.fewer import Shown, banded, falling, part, rest
from bot.flows.onboarding import ONBOARDING, TAKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.funnel import Joiner


@dataclass(frozen=True, slots=True)
class Step:
    """A question: how many came to it, and how many of them had it answered or skipped it.

    What needed no asking counts as answered: a language that the platform told, the organisation of a visitor.
    """

    name: str
    reached: Shown
    answered: Shown
    skipped: Shown


@dataclass(frozen=True, slots=True)
class Counted:
    """A funnel: who came to the club, who began to join, each question, who came to the end or stopped on the way."""

    welcomed: Shown
    began: Shown
    steps: tuple[Step, ...]
    finished: Shown
    stopped: Shown
    helped: Shown

    @property
    def empty(self) -> bool:
        """Whether there is nobody to count."""
        return not (self.welcomed.high or self.began.high)


def count(joiners: Sequence[Joiner], welcomed: int, helped: int) -> Counted:
    """Count people who began to join, how many were welcomed, and how many of those who began asked for help."""
    names = [ask.name for ask in ONBOARDING.asks]
    places = [_place(one) for one in joiners]
    numbers = [sum(place >= step for place in places) for step in range(len(names) + 1)]
    began = len(joiners)
    if welcomed >= began:  # else some came long before, and the two are no part of each other
        first, *shown = falling([welcomed, *numbers])
    else:
        first, shown = banded(welcomed), list(falling(numbers))
    steps = []
    for number, name in enumerate(names):
        skipped = sum(_skipped(one, name) for one, place in zip(joiners, places, strict=True) if place > number)
        told = part(shown[number + 1], skipped)
        steps.append(Step(name, shown[number], rest(shown[number + 1], told), told))
    stopped = sum(one.stopped and not one.finished for one in joiners)
    return Counted(first, shown[0], tuple(steps), shown[-1], banded(stopped), banded(helped))


def _place(one: Joiner) -> int:
    """How many questions somebody has behind them."""
    if one.finished:
        return len(ONBOARDING.asks)
    told = {**one.answers, **{AGREE + purpose: True for purpose in one.agreed}}
    if one.language and "language" not in told:
        told |= {"language": one.language, TAKEN: ["language"]}
    asked = ONBOARDING.open(told)
    return ONBOARDING.asks.index(asked) if asked else len(ONBOARDING.asks)


def _skipped(one: Joiner, name: str) -> bool:
    return one.answers.get(name, "") is None and name.removeprefix(AGREE) not in one.agreed
