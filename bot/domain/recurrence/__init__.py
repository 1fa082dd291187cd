"""Once, or again and again: a `Series` in a zone becomes `occurrences`, instants in UTC.

A rule is the value of an iCalendar RRULE, daily or longer (rule), expanded in bounded time (expand).
"""

from bot.domain.recurrence.expand import occurrences
from bot.domain.recurrence.refusal import Refused
from bot.domain.recurrence.rule import canonical
from bot.domain.recurrence.series import Occurrence, Series

__all__ = ["Occurrence", "Refused", "Series", "canonical", "occurrences"]
