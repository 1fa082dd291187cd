"""What is said when words for a series are refused: why, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.errors import Wrong
from bot.core.words import later
from bot.domain.recurrence import examples, refusal

if TYPE_CHECKING:
    from bot.core.kinds.base import Reading

_SHOWN = 60  # characters of what was typed, said again
_RULE = "9:00 RRULE:FREQ=WEEKLY;BYDAY=MO"
_UNREADABLE = later("I can't read “{text}” as a time. Try “{first}”, “{second}” or “{third}”.")
_SENTENCES: dict[type[refusal.Refused], str] = {
    refusal.NoHour: later("“{text}” has no hour. Say when exactly, such as “{day}”."),
    refusal.WhichHour: later("{hour} in the morning or in the evening? Please write {hour}:00 or {later}:00."),
    refusal.MidnightOf: later(
        "Midnight belongs to two days. Please write 0:00 for its beginning or 23:59 for its end."
    ),
    refusal.Unclear: later(
        "“{text}” may be every other week or the second one of a month. Try “{fortnightly}” or “{monthly}”."
    ),
    refusal.Past: later("That was {moment}. Choose a time that is to come, such as “{first}”."),
    refusal.TooOften: later("Once a day is the most that is possible. Try “{counted}”."),
    refusal.TooRare: later("More than four years between two times are too many. Try “{monthly}”."),
    refusal.TwoEnds: later(
        "“{text}” has two ends. Say either how many times or until when, such as “{counted}” or “{until}”."
    ),
    refusal.Never: later("“{text}” never comes. Try “{day}”."),
    refusal.BadPart: later("“{part}” can't stand in a rule. Try “{day}”, or a rule such as {rule}."),
}


def wrong(refused: refusal.Refused, by: Reading) -> Wrong:
    """The sentence for a refusal, with examples in the person's language."""
    once, weekly, fortnightly, monthly, *_, counted, until = examples(by.t.language)
    names: dict[str, Any] = {
        "text": refused.text[:_SHOWN],
        "first": once,
        "second": weekly,
        "day": weekly,
        "fortnightly": fortnightly,
        "third": monthly,
        "monthly": monthly,
        "counted": counted,
        "until": until,
    }
    match refused:
        case refusal.WhichHour(hour=hour):
            names |= {"hour": hour, "later": hour + 12}
        case refusal.Past(at=at):
            names |= {"moment": by.t.moment(at, by.zone).shown}
        case refusal.BadPart(part=part):
            names |= {"part": part[:_SHOWN], "rule": _RULE}
    return Wrong(_SENTENCES.get(type(refused), _UNREADABLE), **names)
