"""Phrases of repetition, seen from Sunday, 22 November 2026, 09:00 in Sofia.

A line is `phrase | first local time | rule`; `-holidays` after the rule leaves out public holidays.
"""

ENGLISH = """
    every day at 9:00 | 2026-11-23 09:00 | FREQ=DAILY
    daily at 18:00 | 2026-11-22 18:00 | FREQ=DAILY
    every day at 5 pm | 2026-11-22 17:00 | FREQ=DAILY
    every day at 10 | 2026-11-22 10:00 | FREQ=DAILY
    every evening at 8 | 2026-11-22 20:00 | FREQ=DAILY
    every day at midnight | 2026-11-23 00:00 | FREQ=DAILY
    every day at 9am | 2026-11-23 09:00 | FREQ=DAILY
    every morning at 9 | 2026-11-23 09:00 | FREQ=DAILY
    every day at noon | 2026-11-22 12:00 | FREQ=DAILY
    every 3 days at 9:00 | 2026-11-23 09:00 | FREQ=DAILY;INTERVAL=3
    every other day at 9:00 | 2026-11-23 09:00 | FREQ=DAILY;INTERVAL=2
    every monday 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    EVERY MONDAY AT 9 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    each Mon, 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    9:00 every monday | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    at 9 on Mondays | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    weekly on Monday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    every week on Monday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    every week at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    every monday and thursday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TH
    every thursday and every monday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TH
    on mondays and thursdays at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TH
    monday, wednesday, friday 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,WE,FR
    every 2 weeks on Tuesday at 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    on Tuesday every two weeks at 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    once a week on Monday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    every Monday morning at 9 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    once every 2 weeks on Tuesday at 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    every other week on Tuesday at 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    every other Tuesday at 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    fortnightly on Tuesday at 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    weekdays at 9 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    every weekday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    on working days at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    every day from Monday to Friday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    mon-wed 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE
    every weekend at 10:00 | 2026-11-22 10:00 | FREQ=WEEKLY;BYDAY=SA,SU
    first Tuesday of the month at 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    every first Tuesday at 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    monthly on the first Tuesday at 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    2nd Tuesday of every month, 10:00 | 2026-12-08 10:00 | FREQ=MONTHLY;BYDAY=2TU
    first and third Monday of the month at 9:00 | 2026-12-07 09:00 | FREQ=MONTHLY;BYDAY=1MO,3MO
    last Friday of the month at 5pm | 2026-11-27 17:00 | FREQ=MONTHLY;BYDAY=-1FR
    on the 15th of every month at 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    every 15th at 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    every month on the 1st and 15th at 9:00 | 2026-12-01 09:00 | FREQ=MONTHLY;BYMONTHDAY=1,15
    last day of the month at 9:00 | 2026-11-30 09:00 | FREQ=MONTHLY;BYMONTHDAY=-1
    first working day of the month at 9:00 | 2026-12-01 09:00 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1
    every last Friday at 9:00 | 2026-11-27 09:00 | FREQ=MONTHLY;BYDAY=-1FR
    on the first of every month at 9:00 | 2026-12-01 09:00 | FREQ=MONTHLY;BYMONTHDAY=1
    every 15 of the month at 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    on day 15 of every month at 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    once a month on the last Friday at 9:00 | 2026-11-27 09:00 | FREQ=MONTHLY;BYDAY=-1FR
    monthly at 9:00 | 2026-11-23 09:00 | FREQ=MONTHLY;BYMONTHDAY=23
    every 3 months on the 1st at 9:00 | 2026-12-01 09:00 | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1
    every quarter at 9:00 from 1 January | 2027-01-01 09:00 | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1
    yearly on 24 May at 9:00 | 2027-05-24 09:00 | FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24
    every year on May 24 at 9:00 | 2027-05-24 09:00 | FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24
    every 24 May at 9:00 | 2027-05-24 09:00 | FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24
    every first Monday of March at 9:00 | 2027-03-01 09:00 | FREQ=YEARLY;BYMONTH=3;BYDAY=1MO
    every Monday at 9:00 until 31 December | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO
    every Monday until 31 December at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO
    every Monday at 9:00 until the end of the year | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO
    until 31 December every Monday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO
    every day at 9:00 until 1 January 2027 at 8:00 | 2026-11-23 09:00 | FREQ=DAILY;UNTIL=20270101T080000
    every Monday at 9:00 for 8 weeks | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20270117;BYDAY=MO
    every Monday at 9:00, 5 times | 2026-11-23 09:00 | FREQ=WEEKLY;COUNT=5;BYDAY=MO
    5 times every Monday at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;COUNT=5;BYDAY=MO
    every Monday at 9:00 from 1 March | 2027-03-01 09:00 | FREQ=WEEKLY;BYDAY=MO
    from 2 March every Monday at 9:00 | 2027-03-08 09:00 | FREQ=WEEKLY;BYDAY=MO
    starting on 2 March at 9:00 every 2 weeks on Monday | 2027-03-08 09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO
    every weekday at 9:00 except holidays | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR -holidays
    every day at 9:00, without public holidays | 2026-11-23 09:00 | FREQ=DAILY -holidays
    every Monday, but not on holidays, at 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO -holidays
"""

BULGARIAN = """
    всеки ден в 9:00 | 2026-11-23 09:00 | FREQ=DAILY
    ежедневно в 18:00 | 2026-11-22 18:00 | FREQ=DAILY
    всеки ден на обяд | 2026-11-22 12:00 | FREQ=DAILY
    всяка вечер в 8 | 2026-11-22 20:00 | FREQ=DAILY
    през ден в 9:00 | 2026-11-23 09:00 | FREQ=DAILY;INTERVAL=2
    на всеки 3 дни в 9:00 | 2026-11-23 09:00 | FREQ=DAILY;INTERVAL=3
    всеки понеделник в 9 ч. | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    Всеки Понеделник, в 9:00 часа | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    vseki ponedelnik v 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    всяка сряда в 18.30 ч. | 2026-11-25 18:30 | FREQ=WEEKLY;BYDAY=WE
    всяка седмица в понеделник в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    в понеделниците в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    всеки понеделник и четвъртък в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TH
    понеделник и четвъртък в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TH
    през седмица във вторник в 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    на всеки две седмици във вторник в 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    във вторник през две седмици в 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    всяка втора седмица във вторник в 10:00 | 2026-11-24 10:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    всеки работен ден в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    в делнични дни в 9 ч. | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    от понеделник до петък в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    всяка събота и неделя в 10:00 | 2026-11-22 10:00 | FREQ=WEEKLY;BYDAY=SA,SU
    първия вторник на месеца в 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    първия вторник от месеца в 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    първия вторник от всеки месец в 10 ч. | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    всеки последен петък от месеца от 16:00 ч. | 2026-11-27 16:00 | FREQ=MONTHLY;BYDAY=-1FR
    последния работен ден от месеца в 9:00 | 2026-11-30 09:00 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
    на първо число от месеца в 9:00, считано от 1 март | 2027-03-01 09:00 | FREQ=MONTHLY;BYMONTHDAY=1
    всеки понеделник от 18,30 ч. | 2026-11-23 18:30 | FREQ=WEEKLY;BYDAY=MO
    веднъж седмично в понеделник в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    веднъж в седмицата в понеделник в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    веднъж на две седмици в понеделник в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO
    всеки последен петък на месеца в 9:00 | 2026-11-27 09:00 | FREQ=MONTHLY;BYDAY=-1FR
    всяко първо число в 9:00 | 2026-12-01 09:00 | FREQ=MONTHLY;BYMONTHDAY=1
    всеки месец на 15-ти в 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    на всеки 2 месеца на 15-о число в 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15
    всеки първи вторник в 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    всеки месец в първия вторник в 10:00 | 2026-12-01 10:00 | FREQ=MONTHLY;BYDAY=1TU
    втория вторник на всеки месец в 10:00 | 2026-12-08 10:00 | FREQ=MONTHLY;BYDAY=2TU
    последния петък на месеца в 17:00 | 2026-11-27 17:00 | FREQ=MONTHLY;BYDAY=-1FR
    всяко 15-о число в 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    на 15-о число всеки месец в 9:00 | 2026-12-15 09:00 | FREQ=MONTHLY;BYMONTHDAY=15
    на 1 и 15 число всеки месец в 9:00 | 2026-12-01 09:00 | FREQ=MONTHLY;BYMONTHDAY=1,15
    последния ден на месеца в 9:00 | 2026-11-30 09:00 | FREQ=MONTHLY;BYMONTHDAY=-1
    последния работен ден на месеца в 9:00 | 2026-11-30 09:00 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
    ежемесечно в 9:00 | 2026-11-23 09:00 | FREQ=MONTHLY;BYMONTHDAY=23
    всяка година на 24 май в 9:00 | 2027-05-24 09:00 | FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24
    всеки 24 май в 9:00 | 2027-05-24 09:00 | FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24
    всеки понеделник в 9:00 до 31 декември | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO
    всеки понеделник до края на годината в 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO
    всеки понеделник в 9:00 за 8 седмици | 2026-11-23 09:00 | FREQ=WEEKLY;UNTIL=20270117;BYDAY=MO
    всеки понеделник в 9:00, 5 пъти | 2026-11-23 09:00 | FREQ=WEEKLY;COUNT=5;BYDAY=MO
    от 1 март всеки понеделник в 9:00 | 2027-03-01 09:00 | FREQ=WEEKLY;BYDAY=MO
    всеки понеделник в 9:00 считано от 1 март | 2027-03-01 09:00 | FREQ=WEEKLY;BYDAY=MO
    всеки понеделник в 9:00 без празници | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO -holidays
    всеки ден в 9:00 без почивни дни | 2026-11-23 09:00 | FREQ=DAILY -holidays
    всеки ден без официалните празници в 9:00 | 2026-11-23 09:00 | FREQ=DAILY -holidays
"""

ONCE = """
    tomorrow at 9 | 2026-11-23 09:00 |
    tomorrow at 9:00 | 2026-11-23 09:00 |
    утре в 9:00 | 2026-11-23 09:00 |
    утре в 9 | 2026-11-23 09:00 |
    tomorrow from 9:00 | 2026-11-23 09:00 |
    утре от 9 | 2026-11-23 09:00 |
    във вторник от 10:00 | 2026-11-24 10:00 |
    на 24 ноември от 18:30 ч. | 2026-11-24 18:30 |
    утре в 14,30 | 2026-11-23 14:30 |
    утре от 14,30 часа | 2026-11-23 14:30 |
    in 2 hours | 2026-11-22 11:00 |
    след 2 часа | 2026-11-22 11:00 |
    Monday at 9:00 | 2026-11-23 09:00 |
    15 December 2026 18:30 | 2026-12-15 18:30 |
    2026-12-15 18:30 | 2026-12-15 18:30 |
    now | 2026-11-22 09:01 |
    сега | 2026-11-22 09:01 |
"""

RAW = """
    9:00 RRULE:FREQ=WEEKLY;BYDAY=MO | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    FREQ=WEEKLY;BYDAY=MO 9:00 | 2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO
    2026-12-01 09:00 RRULE:FREQ=WEEKLY;BYDAY=MO | 2026-12-07 09:00 | FREQ=WEEKLY;BYDAY=MO
    from 1 March 9:00 rrule:freq=monthly | 2027-03-01 09:00 | FREQ=MONTHLY;BYMONTHDAY=1
    2026-12-01 09:00 RRULE:BYDAY=MO;FREQ=WEEKLY;INTERVAL=2 | 2026-12-14 09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO
    RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=30;BYSECOND=0 | 2026-11-22 09:30 | FREQ=DAILY
    9:00 RRULE:FREQ=DAILY;UNTIL=20261231T220000Z | 2026-11-23 09:00 | FREQ=DAILY;UNTIL=20270101T000000
    9:00 RRULE:FREQ=DAILY, except on holidays | 2026-11-23 09:00 | FREQ=DAILY -holidays
    9:00 без празници RRULE:FREQ=DAILY | 2026-11-23 09:00 | FREQ=DAILY -holidays
"""

REFUSED = """
    tomorrow | NoHour
    every Monday | NoHour
    всеки понеделник | NoHour
    RRULE:FREQ=WEEKLY;BYDAY=MO | NoHour
    yesterday at 9:00 | Past
    1 януари 2020 г. в 9:00 | Past
    every day at 9:00 from 1 January 2020, 5 times | Past
    2020-12-01 09:00 RRULE:FREQ=WEEKLY;BYDAY=MO | Past
    every 1 second | TooOften
    every second | TooOften
    every 30 seconds | TooOften
    every 5 minutes | TooOften
    every hour | TooOften
    hourly | TooOften
    всяка минута | TooOften
    на всеки 5 минути | TooOften
    на всеки час | TooOften
    на всеки 8 часа | TooOften
    every day at 9:00 and 17:00 | TooOften
    RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30 | TooOften
    RRULE:FREQ=HOURLY | TooOften
    RRULE:FREQ=DAILY;BYHOUR=9,17 | TooOften
    every day at 6 | WhichHour
    всеки ден в 3 часа | WhichHour
    every Monday at midnight | MidnightOf
    every second Tuesday at 10:00 | Unclear
    всеки втори вторник в 10:00 | Unclear
    every Monday at 9:00 until 31 December, 5 times | TwoEnds
    every Monday at 9:00 for 8 weeks, 5 times | TwoEnds
    9:00 RRULE:FREQ=DAILY;COUNT=5;UNTIL=20301231 | TwoEnds
    every year on 31 February at 9:00 | Never
    every Monday at 9:00 until 1 January 2020 | Never
    every year on 24 May at 9:00 except holidays | Never
    9:00 RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30 | Never
    every 5 years at 9:00 | TooRare
    9:00 RRULE:FREQ=YEARLY;INTERVAL=3;BYMONTH=2;BYMONTHDAY=29 | TooRare
    9:00 RRULE:FREQ=DAILY;INTERVAL=0 | BadPart
    9:00 RRULE:FREQ=DAILY;FOO=5 | BadPart
    9:00 RRULE:FREQ=DAILY;COUNT=1001 | BadPart
    9:00 RRULE:FREQ=WEEKLY;BYDAY=1MO | BadPart
    9:00 RRULE:FREQ=WEEKLY;BYDAY=XX | BadPart
    9:00 RRULE:FREQ=YEARLY;BYEASTER=0 | BadPart
    9:00 RRULE:FREQ=DAILY;BYSECOND=30 | BadPart
    9:00 RRULE:FREQ=DAILY;FREQ=WEEKLY | BadPart
    9:00 RRULE:FREQ=DAILY;BYSETPOS=1 | BadPart
    every 0 days at 9:00 | BadPart
    every day at 9:00, 0 times | BadPart
    every foo at 9:00 | Unreadable
    every Monday of the week of the month at 9:00 | Unreadable
    every day at 9:00 until March | Unreadable
    every Monday until at 9:00 | Unreadable
    9:00 RRULE:FREQ=DAILY and then some | Unreadable
    hello | Unreadable
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The cells of a table."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]
