"""What can be said, to be shown where something could not be read."""

_EXAMPLES = {
    "en": (
        "tomorrow at 9:00",
        "every Monday at 9:00",
        "every 2 weeks on Tuesday at 10:00",
        "first Tuesday of the month at 10:00",
        "every weekday at 9:00, except on holidays",
        "on the 15th of every month at 9:00",
        "last Friday of the month at 16:00",
        "every day at 9:00, 5 times",
        "every Monday at 9:00, until 31 December",
    ),
    "bg": (
        "утре в 9:00",
        "всеки понеделник в 9:00",
        "на всеки 2 седмици във вторник в 10:00",
        "първия вторник на месеца в 10:00",
        "всеки работен ден в 9:00, без празници",
        "на 15-о число всеки месец в 9:00",
        "последния петък на месеца в 16:00",
        "всеки ден в 9:00, 5 пъти",
        "всеки понеделник в 9:00, до 31 декември",
    ),
}


def examples(lang: str) -> tuple[str, ...]:
    """Phrases that can be read, in "bg" or "en" (any other language gets the English ones): once, weekly, and so on."""
    return _EXAMPLES.get(lang, _EXAMPLES["en"])
