"""Weekdays as they stand in a sentence, Monday first: whole phrases, since other languages decline them."""

from bot.core.words import later

NAMES = (
    later("Monday"),
    later("Tuesday"),
    later("Wednesday"),
    later("Thursday"),
    later("Friday"),
    later("Saturday"),
    later("Sunday"),
)
ONCE = (
    later("on Monday, {day} at {clock}"),
    later("on Tuesday, {day} at {clock}"),
    later("on Wednesday, {day} at {clock}"),
    later("on Thursday, {day} at {clock}"),
    later("on Friday, {day} at {clock}"),
    later("on Saturday, {day} at {clock}"),
    later("on Sunday, {day} at {clock}"),
)
EVERY = (
    later("every Monday"),
    later("every Tuesday"),
    later("every Wednesday"),
    later("every Thursday"),
    later("every Friday"),
    later("every Saturday"),
    later("every Sunday"),
)
EVERY_FEW_WEEKS = (
    later("every {n} weeks on Monday"),
    later("every {n} weeks on Tuesday"),
    later("every {n} weeks on Wednesday"),
    later("every {n} weeks on Thursday"),
    later("every {n} weeks on Friday"),
    later("every {n} weeks on Saturday"),
    later("every {n} weeks on Sunday"),
)
NTH = {
    1: (
        later("on the first Monday"),
        later("on the first Tuesday"),
        later("on the first Wednesday"),
        later("on the first Thursday"),
        later("on the first Friday"),
        later("on the first Saturday"),
        later("on the first Sunday"),
    ),
    2: (
        later("on the second Monday"),
        later("on the second Tuesday"),
        later("on the second Wednesday"),
        later("on the second Thursday"),
        later("on the second Friday"),
        later("on the second Saturday"),
        later("on the second Sunday"),
    ),
    3: (
        later("on the third Monday"),
        later("on the third Tuesday"),
        later("on the third Wednesday"),
        later("on the third Thursday"),
        later("on the third Friday"),
        later("on the third Saturday"),
        later("on the third Sunday"),
    ),
    4: (
        later("on the fourth Monday"),
        later("on the fourth Tuesday"),
        later("on the fourth Wednesday"),
        later("on the fourth Thursday"),
        later("on the fourth Friday"),
        later("on the fourth Saturday"),
        later("on the fourth Sunday"),
    ),
    5: (
        later("on the fifth Monday"),
        later("on the fifth Tuesday"),
        later("on the fifth Wednesday"),
        later("on the fifth Thursday"),
        later("on the fifth Friday"),
        later("on the fifth Saturday"),
        later("on the fifth Sunday"),
    ),
    -1: (
        later("on the last Monday"),
        later("on the last Tuesday"),
        later("on the last Wednesday"),
        later("on the last Thursday"),
        later("on the last Friday"),
        later("on the last Saturday"),
        later("on the last Sunday"),
    ),
}
NTH_WORKING_DAY = {
    1: later("on the first working day"),
    2: later("on the second working day"),
    3: later("on the third working day"),
    4: later("on the fourth working day"),
    5: later("on the fifth working day"),
    -1: later("on the last working day"),
}
