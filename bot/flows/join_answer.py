"""/join-answer: an answer to a question of joining, by a button, a list, a form, or a line that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.commands.language import Language
from bot.commands.membership.answers import ANSWERS, Often, seen
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import Text
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.spec import Param
from bot.core.words import later, words
from bot.domain.member import Aim
from bot.flows.asking import meant, noted, picks
from bot.flows.going import on
from bot.flows.state import keep, state


def _answer(name: str, default: object = None) -> Any:  # noqa: ANN401 - as `arg`
    return arg(ANSWERS[name].question, default=default, kind=ANSWERS[name].kind)


class JoinAnswer(Command, name="join-answer", writes=True, hidden=True):
    """Answer a question."""

    ask: str = arg("Which question", default="", kind=Text(40))
    language: Language | None = _answer("language")
    zone: str = _answer("zone", "")
    aim: Aim | None = _answer("aim")
    organisation: str = _answer("organisation", "")
    city: str = _answer("city", "")
    interests: tuple[str, ...] = _answer("interests", ())
    offers: str = _answer("offers", "")
    seeks: str = _answer("seeks", "")
    digest: Often | None = _answer("digest")
    reminders: bool | None = _answer("reminders")
    agree_directory: bool | None = _answer("agree_directory")
    agree_matching: bool | None = _answer("agree_matching")
    agree_digest: bool | None = _answer("agree_digest")

    submit = later("Go on")

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:
        """The one answer that its form is for."""
        param = cls.spec.param(texts.get("ask", ""))
        return (param,) if param else cls.spec.shown

    async def run(self, ctx: Context) -> Reply:
        """Keep it at once, say what was kept, and go on with the next question."""
        given = {p.name: v for p in self.spec.params if p.name != "ask" and (v := getattr(self, p.name)) != p.default}
        if not given and self.ask == "interests":  # pressed Done: what was picked is the answer
            told = await ctx.look(lambda tx: state(tx, ctx.who.id))
            given = {"interests": tuple(picks(told))} if picks(told) else {}
        wrong = _unseen(given) if given else {self.ask: Wrong("Please write something, or skip the question.")}
        if wrong and self.ask in ANSWERS:
            return Partial(type(self), {"ask": self.ask}, errors=wrong, submitted=True).reply(ctx.reading)
        kept = await ctx.work(lambda tx: keep(tx, given, ctx))  # of what is delivered again, the first
        if self.language:
            ctx = replace(ctx, t=words(self.language), who=replace(ctx.who, language=self.language.value))
        reply = await on(ctx, noted(kept, ctx))
        return replace(reply, buttons=(*reply.buttons, *meant(kept, ctx)))


def _unseen(given: Mapping[str, object]) -> dict[str, Wrong]:
    """What is wrong with texts in which nothing can be seen."""
    found = {}
    for name, value in given.items():
        try:
            seen(value)
        except Wrong as wrong:
            found[name] = wrong
    return found
