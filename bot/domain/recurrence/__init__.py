"""Once, or again and again: words become a `Series`, a series in a zone becomes `occurrences`, instants in UTC.

`read("every Monday at 9:00, until 31 December", now, zone)` goes from text to tokens (words), from these to clauses,
hours and days, and so to a rule, the value of an iCalendar RRULE, daily or longer (rule, written). A rule is expanded
in bounded time (expand). Whatever makes no sense is Refused, each reason a class of its own (refusal).
"""

from bot.domain.recurrence import refusal
from bot.domain.recurrence.begin import begins_by_itself
from bot.domain.recurrence.examples import examples
from bot.domain.recurrence.expand import occurrences
from bot.domain.recurrence.reader import read
from bot.domain.recurrence.refusal import Refused
from bot.domain.recurrence.series import Occurrence, Series
from bot.domain.recurrence.written import canonical

__all__ = [
    "Occurrence",
    "Refused",
    "Series",
    "begins_by_itself",
    "canonical",
    "examples",
    "occurrences",
    "read",
    "refusal",
]
