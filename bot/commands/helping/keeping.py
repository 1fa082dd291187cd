"""Keeps questions to organisers, and has everybody told of them: who asked, and the organisers in their own places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from bot.core import outbox
from bot.core.errors import Oops
from bot.core.outbox import REACHED
from bot.storage.help_requests import HelpRequest, Stand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.core.context import Context
    from bot.core.reply import Action
    from bot.domain.delivery import Delivery
    from bot.storage.store import Tx

POSTED = "request-posted"  # shows a question in the organisers' places
MOST = 5  # questions of one person that wait at once
WAIT = timedelta(hours=24)  # of waking hours, before organisers are reminded
WITHIN = timedelta(days=7)  # how long an answer is tried to be brought
TRIED = timedelta(minutes=30)  # after which it has arrived, or never will, unless a platform is away


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `topic` is the record it is about, `partner:krib`, `follows` the question that was answered."""

    text: str
    topic: str = ""
    follows: int = 0


def ask(tx: Tx, question: Question, ctx: Context) -> int:
    """Keep a question of the one who asks, have organisers told, and return its number. Raises Oops."""
    mine = tx.help.of(ctx.who.id)
    if sum(one.done_at is None for one in mine) >= MOST:
        raise Oops(
            "{n} questions of yours are waiting already. Please wait for an answer, or withdraw one that is settled.",
            n=MOST,
        )
    if question.follows and not any(one.id == question.follows and one.answer is not None for one in mine):
        raise Oops("This question is not there any more. Ask anew with /contact.")
    via = f"{ctx.account.platform}:{ctx.account.id}" if ctx.account else str(ctx.place)
    asked = HelpRequest(0, ctx.who.id, via, question.topic, question.text, ctx.now, follows=question.follows or None)
    id = tx.help.add(asked)
    asked = replace(asked, id=id)
    late = ctx.club.quiet.later(ctx.now, WAIT, ctx.club.zone)
    for place in ctx.places.organisers:
        outbox.send(tx, ctx.now, place=place, says=ctx.opener(POSTED, **_posted(asked)), key=_key(asked), within=WITHIN)
        outbox.send(
            tx, ctx.now, place=place, says=ctx.opener("request-late", request=id), key=f"{_key(asked)}:late", at=late
        )
    return id


def amend(tx: Tx, asked: HelpRequest, ctx: Context) -> None:
    """Have the organisers' places show how a question stands now."""
    show(tx, asked, ctx.places.organisers, partial(ctx.opener, POSTED), ctx.now)


def show(tx: Tx, asked: HelpRequest, places: Iterable[str], posted: Callable[..., Action], at: datetime) -> None:
    """Have these places show how a question stands now; `posted` makes the command that shows it."""
    now = tx.help.get(asked.id) or asked
    for place in places:
        outbox.amend(tx, at, place=place, key=_key(now), says=posted(**_posted(now)))


def found(tx: Tx, id: int) -> HelpRequest:
    """The question of this number, for organisers; Oops when it is gone."""
    asked = tx.help.get(id)
    if asked is None:
        raise Oops("This question is not there any more. /requests lists those that wait.")
    return asked


def own(tx: Tx, id: int, ctx: Context) -> HelpRequest:
    """The question of this number, for whoever asked it; Oops for everybody else."""
    asked = tx.help.get(id)
    if asked is None or asked.person_id != ctx.who.id:
        raise Oops("This question is not there any more. Ask anew with /contact.")
    return asked


def waits(asked: HelpRequest) -> HelpRequest:
    """The same question; Oops when it waits no more."""
    match asked.stand:
        case Stand.ANSWERED:
            raise Oops("It has been answered already.")
        case Stand.WITHDRAWN:
            raise Oops("It has been withdrawn, so it needs no answer any more.")
        case Stand.CLOSED:
            raise Oops("Somebody has dealt with it already.")
        case _:
            return asked


def reply_place(tx: Tx, asked: HelpRequest) -> str | None:
    """Where whoever asked reads the answer: on the platform they asked from if they can be written to there."""
    if asked.person_id is None:
        return None
    platform, _, account = asked.via.partition(":")
    known = tx.people.find(platform, account) if platform in REACHED else None
    if known and known.id == asked.person_id:
        return f"{platform}:@{account}"
    return outbox.direct(tx, asked.person_id)


def answer(tx: Tx, asked: HelpRequest, ctx: Context) -> bool:
    """Have the stored answer brought to whoever asked; False where nobody can write to them.

    The one who answers hears it if that does not come off.
    """
    place = reply_place(tx, asked)
    if place is None:
        return False
    says = ctx.opener("contact-answered", request=asked.id)
    outbox.send(tx, ctx.now, place=place, says=says, key=_answer_key(asked), within=WITHIN)
    teller = outbox.direct(tx, ctx.who.id) or next(iter(ctx.places.organisers), None)
    if teller:
        tried = ctx.club.quiet.over(ctx.now, ctx.club.zone) + TRIED
        says = ctx.opener("request-unreached", request=asked.id)
        outbox.send(tx, ctx.now, place=teller, says=says, key=f"{_answer_key(asked)}:unreached", at=tried)
    return True


def answer_row(tx: Tx, asked: HelpRequest, ctx: Context) -> Delivery | None:
    """The message that carries the answer."""
    place = reply_place(tx, asked)
    return tx.deliveries.keyed(tx.schedules.notices(ctx.now), _answer_key(asked), place) if place else None


def audit(tx: Tx, command: str, asked: HelpRequest, ctx: Context) -> None:
    """Write down what an organiser did with a question, without what was asked or answered."""
    now = tx.help.get(asked.id)
    after = {"stand": str(now.stand)} if now else None
    who = tx.pseudonyms.of(ctx.who.id)
    tx.audit.add(ctx.now, who, f"{command} request={asked.id}", str(ctx.place), {"stand": str(asked.stand)}, after)


def _posted(asked: HelpRequest) -> dict[str, int]:
    state = f"{asked.stand} {asked.taken_by} {asked.done_by} {asked.helped_at}"
    return {"request": asked.id, "state": crc32(state.encode())}


def _key(asked: HelpRequest) -> str:
    # With whose it is: what was posted is deleted when they are forgotten.
    return f"help:{asked.person_id}:{asked.id}"


def _answer_key(asked: HelpRequest) -> str:
    return f"{_key(asked)}:answer"
