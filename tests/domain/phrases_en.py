"""English phrases of time, seen from Sunday, 22 November 2026, 09:00 in Sofia.

A line is `phrase | start | end (not in) | precision`, in Sofia time; a day alone is its midnight.
"""

PHRASES = """
    today | 2026-11-22 | 2026-11-23 | day
    tomorrow | 2026-11-23 | 2026-11-24 | day
    Yesterday | 2026-11-21 | 2026-11-22 | day
    the day after tomorrow | 2026-11-24 | 2026-11-25 | day
    day before yesterday | 2026-11-20 | 2026-11-21 | day
    tonight | 2026-11-22 18:00 | 2026-11-23 | range
    this morning | 2026-11-22 06:00 | 2026-11-22 12:00 | range
    tomorrow evening | 2026-11-23 18:00 | 2026-11-24 | range
    tomorrow at 18:00 | 2026-11-23 18:00 | 2026-11-23 18:01 | minute
    tomorrow at 6pm | 2026-11-23 18:00 | 2026-11-23 18:01 | minute
    tomorrow at 6:30 p.m. | 2026-11-23 18:30 | 2026-11-23 18:31 | minute
    Tomorrow evening at 7 | 2026-11-23 19:00 | 2026-11-23 19:01 | minute
    today at noon | 2026-11-22 12:00 | 2026-11-22 12:01 | minute
    at 18:00 | 2026-11-22 18:00 | 2026-11-22 18:01 | minute
    at 8:30 | 2026-11-23 08:30 | 2026-11-23 08:31 | minute
    6:30 pm | 2026-11-22 18:30 | 2026-11-22 18:31 | minute
    at 12am | 2026-11-23 | 2026-11-23 00:01 | minute
    noon | 2026-11-22 12:00 | 2026-11-22 12:01 | minute
    midnight | 2026-11-23 | 2026-11-23 00:01 | minute
    9 in the morning | 2026-11-23 09:00 | 2026-11-23 09:01 | minute
    Friday | 2026-11-27 | 2026-11-28 | day
    on Friday | 2026-11-27 | 2026-11-28 | day
    Fri | 2026-11-27 | 2026-11-28 | day
    this Friday | 2026-11-27 | 2026-11-28 | day
    next Friday | 2026-11-27 | 2026-11-28 | day
    next Friday at 6pm | 2026-11-27 18:00 | 2026-11-27 18:01 | minute
    NEXT FRIDAY, 6:30 PM! | 2026-11-27 18:30 | 2026-11-27 18:31 | minute
    next Sunday | 2026-11-29 | 2026-11-30 | day
    coming Tuesday | 2026-11-24 | 2026-11-25 | day
    Sunday | 2026-11-22 | 2026-11-23 | day
    Sunday at 8:00 | 2026-11-29 08:00 | 2026-11-29 08:01 | minute
    Monday next week | 2026-11-23 | 2026-11-24 | day
    last Sunday | 2026-11-15 | 2026-11-16 | day
    this week | 2026-11-16 | 2026-11-23 | week
    next week | 2026-11-23 | 2026-11-30 | week
    last week | 2026-11-09 | 2026-11-16 | week
    the week after next | 2026-11-30 | 2026-12-07 | week
    this month | 2026-11-01 | 2026-12-01 | month
    next month | 2026-12-01 | 2027-01-01 | month
    last month | 2026-10-01 | 2026-11-01 | month
    this quarter | 2026-10-01 | 2027-01-01 | quarter
    next quarter | 2027-01-01 | 2027-04-01 | quarter
    this year | 2026-01-01 | 2027-01-01 | year
    next year | 2027-01-01 | 2028-01-01 | year
    last year | 2025-01-01 | 2026-01-01 | year
    this weekend | 2026-11-21 | 2026-11-23 | range
    next weekend | 2026-11-28 | 2026-11-30 | range
    March | 2027-03-01 | 2027-04-01 | month
    in March | 2027-03-01 | 2027-04-01 | month
    next March | 2027-03-01 | 2027-04-01 | month
    March 2027 | 2027-03-01 | 2027-04-01 | month
    March next year | 2027-03-01 | 2027-04-01 | month
    this spring | 2027-03-01 | 2027-06-01 | season
    summer 2027 | 2027-06-01 | 2027-09-01 | season
    Q1 2027 | 2027-01-01 | 2027-04-01 | quarter
    Q4 | 2026-10-01 | 2027-01-01 | quarter
    first quarter of next year | 2027-01-01 | 2027-04-01 | quarter
    the second half of 2027 | 2027-07-01 | 2028-01-01 | range
    2027 | 2027-01-01 | 2028-01-01 | year
    15 December | 2026-12-15 | 2026-12-16 | day
    15th of December | 2026-12-15 | 2026-12-16 | day
    the 15th | 2026-12-15 | 2026-12-16 | day
    on the 15th | 2026-12-15 | 2026-12-16 | day
    December 15 | 2026-12-15 | 2026-12-16 | day
    Dec 15, 2026 | 2026-12-15 | 2026-12-16 | day
    December 15th, 2026 at 18:30 | 2026-12-15 18:30 | 2026-12-15 18:31 | minute
    15 Dec 2026 18:30 | 2026-12-15 18:30 | 2026-12-15 18:31 | minute
    Tuesday, 15 December 2026 | 2026-12-15 | 2026-12-16 | day
    on Friday, 27 November at 19:00 | 2026-11-27 19:00 | 2026-11-27 19:01 | minute
    the twenty-fifth of December | 2026-12-25 | 2026-12-26 | day
    15.12.2026 | 2026-12-15 | 2026-12-16 | day
    15.12.2026 18:30 | 2026-12-15 18:30 | 2026-12-15 18:31 | minute
    15/12 | 2026-12-15 | 2026-12-16 | day
    15.12 | 2026-12-15 | 2026-12-16 | day
    15-12-2026 | 2026-12-15 | 2026-12-16 | day
    2026-12-15 | 2026-12-15 | 2026-12-16 | day
    2026-12-15T18:30 | 2026-12-15 18:30 | 2026-12-15 18:31 | minute
    2026-12 | 2026-12-01 | 2027-01-01 | month
    12/2026 | 2026-12-01 | 2027-01-01 | month
    29 February | 2028-02-29 | 2028-03-01 | day
    first Monday of December | 2026-12-07 | 2026-12-08 | day
    the last Friday of the month | 2026-11-27 | 2026-11-28 | day
    in 2 days | 2026-11-24 | 2026-11-25 | day
    in two weeks | 2026-12-06 | 2026-12-07 | day
    in a month | 2026-12-22 | 2026-12-23 | day
    in 2 days at 18:00 | 2026-11-24 18:00 | 2026-11-24 18:01 | minute
    in 2 hours | 2026-11-22 11:00 | 2026-11-22 11:01 | minute
    in half an hour | 2026-11-22 09:30 | 2026-11-22 09:31 | minute
    in 1 hour and 30 minutes | 2026-11-22 10:30 | 2026-11-22 10:31 | minute
    two weeks from now | 2026-12-06 | 2026-12-07 | day
    3 days ago | 2026-11-19 | 2026-11-20 | day
    an hour ago | 2026-11-22 08:00 | 2026-11-22 08:01 | minute
    within 60 days | 2026-11-22 09:00 | 2027-01-22 | range
    within a week | 2026-11-22 09:00 | 2026-11-30 | range
    next 30 days | 2026-11-22 09:00 | 2026-12-23 | range
    the next two weeks | 2026-11-22 09:00 | 2026-12-07 | range
    in the next 24 hours | 2026-11-22 09:00 | 2026-11-23 09:00 | range
    the last 7 days | 2026-11-15 | 2026-11-22 09:00 | range
    until the end of the month | 2026-11-22 09:00 | 2026-12-01 | range
    by the end of the week | 2026-11-22 09:00 | 2026-11-23 | range
    until the end of next year | 2026-11-22 09:00 | 2028-01-01 | range
    until the end of March | 2026-11-22 09:00 | 2027-04-01 | range
    rest of the week | 2026-11-22 09:00 | 2026-11-23 | range
    by Friday | 2026-11-22 09:00 | 2026-11-28 | range
    until 18:00 | 2026-11-22 09:00 | 2026-11-22 18:00 | range
    by tomorrow at noon | 2026-11-22 09:00 | 2026-11-23 12:00 | range
    through March | 2026-11-22 09:00 | 2027-04-01 | range
    before March | 2026-11-22 09:00 | 2027-03-01 | range
    since Monday | 2026-11-16 | 2026-11-22 09:00 | range
    from Monday to Wednesday | 2026-11-23 | 2026-11-26 | range
    Monday–Friday | 2026-11-23 | 2026-11-28 | range
    from Friday to Monday | 2026-11-27 | 2026-12-01 | range
    between 3 and 10 December | 2026-12-03 | 2026-12-11 | range
    1-15 March | 2027-03-01 | 2027-03-16 | range
    March 1 to 15, 2027 | 2027-03-01 | 2027-03-16 | range
    1–30 November | 2026-11-01 | 2026-12-01 | range
    from 20 December to 10 January | 2026-12-20 | 2027-01-11 | range
    from 20 Dec to 10 Jan 2030 | 2029-12-20 | 2030-01-11 | range
    from January to March 2027 | 2027-01-01 | 2027-04-01 | range
    from now until Friday | 2026-11-22 09:00 | 2026-11-28 | range
    from tomorrow until the end of the month | 2026-11-23 | 2026-12-01 | range
    2026–2027 | 2026-01-01 | 2028-01-01 | range
    tomorrow from 6 to 8 pm | 2026-11-23 18:00 | 2026-11-23 20:00 | range
    Friday 18:00-20:00 | 2026-11-27 18:00 | 2026-11-27 20:00 | range
    tomorrow between 10:00 and 11:30 | 2026-11-23 10:00 | 2026-11-23 11:30 | range
    from 22:00 to 02:00 | 2026-11-22 22:00 | 2026-11-23 02:00 | range
    from 9:00 to 11:00 tomorrow | 2026-11-23 09:00 | 2026-11-23 11:00 | range
    “tomorrow” at 18:00 | 2026-11-23 18:00 | 2026-11-23 18:01 | minute
    at 6:30 in the evening | 2026-11-22 18:30 | 2026-11-22 18:31 | minute
    8 o'clock in the morning | 2026-11-23 08:00 | 2026-11-23 08:01 | minute
    tonight at 8 | 2026-11-22 20:00 | 2026-11-22 20:01 | minute
    tonight at 7:30 | 2026-11-22 19:30 | 2026-11-22 19:31 | minute
    tonight at 8 pm | 2026-11-22 20:00 | 2026-11-22 20:01 | minute
    tonight at 8:30 pm | 2026-11-22 20:30 | 2026-11-22 20:31 | minute
    tomorrow evening at 20:00 | 2026-11-23 20:00 | 2026-11-23 20:01 | minute
    now | 2026-11-22 09:00 | 2026-11-22 09:01 | minute
    in a minute | 2026-11-22 09:01 | 2026-11-22 09:02 | minute
    18 h | 2026-11-22 18:00 | 2026-11-22 18:01 | minute
    this coming Friday | 2026-11-27 | 2026-11-28 | day
    next week on Monday | 2026-11-23 | 2026-11-24 | day
    Monday of the week after next | 2026-11-30 | 2026-12-01 | day
    the 15th of next month | 2026-12-15 | 2026-12-16 | day
    first Monday of next month | 2026-12-07 | 2026-12-08 | day
    the first Monday of the month | 2026-11-02 | 2026-11-03 | day
    last Friday of November | 2026-11-27 | 2026-11-28 | day
    last Friday of November 2027 | 2027-11-26 | 2027-11-27 | day
    the coming week | 2026-11-23 | 2026-11-30 | week
    the coming March | 2027-03-01 | 2027-04-01 | month
    next year in March | 2027-03-01 | 2027-04-01 | month
    next summer | 2027-06-01 | 2027-09-01 | season
    Q2 | 2027-04-01 | 2027-07-01 | quarter
    first quarter | 2027-01-01 | 2027-04-01 | quarter
    within the next 60 days | 2026-11-22 09:00 | 2027-01-22 | range
    from now until the end of the month | 2026-11-22 09:00 | 2026-12-01 | range
    from the start of next month to the end of March | 2026-12-01 | 2027-04-01 | range
    from the start of the year until Friday | 2026-01-01 | 2026-11-28 | range
    until the start of next week | 2026-11-22 09:00 | 2026-11-23 | range
    from 15 December 2026 to 10 January | 2026-12-15 | 2027-01-11 | range
    on December 15 | 2026-12-15 | 2026-12-16 | day
"""

REFUSED = """
    soon
    sometime
    tomorrow at 6
    tomorrow 18
    at 6
    at 9 o'clock
    tomorrow at midnight
    tomorrow at 25:00
    18:60
    31 February
    31.11.2026
    12/15
    12/15/2026
    15.12.26
    12/11/10
    2026-02-30
    2026-13
    next week or so
    every Monday
    Mondays
    not tomorrow
    around 6 pm
    Monday and Tuesday
    Friday, Saturday
    Wednesday, 15 December 2026
    13 pm
    0 am
    until March
    until next week
    until tonight
    until yesterday
    winter 2027
    end of the month
    early March
    in 99999999 days
    in 99999 days
    in 3000 years
    in 1.5 hours
    a March
    the first
    1 or 2 December
    from Monday
    5-7 December at 18:00
    from 10 to 12
    last Tuesday
    next December
    Q5
    third half of 2027
    6th Monday of December
    year 1850
    2500
    tomorrow tomorrow
    next
    at
    the
    2 days
    every 2 days
    10.12 at
    at 10.12
    18.30
    half past six
    half 6
    15²
    ١٥ December
    tomorrow <b>
    =tomorrow
    next Friday of the month
    tomorrow at 18:00 and 20:00
    December 18h
    at 1930
    from Friday to yesterday
    in 5 working days
    - tomorrow
    next weeks
    from today to March
    15-10 December
    2 November to the 15th
    from 15 December to 10 December
    9-5 pm
    last summer
    from 5 December until the end of the month
    from 5 January until the end of the month
    tomorrow by 18:00
    mid-March
    from 2 to this 15 December
    from 1 to next 15 March
"""
