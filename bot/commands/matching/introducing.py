"""The rules of asking somebody to meet: who may, how often, what it shows, and when its time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.matching.reach import suggestable
from bot.core.errors import Oops
from bot.core.reply import Button
from bot.domain.member import Purpose
from bot.storage.introductions import Stand

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.context import Context
    from bot.domain.member import Profile
    from bot.storage.introductions import Introduction
    from bot.storage.store import Tx

OPEN = timedelta(days=14)  # in which a request may be answered; a no is never told, so it looks like no answer
AGAIN = timedelta(days=90)  # before the same person may be asked again
WEEK = timedelta(days=7)
MOST_ASKED = 3  # requests that one makes in a week
MOST_GOT = 3  # requests that one gets in a week


def offer(profile: Profile, ctx: Context) -> tuple[Button, ...]:
    """The way to ask a member to meet, where they agree to be asked."""
    if Purpose.MATCHING not in profile.consents or profile.person == ctx.who.id:
        return ()
    return (Button(ctx.t("Ask to meet"), ctx.opener("introduce", person=profile.person)),)


def request_key(id: int, one: str, other: str) -> str:
    """The key of the message that brings a request: it goes with whoever of the two is forgotten."""
    return f"introduce:{one}:{other}:{id}"


def over(one: Introduction, now: datetime) -> bool:
    """Whether its time is over."""
    return now - one.made_at >= OPEN


def open_to_me(tx: Tx, asker: str, me: str, now: datetime) -> Introduction | None:
    """A request of somebody to me that may be answered yet, also after a no."""
    return next(
        (
            one
            for one in tx.introductions.asked(me)
            if one.one == asker and one.state in (Stand.ASKED, Stand.DECLINED) and not over(one, now)
        ),
        None,
    )


def known(tx: Tx, me: str, other: str) -> Introduction | None:
    """The introduction by which two know each other already."""
    every = tx.introductions.asked(me)
    return next((one for one in every if other in (one.one, one.other) and one.state == Stand.ACCEPTED), None)


def candidate(tx: Tx, person_id: str, ctx: Context) -> Profile:
    """Somebody who may be asked now; Oops for everybody else, without a word of why."""
    found = next((one for one in suggestable(tx, ctx.who.id) if one.person == person_id), None)
    if found is None:
        raise Oops("This member can't be asked at the moment. /find shows who can.")
    return found


def permitted(tx: Tx, other: Profile, ctx: Context) -> None:
    """Raise Oops when the asker has asked enough, or this one has been asked enough."""
    me, now = ctx.who.id, ctx.now
    last = next((one for one in tx.introductions.asked(me) if (one.one, one.other) == (me, other.person)), None)
    if last and now - last.made_at < AGAIN:
        raise Oops(
            "You asked this member not long ago. The same one can be asked again after {days} days.",
            days=AGAIN.days,
        )
    if tx.introductions.by(me, now - WEEK) >= MOST_ASKED:
        raise Oops(
            "You have asked {n} members within a week, which is as many as one may. Please wait a few days.",
            n=MOST_ASKED,
        )
    if tx.introductions.to(other.person, now - WEEK) >= MOST_GOT:
        raise Oops("This member has been asked by as many this week as anybody should be. Please try again next week.")
