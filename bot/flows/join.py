"""/join: become a member, step by step; begins, goes on, or shows what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.commands.membership.answers import ANSWERS, seen, spoken
from bot.core.command import Command
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds.interests import tries
from bot.core.places import PLATFORMS
from bot.core.reply import Button, Line, Reply
from bot.core.words import LANGUAGES, later, words
from bot.domain.fold import fold
from bot.flows.going import on
from bot.flows.join_answer import JoinAnswer
from bot.flows.join_ask import JoinAsk
from bot.flows.join_skip import JoinSkip
from bot.flows.join_stop import JoinStop
from bot.flows.onboarding import ONBOARDING, TAKEN
from bot.flows.state import SHOWN, begin, keep, state

if TYPE_CHECKING:
    from bot.core.kinds import Reading
    from bot.storage.store import Tx

YOUNG = timedelta(hours=24)  # a question that is older is not answered by whatever somebody writes
SKIP, STOP, BACK = later("Skip"), later("Stop"), later("Back")
ASKING = ("?", "\u037e", "\uff1f")


class Join(Command, name="join", writes=True, examples=("join",)):
    """Become a member: a few short questions, and what the club has for you."""

    async def run(self, ctx: Context) -> Reply:
        """Begin, or go on where the answers end."""
        first = await ctx.work(lambda tx: self._begin(tx, ctx))
        told = await ctx.look(lambda tx: state(tx, ctx.who.id))
        if ONBOARDING.open(told) is None:
            return await on(ctx)
        reply = await on(ctx, _welcome(told, ctx) if first else (ctx.t("Good to see you again. Here we go on:"),))
        return _changeable(reply, told, ctx)

    @classmethod
    def heard(cls, text: str, person_id: str, by: Reading, tx: Tx) -> Command | None:
        """The answer to the question that is open, if it is a young one and the text fits it.

        The words of its buttons count as well: “skip” is no city. Raises Oops where fields were named, one of which
        there is not.
        """
        joining = tx.members.onboarding(person_id)
        if joining is None or joining.stopped_at or by.now - joining.changed_at > YOUNG:
            return None
        told = state(tx, person_id)
        ask = ONBOARDING.open(told)
        name = told.get(SHOWN) or (ask.name if ask else "")
        asked = ANSWERS.get(name)
        if asked and (way := _way(text, name, told)):
            return way
        if asked is None or asked.purpose or text.rstrip().endswith(ASKING):
            return None
        try:
            value = asked.kind.read(text, by)
            seen(value)
        except Oops:
            if name == "interests" and tries(text):
                raise
            return None
        answer: dict[str, Any] = {name: value}
        return JoinAnswer(**answer) if value else None

    def _begin(self, tx: Tx, ctx: Context) -> bool:
        first = begin(tx, ctx)
        tx.members.drop(ctx.who.id, SHOWN)
        if ONBOARDING.open(state(tx, ctx.who.id)) is None:
            keep(tx, {}, ctx)
        return first


def _way(text: str, name: str, told: dict[str, Any]) -> Command | None:
    """What a button below the question does, where its word was written in either language."""

    def says(label: str) -> bool:
        return fold(text) in (fold(label), *(fold(words(language)(label)) for language in LANGUAGES))

    if says(SKIP):
        return JoinSkip(ask=name)
    if says(STOP):
        return JoinStop()
    earlier = ONBOARDING.before(name, told)
    return JoinAsk(ask=earlier.name) if earlier and says(BACK) else None


def _welcome(told: dict[str, Any], ctx: Context) -> Line:
    t = ctx.t
    _, total = ONBOARDING.place("", told)
    said = t.many(
        "Welcome! I have {n} short question. You may skip any, go back, or stop and go on another time, here or on"
        " another platform. You see and change what you said with /profile.",
        "Welcome! I have {n} short questions. You may skip any, go back, or stop and go on another time, here or on"
        " another platform. You see and change what you said with /profile.",
        total,
    )
    known = [_taken(told, ctx)] if told[TAKEN] else []
    if "zone" not in told:
        known.append(t("I take it that your time zone is {zone}.", zone=ctx.who.zone.key))
    return (said, *(("\n", " ".join(known)) if known else ()))


def _taken(told: dict[str, Any], ctx: Context) -> str:
    """What is known without asking, and from where."""
    t, platform = ctx.t, ctx.account.platform if ctx.account else ""
    what = ", ".join(spoken(name, told[name], ctx) for name in told[TAKEN])
    if platform in ("discord", "slack"):
        return t("Taken over from {platform}: {what}.", platform=PLATFORMS[platform], what=what)
    if platform == "web":
        return t("Taken over from your browser: {what}.", what=what)
    return t("Known already: {what}.", what=what)


def _changeable(reply: Reply, told: dict[str, Any], ctx: Context) -> Reply:
    if not told[TAKEN]:
        return reply
    change = Button(ctx.t("Another language or time zone"), ctx.opener("join-ask", ask="language"))
    return replace(reply, buttons=(*reply.buttons, change))
