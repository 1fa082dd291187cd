"""EU funding calls, and whether one can still apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.source import UNSOURCED, Source
from bot.domain.zones import local_midnight

BRUSSELS = ZoneInfo("Europe/Brussels")


class Status(StrEnum):
    """Where a call stands at a moment. Computed, never stored."""

    FORTHCOMING = "forthcoming"
    OPEN = "open"
    INVITED = "invited"  # still open, but only to those invited after an earlier stage
    CLOSED = "closed"
    UNKNOWN = "unknown"  # the recorded dates do not tell


class DeadlineModel(StrEnum):
    """How a call takes proposals, in the portal's words."""

    SINGLE_STAGE = "single-stage"
    TWO_STAGE = "two-stage"
    CUT_OFFS = "multiple cut-off"
    CONTINUOUS = "continuous"


class BudgetScope(StrEnum):
    """Whose money a budget is: the topic's own, or that of the whole call it shares."""

    TOPIC = "topic"
    CALL = "call"


class Confidence(StrEnum):
    """How well a record is confirmed: by the portal's data or two pages, or by one public listing."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single source"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment (UTC) after which nothing is taken. `stage` counts from 1."""

    at: datetime
    stage: int | None = None
    invited_only: bool = False

    @property
    def for_newcomers(self) -> bool:
        """Whether somebody who has not applied before may use it.

        Who comes to a later stage has passed the one before: General Annexes of the Horizon Europe work programme, F.
        """
        return not self.invited_only and self.stage in (None, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A topic that one can apply to. Money is whole euros; what is unknown is empty.

    `call` is the identifier of the call that the topic belongs to, `former_deadlines` are days that older pages still
    show, `deadlines` are in order of time.
    """

    identifier: str
    title: str
    call: str = ""
    programme: str = ""
    part: str = ""
    type_of_action: str = ""
    opening: date | None = None
    deadline_model: DeadlineModel | None = None
    deadlines: tuple[Deadline, ...] = ()
    budget_eur: int | None = None
    budget_scope: BudgetScope | None = None
    contribution_min_eur: int | None = None
    contribution_max_eur: int | None = None
    expected_grants: int | None = None
    topics: tuple[str, ...] = ()
    url: str = ""
    former_deadlines: tuple[date, ...] = ()
    confidence: Confidence | None = None
    notes: str = ""
    source: Source = UNSOURCED
    checked_at: date | None = None

    @property
    def opens(self) -> datetime | None:
        """The moment (UTC) it opens: the portal gives the day alone, which begins at midnight in Brussels."""
        return _opens(self.opening) if self.opening else None

    def status(self, now: datetime) -> Status:
        """Where the call stands.

        Before its opening it is forthcoming. From then on it is open while a deadline for newcomers lies ahead, else
        open to those invited while any lies ahead, else closed. A call without deadlines that has opened, or one
        without an opening whose deadline lies ahead, is unknown. At the very moment of a deadline it has passed.
        """
        opens = self.opens
        if opens is not None and now < opens:
            return Status.FORTHCOMING
        ahead = [deadline for deadline in self.deadlines if deadline.at > now]
        if not ahead:
            return Status.CLOSED if self.deadlines else Status.UNKNOWN
        if opens is None:
            return Status.UNKNOWN
        return Status.OPEN if any(deadline.for_newcomers for deadline in ahead) else Status.INVITED

    def next_deadline(self, now: datetime) -> Deadline | None:
        """The next deadline that a newcomer can use; none when none is recorded or all are over or by invitation."""
        return next((deadline for deadline in self.deadlines if deadline.at > now and deadline.for_newcomers), None)

    def days_left(self, now: datetime, zone: tzinfo) -> int | None:
        """Calendar days of a zone from today to the day of the next deadline: 0 is today, 1 is tomorrow."""
        deadline = self.next_deadline(now)
        if deadline is None:
            return None
        return (deadline.at.astimezone(zone).date() - now.astimezone(zone).date()).days


@lru_cache(4096)
def _opens(day: date) -> datetime:
    return local_midnight(day, BRUSSELS)
