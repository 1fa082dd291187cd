"""Why a rule, or words for one, are refused. What a person reads about it is said elsewhere."""

from datetime import datetime


class Refused(ValueError):
    """A series that can't be; `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Unreadable(Refused):
    """Words that say no time, or more than is understood."""


class NoHour(Refused):
    """A day without an hour."""


class WhichHour(Refused):
    """“At 6” may be in the morning or in the evening; `hour` is what was said."""

    def __init__(self, text: str, hour: int) -> None:
        super().__init__(text)
        self.hour = hour


class MidnightOf(Refused):
    """Midnight belongs to two days."""


class Unclear(Refused):
    """“Every second Tuesday” is every other week to some, and the second one of a month to others."""


class Past(Refused):
    """What is over already; `at` is how it was understood, in UTC."""

    def __init__(self, text: str, at: datetime) -> None:
        super().__init__(text)
        self.at = at


class TooOften(Refused):
    """More than once a day."""


class TooRare(Refused):
    """Years lie between one occurrence and the next."""


class TwoEnds(Refused):
    """A rule ends on a day or after so many times, not both."""


class Never(Refused):
    """Words or a rule that no day fits, in the years that are looked at."""


class BadPart(Refused):
    """A part of a rule that is unknown, or has a value that it can't have; `part` is as it was written."""

    def __init__(self, text: str, part: str) -> None:
        super().__init__(text)
        self.part = part
