"""/profile-set: one answer of a profile is another one. Behind buttons and forms only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.language import Language
from bot.commands.membership.answers import ANSWERS, Often, seen, store, told
from bot.commands.profiling.asking import NEEDED, mark
from bot.commands.profiling.known import CHANGED
from bot.commands.profiling.saying import both, changed, meant
from bot.commands.quiet import replan
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import Text
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.spec import Param
from bot.core.words import later
from bot.domain.member import Aim
from bot.storage.store import Tx


def _answer(name: str, default: object = None) -> Any:  # noqa: ANN401 - as `arg`
    return arg(ANSWERS[name].question, default=default, kind=ANSWERS[name].kind)


class ProfileSet(Command, name="profile-set", writes=True, hidden=True):
    """Change an answer."""

    ask: str = arg("Which answer", default="", kind=Text(40))
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
    introduction: str = _answer("introduction", "")
    was: str = arg(default="", kind=Text(20), hidden=True)

    submit = later("Save")

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:
        """The one answer that its form is for."""
        param = cls.spec.param(texts.get("ask", ""))
        return (param,) if param and param.name in CHANGED else cls.spec.shown

    async def run(self, ctx: Context) -> Reply:
        """Keep it, unless it was changed since it was shown; nothing is an answer that is taken away."""
        given = [p.name for p in self.spec.params if p.name in CHANGED and getattr(self, p.name) != p.default]
        name = given[0] if given else self.ask
        if name not in CHANGED or len(given) > 1:
            raise Garbled(self.spec.name)
        value = meant(getattr(self, name)) if given else None
        try:
            seen(value)
            if value is None and name in NEEDED:
                raise Wrong("This one is needed.")  # noqa: TRY301 - said in the form, as what can't be seen is
        except Wrong as wrong:
            return Partial(type(self), {"ask": name}, {"was": self.was}, errors={name: wrong}, submitted=True).reply(
                ctx.reading
            )
        done = await ctx.work(lambda tx: self._keep(tx, name, value, ctx))
        if done["stale"]:
            return both(self, name, done["before"], value, ctx)
        return await changed(name, done["before"], value, ctx)

    def _keep(self, tx: Tx, name: str, value: Any, ctx: Context) -> dict[str, Any]:  # noqa: ANN401 - any JSON
        before = told(tx, ctx.who.id).get(name)
        if self.was and self.was != mark(before) and mark(value) != mark(before):
            return {"stale": True, "before": before}
        if mark(value) != mark(before) or name == "digest":  # which may have been stopped since
            store(tx, name, value, ctx)
        if name == "zone":
            replan(tx, replace(ctx, zone=ZoneInfo(value)))
        return {"stale": False, "before": before}
