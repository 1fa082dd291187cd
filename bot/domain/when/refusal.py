"""What is said when a phrase can't be read: three that can."""

from collections.abc import Iterable

_EXAMPLES = {
    "en": {
        "": ("tomorrow at 18:00", "next week", "until the end of the month"),
        "clock": ("tomorrow at 18:00", "Friday at 6:30 pm", "15 December 2026 18:30"),
        "weekday": ("next Friday at 18:00", "Monday next week", "from Monday to Wednesday"),
        "month": ("15 December", "March 2027", "from 1 to 15 March"),
        "unit": ("in 2 days", "the next 30 days", "until the end of the week"),
        "season": ("this spring", "summer 2027", "first quarter of 2027"),
    },
    "bg": {
        "": ("утре в 18:00", "следващата седмица", "до края на месеца"),
        "clock": ("утре в 18:00", "в петък в 18:30 ч.", "15 декември 2026 г., 18:30 ч."),
        "weekday": ("следващия петък в 18:00", "понеделник следващата седмица", "от понеделник до сряда"),
        "month": ("15 декември", "през март 2027 г.", "от 1 до 15 март"),
        "unit": ("след 2 дни", "следващите 30 дни", "до края на седмицата"),
        "season": ("тази пролет", "през лятото на 2027 г.", "първото тримесечие на 2027 г."),
    },
}
_TOPICS = {
    "weekday": "weekday",
    "weekend": "weekday",
    "month": "month",
    "number": "month",
    "year": "month",
    "ordinal": "month",
    "nth": "month",
    "season": "season",
    "quartermark": "season",
    "clock": "clock",
    "dotted": "clock",
    "mark": "clock",
    "meridiem": "clock",
    "part": "clock",
    "midnight": "clock",
    "dayword": "clock",
    **dict.fromkeys(("unit", "units", "tick", "ticks", "within", "which", "after", "ago", "endof"), "unit"),
}
_FIRST = ("weekday", "season", "unit", "clock", "month")


class Unreadable(ValueError):
    """A phrase that says no time, or more than one; `text` is what was given."""

    def __init__(self, text: str, kinds: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.text = text
        topics = {_TOPICS.get(kind, "") for kind in kinds}
        self._topic = next((topic for topic in _FIRST if topic in topics), "")

    def examples(self, lang: str) -> tuple[str, str, str]:
        """Three phrases like this one that can be read."""
        return examples(lang, self._topic)


def examples(lang: str, topic: str = "") -> tuple[str, str, str]:
    """Three phrases that can be read, in "bg" or "en" (any other language gets the English ones)."""
    return _EXAMPLES.get(lang, _EXAMPLES["en"])[topic]
