"""/profile-agree: agrees to a purpose, or takes that back, at once. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.membership.answers import AGREE, ANSWERS, store
from bot.commands.profiling.agreements import agreement, choice
from bot.commands.profiling.digests import digest_told
from bot.commands.profiling.known import known
from bot.commands.schedules.storing import change, private
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import OneOf, Text, Whole
from bot.core.membership import purpose_label
from bot.core.reply import Button, Reply, Tone, Weight
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.member import CONSENT_VERSION, Purpose
from bot.domain.schedule import Sort, State
from bot.storage.store import Tx

ENDS = {
    Purpose.DIRECTORY: later("From this moment nobody finds you in the directory of members."),
    Purpose.MATCHING: later("From this moment I suggest you to nobody and bring you no requests to meet."),
    Purpose.DIGEST: later("From this moment no digest comes to you."),
}


class ProfileAgree(Command, name="profile-agree", writes=True, hidden=True):
    """Agree to something, or take that back."""

    purpose: Purpose = arg(default=Purpose.DIRECTORY, kind=OneOf(Purpose), hidden=True)
    given: bool = arg(default=False, hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**6), hidden=True)
    person: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note it where it is something else than before; nobody agrees to words that they did not see."""
        t, name = ctx.t, purpose_label(self.purpose, ctx.t)
        if self.given and self.version != CONSENT_VERSION:
            found = await ctx.look(lambda tx: known(tx, ctx.who.id))
            said = t("The words of this have changed. Please read what you would agree to now:")
            card = agreement(self.purpose, found, ctx)
            return Reply((said,), cards=(card,), buttons=_out(ctx), tone=Tone.WARN, private=True)
        news = await ctx.work(lambda tx: self._keep(tx, ctx))
        found = await ctx.look(lambda tx: known(tx, ctx.who.id))
        if self.given:
            said = t("You agree now: {purpose}.", purpose=name) if news else t("You agreed to this already.")
            if self.purpose is Purpose.DIGEST and found.told.get("digest") is not None:
                comes = t("{label}: {answer}", label=t(ANSWERS["digest"].label), answer=digest_told(found, ctx))
                said = f"{said} {comes}"
        else:
            said = t("Taken back: {purpose}.", purpose=name) if news else t("You do not agree to this; so it stays.")
            said = f"{said} {t(ENDS[self.purpose])}"
        back = choice(self.purpose, ctx, given=not self.given)
        undo = (replace(back, label=t("Undo")),) if news else ()
        card = replace(agreement(self.purpose, found, ctx), buttons=() if news else (back,))
        buttons = (*self._onward(ctx), *undo, *self._how_often(found.told, ctx), *_out(ctx))
        return Reply((said,), cards=(card,), buttons=buttons, tone=Tone.GOOD, private=True)

    def _onward(self, ctx: Context) -> tuple[Button, ...]:
        """What they can do now that they agreed: first of all what they were about to do."""
        if not self.given or ctx.who.role < Role.MEMBER:
            return ()
        if self.purpose is Purpose.MATCHING and self.person:
            return (Button(ctx.t("Ask to meet"), ctx.opener("introduce", person=self.person), Weight.MAIN),)
        ways = {Purpose.MATCHING: ("coffee", "find"), Purpose.DIRECTORY: ("find",)}.get(self.purpose, ())
        labels = {"coffee": ctx.t("Monthly coffee"), "find": ctx.t("Members like me")}
        return tuple(Button(labels[name], ctx.opener(name)) for name in ways)

    def _how_often(self, told: Any, ctx: Context) -> tuple[Button, ...]:  # noqa: ANN401 - a mapping of JSON
        """Whoever agrees to the digest and never said how often is asked."""
        if not (self.given and self.purpose is Purpose.DIGEST and told.get("digest") in (None, "no")):
            return ()
        return (Button(ctx.t("How often?"), ctx.opener("profile-change", ask="digest")),)

    def _keep(self, tx: Tx, ctx: Context) -> bool:
        last = tx.members.consents(ctx.who.id).get(self.purpose)
        held = last is not None and last.holds
        if last is None or held is not self.given:
            store(tx, AGREE + self.purpose, self.given, ctx)
        if self.purpose is Purpose.DIGEST and not self.given:
            for one in tx.schedules.listed((State.ACTIVE, State.PAUSED), sorts=(Sort.DIGEST,), owner=ctx.who.id):
                if private(one):  # those of one topic, and those asked for elsewhere, too
                    change(tx, one.id, self, ctx, lambda now: replace(now, state=State.CANCELLED), "cancel")
        return held is not self.given


def _out(ctx: Context) -> tuple[Button, ...]:
    return (Button(ctx.t("My profile"), ctx.opener("profile")),)
