"""Doing something later.

planner    occurrences become deliveries, once each
courier    due deliveries reach their places, through each platform's messenger
lanes      one place's messages go one after the other; no place waits for another
outcome    what an attempt came to, as the delivery's next state
clockwork  wakes them, and holds no truth: the only file that knows APScheduler
service    all of it, running
"""
